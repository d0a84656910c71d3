// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.program;

/** The command was used wrongly; the message says how and what to do. */
public final class UsageException extends Exception {
    /** What the process ends with. */
    public static final int STATUS = 2;

    /** @param message one sentence, without the command's name */
    public UsageException(String message) {
        super(message);
    }
}
