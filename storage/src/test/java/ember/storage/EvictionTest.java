// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.BlockId;
import ember.model.BlockId.RddBlock;
import ember.model.StorageLevel;
import ember.storage.memory.TaskMemory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of blocks when memory runs out. */
class EvictionTest extends BlockStoreFixture {
    @Test
    void whatDoesNotFitIsHandedOnWholeAndNotKept() throws Exception {
        BlockStore store = store(2_000);
        for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, MEMORY_ONLY_SER)) {
            BlockId id = new RddBlock(0, 0);
            assertThat(read(store, id, level, elements(1_000)::iterator)).isEqualTo(elements(1_000));
            assertThat(store.status(id)).isEqualTo(BlockStatus.ABSENT);
            assertThat(budget.usedBytes()).isZero();
        }
        assertThat(changes).isEmpty();
    }

    @Test
    void whatDoesNotFitGoesToDiskIfTheLevelHasIt() throws Exception {
        BlockStore store = store(2_000);
        int rdd = 0;
        for (StorageLevel level : List.of(StorageLevel.MEMORY_AND_DISK, MEMORY_AND_DISK_SER)) {
            BlockId id = new RddBlock(rdd++, 0);
            assertThat(read(store, id, level, elements(1_000)::iterator)).isEqualTo(elements(1_000));
            assertThat(store.status(id).level()).isEqualTo(DISK_ONLY);
            assertThat(store.status(id).diskBytes()).isPositive();
            assertThat(read(store, id, level, mustNotRun())).isEqualTo(elements(1_000));
        }
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void theBlockReadLongestAgoGivesWay() throws Exception {
        BlockStore store = store(5_000);
        for (int rdd = 0; rdd < 3; rdd++) {
            read(store, new RddBlock(rdd, 0), MEMORY_ONLY_SER, List.of("x".repeat(1_200))::iterator);
        }
        read(store, new RddBlock(0, 0), MEMORY_ONLY_SER, mustNotRun());
        read(store, new RddBlock(3, 0), MEMORY_ONLY_SER, List.of("x".repeat(1_200))::iterator);
        read(store, new RddBlock(4, 0), MEMORY_ONLY_SER, List.of("x".repeat(1_200))::iterator);
        assertThat(store.status(new RddBlock(0, 0)).memoryBytes()).isPositive();
        assertThat(store.status(new RddBlock(1, 0))).isEqualTo(BlockStatus.ABSENT);
        assertThat(changes).contains("rdd_1_0 gone").doesNotContain("rdd_0_0 gone");
        assertThat(budget.usedBytes()).isLessThanOrEqualTo(5_000);
    }

    @Test
    void anEvictedBlockMovesToDiskIfItsLevelHasIt() throws Exception {
        BlockStore store = store(3_000);
        read(store, new RddBlock(0, 0), StorageLevel.MEMORY_AND_DISK, List.of("x".repeat(1_800))::iterator);
        read(store, new RddBlock(1, 0), StorageLevel.MEMORY_ONLY, List.of("y".repeat(1_800))::iterator);
        assertThat(changes).containsExactly("rdd_0_0 memory", "rdd_0_0 disk", "rdd_1_0 memory");
        assertThat(read(store, new RddBlock(0, 0), StorageLevel.MEMORY_AND_DISK, mustNotRun()))
                .containsExactly("x".repeat(1_800));
    }

    @Test
    void blocksOfTheSameRddNeverGiveWayToEachOther() throws Exception {
        BlockStore store = store(3_000);
        read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, List.of("x".repeat(1_800))::iterator);
        read(store, new RddBlock(0, 1), StorageLevel.MEMORY_ONLY, List.of("y".repeat(1_800))::iterator);
        assertThat(changes).containsExactly("rdd_0_0 memory");
    }

    @Test
    void nothingIsEvictedForABlockThatWouldNotFitAnyway() throws Exception {
        BlockStore store = store(3_000);
        read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, List.of("x".repeat(1_000))::iterator);
        read(store, new RddBlock(1, 0), StorageLevel.MEMORY_ONLY, List.of("y".repeat(5_000))::iterator);
        assertThat(changes).containsExactly("rdd_0_0 memory");
    }

    @Test
    void aBlockIsNotEvictedWhileItIsRead() throws Exception {
        BlockStore store = store(3_000);
        BlockId first = new RddBlock(0, 0);
        BlockId second = new RddBlock(1, 0);
        read(store, first, StorageLevel.MEMORY_ONLY, List.of("x".repeat(1_800), "y")::iterator);
        BlockLocks task = new BlockLocks();
        store.getOrCompute(first, StorageLevel.MEMORY_ONLY, mustNotRun(), task).next();
        read(store, second, StorageLevel.MEMORY_ONLY, List.of("y".repeat(1_800))::iterator);
        assertThat(changes).containsExactly("rdd_0_0 memory");
        task.close();
        read(store, second, StorageLevel.MEMORY_ONLY, List.of("y".repeat(1_800))::iterator);
        assertThat(changes).containsExactly("rdd_0_0 memory", "rdd_0_0 gone", "rdd_1_0 memory");
    }

    @Test
    void whoHasReadABlockToItsEndHoldsItNoMore() throws Exception {
        BlockStore store = store(3_000);
        BlockLocks task = new BlockLocks();
        store.getOrCompute(new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, List.of("x".repeat(1_800))::iterator, task)
                .forEachRemaining(element -> {});
        read(store, new RddBlock(1, 0), StorageLevel.MEMORY_ONLY, List.of("y".repeat(1_800))::iterator);
        assertThat(changes).containsExactly("rdd_0_0 memory", "rdd_0_0 gone", "rdd_1_0 memory");
    }

    @Test
    void theMemoryOfARemovedBlockIsGivenBackByItsLastReader() throws Exception {
        BlockStore store = store(1 << 20);
        BlockLocks task = new BlockLocks();
        store.getOrCompute(new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, elements(10)::iterator, task)
                .next();
        store.removeRdd(0);
        assertThat(store.status(new RddBlock(0, 0))).isEqualTo(BlockStatus.ABSENT);
        assertThat(budget.usedBytes()).isPositive();
        task.close();
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void whatWasUnrolledInVainStaysCountedUntilItIsConsumed() throws Exception {
        BlockStore store = store(100_000);
        List<String> large = elements(10_000);
        BlockLocks task = new BlockLocks();
        Iterator<String> reader =
                store.getOrCompute(new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, large::iterator, task);
        assertThat(reader.next()).isEqualTo(large.get(0));
        assertThat(budget.storageBytes()).isGreaterThan(50_000);
        List<String> rest = new ArrayList<>();
        reader.forEachRemaining(rest::add);
        assertThat(rest).isEqualTo(large.subList(1, large.size()));
        assertThat(budget.storageBytes()).isZero();
    }

    @Test
    void whatWasUnrolledInVainIsGivenBackAtTheTasksEnd() throws Exception {
        BlockStore store = store(100_000);
        for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, MEMORY_ONLY_SER)) {
            BlockLocks task = new BlockLocks();
            store.getOrCompute(new RddBlock(0, 0), level, elements(10_000)::iterator, task)
                    .next();
            assertThat(budget.storageBytes()).isPositive();
            task.close();
            assertThat(budget.storageBytes()).isZero();
        }
    }

    @Test
    void aBlockComesBackFromDiskWhenThereIsRoom() throws Exception {
        for (StorageLevel level : List.of(StorageLevel.MEMORY_AND_DISK, MEMORY_AND_DISK_SER)) {
            changes.clear();
            BlockStore store = store(3_000);
            List<String> text = List.of("x".repeat(1_800));
            read(store, new RddBlock(0, 0), level, text::iterator);
            read(store, new RddBlock(1, 0), StorageLevel.MEMORY_ONLY, List.of("y".repeat(1_800))::iterator);
            store.removeRdd(1);
            assertThat(store.status(new RddBlock(0, 0)).level()).isEqualTo(DISK_ONLY);
            assertThat(read(store, new RddBlock(0, 0), level, mustNotRun())).isEqualTo(text);
            BlockStatus both = store.status(new RddBlock(0, 0));
            assertThat(both.memoryBytes()).isBetween(1_800L, 2_000L).isEqualTo(budget.usedBytes());
            assertThat(both.diskBytes()).isPositive();
            assertThat(read(store, new RddBlock(0, 0), level, mustNotRun())).isEqualTo(text);
            assertThat(changes).containsExactly("rdd_0_0 memory", "rdd_0_0 disk", "rdd_1_0 memory", "rdd_1_0 gone");
            store.close();
            assertThat(budget.usedBytes()).isZero();
        }
    }

    @Test
    void aBlockThatIsOnDiskAlreadyIsNotWrittenAgain() throws Exception {
        BlockStore store = store(3_000);
        read(store, new RddBlock(0, 0), StorageLevel.MEMORY_AND_DISK, List.of("x".repeat(1_800))::iterator);
        for (int i = 0; i < 3; i++) {
            read(store, new RddBlock(1, 0), StorageLevel.MEMORY_ONLY, List.of("y".repeat(1_800))::iterator);
            read(store, new RddBlock(0, 0), StorageLevel.MEMORY_AND_DISK, mustNotRun());
        }
        assertThat(filesLeft()).isEqualTo(1);
        assertThat(directory.newFile("next").getFileName()).hasToString("next-1");
    }

    @Test
    void blocksOutsideTheHeapHaveABudgetOfTheirOwn() throws Exception {
        BlockStore store = store(3_000);
        List<String> text = List.of("x".repeat(1_800));
        read(store, new RddBlock(0, 0), OFF_HEAP, text::iterator);
        assertThat(budget.usedBytes()).isZero();
        assertThat(offHeap.usedBytes()).isBetween(1_800L, 2_000L);
        assertThat(store.status(new RddBlock(0, 0)).level()).isEqualTo(new StorageLevel(false, true, true, false, 1));
        read(store, new RddBlock(1, 0), StorageLevel.MEMORY_ONLY, List.of("y".repeat(1_800))::iterator);
        for (int i = 2; i < 7; i++) {
            read(store, new RddBlock(i, 0), OFF_HEAP, text::iterator);
        }
        assertThat(store.status(new RddBlock(0, 0)).level()).isEqualTo(new StorageLevel(true, false, true, false, 1));
        assertThat(store.status(new RddBlock(1, 0)).level()).isEqualTo(StorageLevel.MEMORY_ONLY);
        assertThat(read(store, new RddBlock(0, 0), OFF_HEAP, mustNotRun())).isEqualTo(text);
        store.close();
        assertThat(offHeap.usedBytes()).isZero();
    }

    @Test
    void tasksThatNeedMemoryDriveBlocksOutDownToTheirShare() throws Exception {
        BlockStore store = store(10 << 20);
        for (int rdd = 0; rdd < 10; rdd++) {
            read(store, new RddBlock(rdd, 0), StorageLevel.MEMORY_ONLY, List.of(new byte[1_000_000])::iterator);
        }
        try (TaskMemory task = budget.newTask()) {
            TaskMemory.Reservation reservation = task.reserve(() -> {});
            assertThat(reservation.growTo(6 << 20)).isFalse();
            assertThat(reservation.growTo(5 << 20)).isTrue();
            assertThat(reservation.growTo((5 << 20) + 500_000)).isFalse();
        }
        assertThat(budget.storageBytes()).isBetween(5_000_000L, 5L << 20);
        assertThat(store.status(new RddBlock(4, 0))).isEqualTo(BlockStatus.ABSENT);
        assertThat(store.status(new RddBlock(5, 0)).memoryBytes()).isPositive();
    }

    @Test
    void manyThreadsReadingEvictingAndRemovingAlwaysSeeWholeBlocks() throws Exception {
        BlockStore store = store(20_000);
        List<StorageLevel> levels =
                List.of(StorageLevel.MEMORY_ONLY, MEMORY_ONLY_SER, StorageLevel.MEMORY_AND_DISK, DISK_ONLY);
        List<Future<?>> workers = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            Random random = new Random(worker);
            workers.add(threads.submit(() -> {
                for (int i = 0; i < 500; i++) {
                    int rdd = random.nextInt(8);
                    List<String> expected = elements(10 + 20 * rdd);
                    if (random.nextInt(10) == 0) {
                        store.removeRdd(rdd);
                    }
                    assertThat(read(
                                    store,
                                    new RddBlock(rdd, random.nextInt(2)),
                                    levels.get(rdd % 4),
                                    expected::iterator))
                            .isEqualTo(expected);
                }
                return null;
            }));
        }
        for (Future<?> worker : workers) {
            worker.get(60, TimeUnit.SECONDS);
        }
        store.close();
        assertThat(budget.usedBytes()).isZero();
        assertThat(filesLeft()).isZero();
    }
}
