// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.io.IOException;
import java.nio.file.Path;

/** A file does not hold what was written to it. What was read from it before is right: it is checked before it is handed out. */
public final class CorruptBlockException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptBlockException(Path file, long position, String what) {
        super("corrupt block in " + file + " at byte " + position + ": " + what);
    }
}
