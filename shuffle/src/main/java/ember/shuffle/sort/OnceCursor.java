// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.TaskMemory.Reservation;
import org.jspecify.annotations.Nullable;

/**
 * Hands out ordered records of which some are in memory. What has been handed out is let go of, and the rest moves to disk when the
 * task needs its room for something else. Read by one thread at a time, which need not be the one that wants the room: a piped RDD is
 * computed by a thread of its own.
 */
final class OnceCursor implements PartitionedCursor {
    /** So much is let go of before it is given back, or this part of all: other tasks wait at the same lock. */
    private static final long SHRINK_BYTES = 1 << 16;

    private static final int SHRINK_PARTS = 256;

    /** So many records at most are claimed at a time; the room of these is given back before they are handed out. */
    private static final int CLAIMED = 64;

    private final SpillSpace space;
    private final RecordOrder order;
    private final int partitions;
    private final Reservation memory;
    private final long total;
    private final long bytes;
    /** How many records are handed out before their room is given back. */
    private final long shrinkEvery;

    private PartitionedCursor source;
    private boolean inMemory = true;
    /** How many the source has given. */
    private long seen;

    private long shrinkAt;
    /** Only the reader knows these, so he needs no lock for them. */
    private @Nullable PackedRecords claimed;

    private int partition;
    private long keyHash = UNKNOWN;
    private @Nullable Object key;
    private @Nullable Object value;

    /**
     * @param source forgets what it has handed out
     * @param total how many records it has
     * @param memory holds what they take
     */
    OnceCursor(
            InMemoryCursor source,
            long total,
            Reservation memory,
            SpillSpace space,
            RecordOrder order,
            int partitions) {
        this.source = source;
        this.total = total;
        this.memory = memory;
        this.bytes = memory.bytes();
        this.shrinkEvery = Math.max(Math.max(1, total / SHRINK_PARTS), total * SHRINK_BYTES / Math.max(1, bytes));
        this.shrinkAt = shrinkEvery;
        this.space = space;
        this.order = order;
        this.partitions = partitions;
    }

    /** Moves the records that were not handed out to disk. */
    synchronized void spill() throws Exception {
        if (!inMemory || seen == total || !(source instanceof InMemoryCursor records)) {
            return;
        }
        inMemory = false;
        Runs rest = new Runs(space, order, partitions, "rest");
        rest.add(records, memory.bytes());
        memory.shrinkTo(0);
        source = rest.merged(null);
    }

    @Override
    public boolean advance() throws Exception {
        PackedRecords records = claimed;
        return (records != null && records.advance()) || advanceSource();
    }

    private synchronized boolean advanceSource() throws Exception {
        claimed = source instanceof InMemoryCursor records ? records.claim(CLAIMED) : null;
        if (claimed != null) {
            given(claimed.size());
            return claimed.advance();
        }
        if (!source.advance()) {
            key = null;
            value = null;
            memory.shrinkTo(0);
            return false;
        }
        partition = source.partition();
        key = source.key();
        keyHash = source.knownKeyHash();
        value = source.value();
        given(1);
        return true;
    }

    private void given(int records) throws Exception {
        seen += records;
        if (inMemory && seen >= shrinkAt) {
            shrinkAt = seen + shrinkEvery;
            memory.shrinkTo((long) (bytes * ((double) (total - seen) / total)));
        }
    }

    @Override
    public int partition() {
        return claimed == null ? partition : claimed.partition();
    }

    @Override
    public @Nullable Object key() {
        return claimed == null ? key : claimed.key();
    }

    @Override
    public long knownKeyHash() {
        return claimed == null ? keyHash : claimed.knownKeyHash();
    }

    @Override
    public @Nullable Object value() {
        return claimed == null ? value : claimed.value();
    }
}
