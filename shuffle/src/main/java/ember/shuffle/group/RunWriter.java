// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.GroupedValues;
import ember.shuffle.spill.Extent;
import ember.shuffle.spill.SpillSpace;
import ember.shuffle.spill.SpillWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run. The values of a side follow its key, so that small groups cost no more than their bytes: the number of values, then
 * these. A group whose values take more than a frame has them in extents of their own, which need not be read when runs are merged:
 * then the complement of the number of parts, and for each part either the number of values and these, or {@link #STORED} and the
 * place of the extent.
 */
final class RunWriter implements Closeable {
    static final Integer STORED = -1;

    private final GroupRuns runs;
    private final SpillSpace space;
    private final SpillWriter stream;
    private @Nullable SpillWriter values;
    private long valueBytes;

    RunWriter(GroupRuns runs, SpillSpace space) throws IOException {
        this.runs = runs;
        this.space = space;
        this.stream = space.newFile("groups");
    }

    void write(GroupCursor group) throws IOException {
        Sides sides = group.sides();
        boolean large = sides.bytes() > space.format().frameBytes();
        stream.write(group.key());
        stream.write(group.hash());
        stream.write(large ? 0 : (int) sides.bytes());
        for (int i = 0; i < sides.size(); i++) {
            write(sides.get(i).parts(), large);
        }
    }

    private void write(List<GroupedValues.Part> parts, boolean large) throws IOException {
        if (parts.isEmpty()) {
            stream.write(0);
            return;
        }
        if (parts.size() == 1 && !large && !(parts.get(0) instanceof StoredValues)) {
            writeInline(parts.get(0));
            return;
        }
        stream.write(~parts.size());
        for (GroupedValues.Part part : parts) {
            if (part instanceof StoredValues stored) {
                writePlace(stored.extent());
            } else if (large) {
                writePlace(moved(part));
            } else {
                writeInline(part);
            }
        }
    }

    private void writeInline(GroupedValues.Part part) throws IOException {
        stream.write((int) part.count());
        for (Iterator<@Nullable Object> left = part.open(); left.hasNext(); ) {
            stream.write(left.next());
        }
    }

    private void writePlace(Extent extent) throws IOException {
        stream.write(STORED);
        stream.write(new long[] {runs.numberOf(extent.file()), extent.from(), extent.until(), extent.count()});
    }

    private Extent moved(GroupedValues.Part part) throws IOException {
        if (values == null) {
            values = space.newFile("values");
        }
        for (Iterator<@Nullable Object> left = part.open(); left.hasNext(); ) {
            values.write(left.next());
        }
        Extent extent = values.endExtent();
        valueBytes += extent.diskBytes();
        return extent;
    }

    /** The run is complete. */
    Extent end() throws IOException {
        return stream.endExtent();
    }

    /** What large groups take on disk. */
    long valueBytes() {
        return valueBytes;
    }

    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            if (values != null) {
                values.close();
            }
        }
    }
}
