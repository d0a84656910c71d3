// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.flight.CacheEvictEvent;
import ember.model.flight.Flight;
import ember.storage.BlockTable.Victim;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes blocks out of memory to make room, to disk if their level has it. */
final class Eviction {
    private final BlockTable table;
    private final BlockWriter writer;
    private final Serialization serialization;
    private final BlockLog log;
    private final Consumer<BlockEntry> free;

    /** @param free frees a block that was removed while it was moved */
    Eviction(
            BlockTable table,
            BlockWriter writer,
            Serialization serialization,
            BlockLog log,
            Consumer<BlockEntry> free) {
        this.table = table;
        this.writer = writer;
        this.serialization = serialization;
        this.log = log;
        this.free = free;
    }

    /**
     * Evicts the blocks that {@link BlockTable#chooseVictims} chooses.
     *
     * @param budget what is given back is given back to it
     * @return how much was given back; 0: not enough could be
     */
    long evict(long bytes, boolean offHeap, MemoryBudget budget, @Nullable BlockId forBlock) {
        List<Victim> victims = table.chooseVictims(bytes, offHeap, forBlock);
        long given = 0;
        for (Victim victim : victims) {
            given += victim.memory().bytes();
        }
        if (given > 0) {
            log.selected(victims.size(), given);
            for (Victim victim : victims) {
                evict(victim, budget);
            }
            log.dropped(victims.size(), budget);
        }
        return given;
    }

    private void evict(Victim victim, MemoryBudget budget) {
        BlockEntry entry = victim.entry();
        log.dropping(entry.id);
        CacheEvictEvent flight = Flight.cacheEvict(entry.id, victim.memory().bytes(), victim.toDisk());
        StoredBlock.OnDisk moved = null;
        try {
            if (victim.toDisk()) {
                log.writing(entry.id);
                moved = writer.toFile(entry.id, victim.memory().open(serialization));
            }
        } catch (IOException | RuntimeException e) {
            log.notMoved(entry.id, e);
        } finally {
            table.leftMemory(entry, moved);
            budget.releaseStorage(victim.memory().bytes());
            if (table.endWork(entry)) {
                free.accept(entry);
            }
            if (flight != null) {
                flight.ended();
            }
        }
    }
}
