// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.compress;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

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

    /**
     * Deletes the file into which the LZ4 library has unpacked its native code, if it has: it would stay if this process were killed.
     * Linux says where it is, and lets a file go that is in use; elsewhere the library deletes it when the process ends.
     */
    static void deleteUnpacked() {
        Path mapped = Path.of("/proc/self/maps");
        if (!Files.isReadable(mapped)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(mapped)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("/liblz4-java-")) {
                    Files.deleteIfExists(Path.of(line.substring(line.indexOf('/'))));
                    return;
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger("CompressionCodec").warn("Could not delete the unpacked LZ4 library early", e);
        }
    }
}
