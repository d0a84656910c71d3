// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.GroupedValues;
import ember.shuffle.spill.Extent;
import ember.shuffle.spill.SpillSpace;
import ember.storage.serialize.RecordReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks over a run. Deletes the run's own file at its end: extents of large groups are in others. */
final class RunCursor implements GroupCursor, Closeable {
    private final Run run;
    private final GroupRuns runs;
    private final RecordReader in;
    private final SpillSpace space;
    private final int sideCount;
    private long left;
    private @Nullable Object key;
    private int hash;
    private @Nullable Sides sides;

    RunCursor(Run run, GroupRuns runs, SpillSpace space, int sideCount) throws IOException {
        this.run = run;
        this.runs = runs;
        this.in = run.stream().open(space.data(), space.format());
        this.space = space;
        this.sideCount = sideCount;
        this.left = run.groups();
    }

    @Override
    public boolean advance() throws IOException, ClassNotFoundException {
        long beforeBytes = sides == null ? 0 : sides.bytes();
        if (left == 0) {
            runs.headsChanged(-beforeBytes);
            key = null;
            sides = null;
            in.close();
            run.stream().file().delete();
            return false;
        }
        left--;
        key = in.read();
        hash = readInt();
        Sides read = new Sides(sideCount);
        read.setBytes(readInt());
        for (int i = 0; i < sideCount; i++) {
            read(read.get(i));
        }
        sides = read;
        runs.headsChanged(read.bytes() - beforeBytes);
        return true;
    }

    private void read(GroupedValues<Object> values) throws IOException, ClassNotFoundException {
        int header = readInt();
        if (header >= 0) {
            readInline(values, header);
            return;
        }
        for (int parts = ~header; parts > 0; parts--) {
            int count = readInt();
            if (count == RunWriter.STORED) {
                long[] place = (long[]) Objects.requireNonNull(in.read());
                Extent extent = new Extent(runs.file((int) place[0]), place[1], place[2], place[3]);
                values.appendPart(new StoredValues(extent, space, runs.cache()));
            } else {
                readInline(values, count);
            }
        }
    }

    @SuppressWarnings("NullAway") // A value may be null.
    private void readInline(GroupedValues<Object> values, int count) throws IOException, ClassNotFoundException {
        for (int i = 0; i < count; i++) {
            values.append(in.read());
        }
    }

    private int readInt() throws IOException, ClassNotFoundException {
        return (Integer) Objects.requireNonNull(in.read());
    }

    @Override
    public int hash() {
        return hash;
    }

    @Override
    public @Nullable Object key() {
        return key;
    }

    @Override
    public Sides sides() {
        return Objects.requireNonNull(sides, "not at a group");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
