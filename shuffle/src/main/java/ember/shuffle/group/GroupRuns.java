// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.shuffle.spill.Extent;
import ember.shuffle.spill.SpillFile;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.FrameInputStream;
import ember.storage.memory.TaskMemory.Reservation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The runs of one structure, oldest first, each ordered by the hash codes of its keys. Used by one thread at a time. */
final class GroupRuns {
    /** What cursors stand at is counted anew when it has changed by this much. */
    private static final long HEADS_STEP_BYTES = 32 << 10;

    private final SpillSpace space;
    private final int sides;
    private final RereadCache cache;
    /** The files of large groups, which runs refer to by number. */
    private final List<SpillFile> files = new ArrayList<>();

    private List<Run> runs = new ArrayList<>();
    private final Reservation heads;
    private long headBytes;

    GroupRuns(SpillSpace space, int sides) {
        this.space = space;
        this.sides = sides;
        this.cache = new RereadCache(space.memory());
        // They are in memory already, and gone with the next group.
        this.heads = space.memory().reserve(() -> {});
    }

    SpillSpace space() {
        return space;
    }

    RereadCache cache() {
        return cache;
    }

    int count() {
        return runs.size();
    }

    SpillFile file(int number) {
        return files.get(number);
    }

    /** The number of a file, which it gets when it is first asked for. */
    int numberOf(SpillFile file) {
        // What is written lies in the newest file, what is merged in any.
        int number = files.lastIndexOf(file);
        if (number < 0) {
            number = files.size();
            files.add(file);
        }
        return number;
    }

    /**
     * Moves groups to a new run. Until it is written they are kept: what is held of the budget goes down after that, not before.
     *
     * @param groups by ascending hash code
     * @param memoryBytes what they take in memory
     */
    void add(InMemoryGroups groups, long memoryBytes) throws Exception {
        runs.add(move(groups, memoryBytes));
    }

    /** Moves groups of any order to disk. Until they are there, they are kept. */
    Run move(InMemoryGroups groups, long memoryBytes) throws Exception {
        groups.keepAll();
        Run run = write(groups, memoryBytes);
        groups.letGo();
        return run;
    }

    private Run write(GroupCursor groups, long memoryBytes) throws Exception {
        long count = 0;
        Extent stream;
        long diskBytes;
        try (RunWriter writer = new RunWriter(this, space)) {
            while (groups.advance()) {
                writer.write(groups);
                count++;
            }
            stream = writer.end();
            diskBytes = stream.diskBytes() + writer.valueBytes();
        }
        space.spilled(memoryBytes, diskBytes);
        return new Run(stream, count);
    }

    RunCursor open(Run run) throws IOException {
        return new RunCursor(run, this, space, sides);
    }

    /** What a cursor over a run takes in memory, without the group that it stands at. */
    long cursorBytes() {
        return FrameInputStream.bufferBytes(space.format());
    }

    /** What the values take that are in memory because a cursor stands at them, or because they were merged, has changed by so much. */
    void headsChanged(long changeBytes) {
        headBytes += changeBytes;
        if (Math.abs(headBytes - heads.bytes()) > HEADS_STEP_BYTES) {
            heads.hold(headBytes);
            heads.shrinkTo(headBytes);
        }
    }

    /** No cursor is used any more. */
    void endHeads() {
        headBytes = 0;
        heads.close();
    }

    /** Merges neighbours until there are no more runs than that, at least 2. */
    void mergeDownTo(int most) throws Exception {
        while (runs.size() > most) {
            List<Run> merged = new ArrayList<>();
            for (int from = 0; from < runs.size(); from += most) {
                List<Run> neighbours = runs.subList(from, Math.min(runs.size(), from + most));
                merged.add(neighbours.size() == 1 ? neighbours.get(0) : merge(neighbours));
            }
            runs = merged;
        }
    }

    private Run merge(List<Run> neighbours) throws Exception {
        List<RunCursor> cursors = new ArrayList<>();
        try {
            for (Run run : neighbours) {
                cursors.add(open(run));
            }
            return write(new MergedGroups(cursors), 0);
        } finally {
            for (RunCursor cursor : cursors) {
                cursor.close();
            }
        }
    }

    /** Opens all runs, to be read once. */
    List<RunCursor> openAll() throws IOException {
        List<RunCursor> cursors = new ArrayList<>();
        for (Run run : runs) {
            cursors.add(open(run));
        }
        return cursors;
    }
}
