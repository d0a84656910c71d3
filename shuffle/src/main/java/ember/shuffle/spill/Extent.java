// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.spill;

import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameInputStream;
import ember.storage.serialize.RecordReader;
import ember.storage.serialize.Serialization;
import java.io.IOException;

/**
 * Values that lie one after another in a file, to be read from the first on, any number of times and by any number of readers.
 *
 * @param from the byte at which they begin
 * @param until the byte after the last
 * @param count how many
 */
public record Extent(SpillFile file, long from, long until, long count) {
    /** What the values take on disk. */
    public long diskBytes() {
        return until - from;
    }

    /**
     * A way through the values, for one thread, which closes it.
     *
     * @param data as they were written with
     * @throws IOException if the file is gone or damaged
     */
    public RecordReader open(Serialization data, FrameFormat format) throws IOException {
        return data.newReader(new FrameInputStream(file.path(), from, until, format));
    }
}
