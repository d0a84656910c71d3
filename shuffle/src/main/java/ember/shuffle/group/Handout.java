// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.GroupedValues;
import ember.storage.memory.TaskMemory.Reservation;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands out groups, those of runs and those in memory merged. If memory is needed elsewhere meanwhile, the rest moves to disk, and the
 * groups come on in the same order. Read by one thread at a time, which need not be the one that wants the memory: a piped RDD is
 * computed by a thread of its own.
 */
final class Handout implements Closeable {
    /** So many runs are merged at once, however little memory there is. */
    private static final int LEAST_AT_ONCE = 4;

    /** What was handed out is given back when it makes up this part of what is held. */
    private static final int SHRINK_PART = 32;

    /** For each cursor's buffers: so much room for groups that it reads, and for what is made of them. */
    private static final long ROOM_PART = 4;

    private final GroupRuns runs;
    private final Reservation memory;
    private final List<RunCursor> opened = new ArrayList<>();
    private final Rest rest;
    private final GroupCursor groups;
    private long cursorBytes;
    /** What the current group takes that was merged of several. */
    private long mergedBytes;

    private boolean ended;

    /**
     * @param inMemory the groups that are in memory; by ascending hash code if there are runs
     * @param memory holds what they take
     */
    Handout(GroupRuns runs, InMemoryGroups inMemory, Reservation memory) throws Exception {
        this.runs = runs;
        this.memory = memory;
        this.rest = new Rest(inMemory);
        if (runs.count() == 0) {
            this.groups = rest;
        } else {
            makeRoomForCursors();
            opened.addAll(runs.openAll());
            List<GroupCursor> all = new ArrayList<>(opened);
            all.add(rest);
            this.groups = new MergedGroups(all);
        }
        runs.space().closeAtEnd(this);
    }

    /** Room is left for groups and for what is made of them, or else fewer runs are read at once. */
    private void makeRoomForCursors() throws Exception {
        int atOnce = runs.count();
        long restBytes = memory.bytes();
        if (!memory.growTo(restBytes + ROOM_PART * atOnce * runs.cursorBytes())) {
            runs.add(rest.groups, restBytes);
            rest.moved = true;
            restBytes = 0;
            memory.shrinkTo(0);
            atOnce = runs.count();
            while (atOnce > LEAST_AT_ONCE && !memory.growTo(ROOM_PART * atOnce * runs.cursorBytes())) {
                atOnce = Math.max(LEAST_AT_ONCE, atOnce / 2);
            }
        }
        cursorBytes = atOnce * runs.cursorBytes();
        memory.hold(restBytes + cursorBytes);
        memory.shrinkTo(restBytes + cursorBytes);
        runs.mergeDownTo(atOnce);
    }

    /** Moves to the next group; false: there is none. */
    synchronized boolean advance() throws Exception {
        runs.cache().clear();
        if (ended || !groups.advance()) {
            ended = true;
            runs.cache().close();
            runs.endHeads();
            memory.close();
            return false;
        }
        if (!opened.isEmpty()) {
            countMerged();
        }
        if (rest.moved) {
            memory.shrinkTo(cursorBytes);
        }
        if (runs.space().valuesLeave()) {
            groups.sides().forEach(Handout::keep);
        }
        return true;
    }

    /** Cursors have gone on by now, so that they count their next groups. */
    private void countMerged() {
        long bytes = groups.sides().bytes();
        runs.headsChanged(bytes - mergedBytes);
        mergedBytes = bytes;
    }

    private static void keep(GroupedValues<Object> values) {
        for (GroupedValues.Part part : values.parts()) {
            if (part instanceof StoredValues stored) {
                stored.extent().file().keep();
            }
        }
    }

    @Nullable
    Object key() {
        return groups.key();
    }

    Sides sides() {
        return groups.sides();
    }

    /** Moves the groups that are still in memory to disk, but for the current one, which is in use. */
    synchronized void spill() throws Exception {
        if (!ended && !rest.moved) {
            rest.moveToDisk();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        ended = true;
        runs.cache().close();
        for (RunCursor cursor : opened) {
            cursor.close();
        }
    }

    /** What was in memory at first. */
    private final class Rest implements GroupCursor {
        private final InMemoryGroups groups;
        /** Whether it is on disk, and where it is read if it was not all at an end by then. */
        private boolean moved;

        private @Nullable RunCursor onDisk;
        /** What groups took that were handed out, as far as it was not given back yet. */
        private long goneBytes;

        private @Nullable Object key;
        private int hash;
        private @Nullable Sides sides;

        Rest(InMemoryGroups groups) {
            this.groups = groups;
        }

        void moveToDisk() throws Exception {
            long heldBytes = memory.bytes();
            // First, as values that are groups themselves may ask for memory while they are written.
            moved = true;
            onDisk = runs.open(runs.move(groups, heldBytes - cursorBytes));
            opened.add(onDisk);
            cursorBytes += runs.cursorBytes();
            memory.shrinkTo(cursorBytes + (sides == null ? 0 : sides.bytes()));
        }

        @Override
        public boolean advance() throws Exception {
            letGo();
            GroupCursor from = onDisk == null ? groups : onDisk;
            if (!from.advance()) {
                key = null;
                sides = null;
                memory.shrinkTo(cursorBytes);
                return false;
            }
            key = from.key();
            hash = from.hash();
            sides = from.sides();
            return true;
        }

        /** The group that was handed out last is the program's, if it holds it. */
        private void letGo() {
            if (moved || sides == null) {
                return;
            }
            goneBytes += groups.heldBytes();
            if (goneBytes > memory.bytes() / SHRINK_PART) {
                memory.shrinkTo(Math.max(cursorBytes, memory.bytes() - goneBytes));
                goneBytes = 0;
            }
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
    }
}
