// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.shuffle.spill.SpillSpace;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map output in several files, each with a part of every reduce partition: parts that are worth opening a file are not written a second
 * time to have them in one. A reader has one of the files open at a time.
 */
public final class MapOutputFiles implements MapOutputOnDisk {
    private final List<MapOutputFile> files;

    /** @param files at least one, in the order of their records, all with the same number of partitions */
    public MapOutputFiles(List<MapOutputFile> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public Segment segment(int reducePartition) {
        return () -> new Parts(reducePartition);
    }

    @Override
    public long[] estimatedBytes() {
        long[] sizes = files.get(0).estimatedBytes();
        for (MapOutputFile file : files.subList(1, files.size())) {
            long[] more = file.estimatedBytes();
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] += more[i];
            }
        }
        return sizes;
    }

    @Override
    public long recordCount() {
        long count = 0;
        for (MapOutputFile file : files) {
            count += file.recordCount();
        }
        return count;
    }

    @Override
    public boolean isThere() {
        for (MapOutputFile file : files) {
            if (!file.isThere()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void delete() {
        files.forEach(MapOutputFile::delete);
    }

    @Override
    public void releaseFrom(SpillSpace space) {
        files.forEach(file -> file.releaseFrom(space));
    }

    /** The parts of a reduce partition, one after another. */
    private final class Parts implements SegmentCursor {
        private final int reducePartition;
        private RecordCursor current;
        private int opened = 1;

        Parts(int reducePartition) throws IOException {
            this.reducePartition = reducePartition;
            this.current = files.get(0).segment(reducePartition).open();
        }

        @Override
        public boolean advance() throws Exception {
            while (!current.advance()) {
                if (opened == files.size()) {
                    return false;
                }
                current = files.get(opened++).segment(reducePartition).open();
            }
            return true;
        }

        @Override
        public @Nullable Object key() {
            return current.key();
        }

        @Override
        public @Nullable Object value() {
            return current.value();
        }

        @Override
        public void close() throws IOException {
            opened = files.size();
            if (current instanceof Closeable open) {
                open.close();
            }
        }
    }
}
