// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

/** Has no main method. */
public final class NoMain {
    private NoMain() {}
}
