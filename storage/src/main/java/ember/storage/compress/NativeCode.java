// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.compress;

/** Whether libraries may load native code without a warning on the program's error stream. */
final class NativeCode {
    /** JEP 472: from here on the JVM warns, and later refuses. */
    private static final int FIRST_RELEASE_THAT_WARNS = 24;

    private NativeCode() {}

    /** On releases that warn: if the program was started with {@code --enable-native-access} for us. */
    static boolean isAllowed() {
        if (Runtime.version().feature() < FIRST_RELEASE_THAT_WARNS) {
            return true;
        }
        try {
            // Since Java 22, and this is compiled for 17.
            Object enabled = Module.class.getMethod("isNativeAccessEnabled").invoke(NativeCode.class.getModule());
            return Boolean.TRUE.equals(enabled);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java " + Runtime.version() + " lacks what Java 22 has", e);
        }
    }
}
