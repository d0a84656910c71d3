// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.disk.CorruptBlockException;
import java.io.IOException;

/**
 * What was kept of a map output is gone or damaged, so that its map task must run again. Never what the program's own code throws
 * while a record is made of bytes.
 */
public final class UnreadableOutputException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableOutputException(IOException cause) {
        super(cause instanceof CorruptBlockException ? cause.getMessage() : cause.toString(), cause);
    }

    UnreadableOutputException(String what) {
        super(what);
    }
}
