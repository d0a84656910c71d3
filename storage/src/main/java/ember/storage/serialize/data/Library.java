// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import java.io.IOException;

/** A serialiser of arbitrary objects that is faster than Java's, and refuses what it would not bring back as Java's does. */
interface Library {
    /** Appends the object graph; false: it is refused, and what was appended is of no use. */
    boolean write(Object value, ByteOutput out);

    /**
     * Reads what {@link #write} appended.
     *
     * @throws IOException if the bytes are not what was written
     */
    Object read(byte[] bytes, int offset, int length) throws IOException;
}
