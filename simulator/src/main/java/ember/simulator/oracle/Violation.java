// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import org.jspecify.annotations.Nullable;

/** The scheduler did what it must not, or did not what it must. */
public final class Violation extends RuntimeException {
    public Violation(String message) {
        super(message);
    }

    public Violation(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Throws unless a condition holds. */
    static void unless(boolean condition, String message) {
        if (!condition) {
            throw new Violation(message);
        }
    }

    /** Throws unless a condition holds, naming what it is about. The text is only put together if it is needed. */
    static void unless(boolean condition, String message, Object about) {
        if (!condition) {
            throw new Violation(message + ": " + about);
        }
    }
}
