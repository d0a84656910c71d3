// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

/** The command was used wrongly; the message says how and what to do. */
final class UsageException extends Exception {
    static final int STATUS = 2;

    UsageException(String message) {
        super(message);
    }
}
