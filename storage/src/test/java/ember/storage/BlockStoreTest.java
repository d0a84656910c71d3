// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.BlockId;
import ember.model.BlockId.RddBlock;
import ember.model.StorageLevel;
import ember.storage.disk.Compression;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.memory.TaskMemory;
import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockStoreTest {
    private static final StorageLevel MEMORY_ONLY_SER = new StorageLevel(false, true, false, false, 1);
    private static final StorageLevel MEMORY_AND_DISK_SER = new StorageLevel(true, true, false, false, 1);
    private static final StorageLevel OFF_HEAP = new StorageLevel(true, true, true, false, 1);
    private static final StorageLevel DISK_ONLY = new StorageLevel(true, false, false, false, 1);

    private final JavaSerialization serialization = new JavaSerialization(null);
    private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path parent;

    private TempDirectory directory;
    private final MemoryBudget offHeap = new MemoryBudget(10_000, 10_000);
    private MemoryBudget budget;

    private BlockStore store(long maxBytes) {
        directory = new TempDirectory(List.of(parent));
        budget = new MemoryBudget(maxBytes, maxBytes / 2);
        return new BlockStore(
                budget,
                offHeap,
                serialization,
                directory,
                FrameFormat.of(Compression.NONE),
                (id, status) -> changes.add(id.name()
                        + (status.level().useMemory()
                                ? " memory"
                                : status.level().useDisk() ? " disk" : " gone")));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static List<String> elements(int count) {
        return IntStream.range(0, count).mapToObj(i -> "element number " + i).toList();
    }

    private static <T> List<T> read(BlockStore store, BlockId id, StorageLevel level, BlockSource<T> source)
            throws Exception {
        List<T> read = new ArrayList<>();
        try (BlockLocks locks = new BlockLocks()) {
            store.getOrCompute(id, level, source, locks).forEachRemaining(read::add);
        }
        return read;
    }

    /** What a task of another store reads; null: nothing. */
    private static List<Object> elsewhere(BlockStore store, BlockId id) throws Exception {
        List<Object> read = new ArrayList<>();
        try (BlockLocks locks = new BlockLocks()) {
            Iterator<Object> elements = store.find(id, locks);
            if (elements == null) {
                return null;
            }
            elements.forEachRemaining(read::add);
        }
        return read;
    }

    private static <T> BlockSource<T> mustNotRun() {
        return () -> {
            throw new AssertionError("computed again");
        };
    }

    private long filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            return files.filter(BlockStoreTest::isBlock).count();
        }
    }

    /** The directory's lock is a file, too. */
    private static boolean isBlock(Path path) {
        return Files.isRegularFile(path) && !path.toString().endsWith(".lock");
    }

    @Test
    void aBlockIsComputedOnceAndReadManyTimesAtEveryLevel() throws Exception {
        BlockStore store = store(1 << 20);
        int rdd = 0;
        for (StorageLevel level : List.of(
                StorageLevel.MEMORY_ONLY,
                MEMORY_ONLY_SER,
                StorageLevel.MEMORY_AND_DISK,
                MEMORY_AND_DISK_SER,
                DISK_ONLY)) {
            BlockId id = new RddBlock(rdd++, 0);
            assertThat(read(store, id, level, elements(100)::iterator)).isEqualTo(elements(100));
            assertThat(read(store, id, level, mustNotRun())).isEqualTo(elements(100));
            assertThat(read(store, id, level, mustNotRun())).isEqualTo(elements(100));
        }
    }

    @Test
    void emptyBlocksAndNullElementsAreKept() throws Exception {
        BlockStore store = store(1 << 20);
        int rdd = 0;
        for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, MEMORY_ONLY_SER, DISK_ONLY)) {
            List<String> withNulls = new ArrayList<>(elements(3));
            withNulls.set(1, null);
            read(store, new RddBlock(rdd, 0), level, withNulls::iterator);
            read(store, new RddBlock(rdd, 1), level, Collections::emptyIterator);
            assertThat(read(store, new RddBlock(rdd, 0), level, mustNotRun())).isEqualTo(withNulls);
            assertThat(read(store, new RddBlock(rdd, 1), level, mustNotRun())).isEmpty();
            rdd++;
        }
    }

    @Test
    void withoutAStorageLevelNothingIsKept() throws Exception {
        BlockStore store = store(1 << 20);
        BlockId id = new RddBlock(0, 0);
        read(store, id, StorageLevel.NONE, elements(1)::iterator);
        assertThat(store.status(id)).isEqualTo(BlockStatus.ABSENT);
        assertThat(changes).isEmpty();
    }

    @Test
    void deserializedBlocksHandOutLiveObjectsAndSerializedOnesCopies() throws Exception {
        BlockStore store = store(1 << 20);
        int[] element = {1};
        assertThat(read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, List.of(element)::iterator))
                .first()
                .isSameAs(element);
        assertThat(read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, mustNotRun()))
                .first()
                .isSameAs(element);
        assertThat(read(store, new RddBlock(1, 0), MEMORY_ONLY_SER, List.of(element)::iterator))
                .first()
                .isNotSameAs(element)
                .isEqualTo(element);
    }

    @Test
    void elementsNeedNotBeSerializableUnlessTheLevelSerializes() throws Exception {
        BlockStore store = store(1 << 20);
        List<Object> elements = List.of(new Object());
        assertThat(read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, elements::iterator))
                .isEqualTo(elements);
        assertThatThrownBy(() -> read(store, new RddBlock(1, 0), MEMORY_ONLY_SER, elements::iterator))
                .isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> read(store, new RddBlock(2, 0), DISK_ONLY, elements::iterator))
                .isInstanceOf(NotSerializableException.class);
        assertThat(filesLeft()).isZero();
    }

    @Test
    void oneTaskComputesWhileOthersWait() throws Exception {
        BlockStore store = store(1 << 20);
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BlockSource<String> slow = () -> {
            computed.incrementAndGet();
            started.countDown();
            go.await();
            return elements(10).iterator();
        };
        List<Future<List<String>>> readers = new ArrayList<>();
        readers.add(threads.submit(() -> read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, slow)));
        started.await();
        for (int i = 0; i < 4; i++) {
            readers.add(threads.submit(() -> read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, slow)));
        }
        go.countDown();
        for (Future<List<String>> reader : readers) {
            assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(elements(10));
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void aReaderElsewhereFindsWhatIsStoredAtAnyLevelAndNothingElse() throws Exception {
        BlockStore store = store(1 << 20);
        int rdd = 0;
        for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, MEMORY_ONLY_SER, DISK_ONLY)) {
            BlockId id = new RddBlock(rdd++, 0);
            assertThat(elsewhere(store, id)).isNull();
            read(store, id, level, elements(10)::iterator);

            assertThat(elsewhere(store, id)).isEqualTo(elements(10));

            store.remove(id);
            assertThat(elsewhere(store, id)).isNull();
        }
    }

    @Test
    void aReaderElsewhereDoesNotWaitForABlockThatIsBeingComputed() throws Exception {
        BlockStore store = store(1 << 20);
        BlockId id = new RddBlock(1, 0);

        read(store, id, StorageLevel.MEMORY_ONLY, () -> {
            assertThat(elsewhere(store, id)).isNull();
            return elements(10).iterator();
        });

        assertThat(elsewhere(store, id)).isEqualTo(elements(10));
    }

    @Test
    void aFailureWhileComputingLeavesNothingAndTheNextReaderComputes() throws Exception {
        BlockStore store = store(1 << 20);
        int rdd = 0;
        for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, MEMORY_ONLY_SER, DISK_ONLY)) {
            BlockId id = new RddBlock(rdd++, 0);
            Iterator<Integer> failing = IntStream.range(0, 100)
                    .map(i -> {
                        if (i == 90) {
                            throw new IllegalStateException("user");
                        }
                        return i;
                    })
                    .iterator();
            assertThatThrownBy(() -> read(store, id, level, () -> failing)).hasMessage("user");
            assertThat(store.status(id)).isEqualTo(BlockStatus.ABSENT);
            assertThat(budget.usedBytes()).isZero();
            assertThat(filesLeft()).isZero();
            assertThat(read(store, id, level, elements(5)::iterator)).isEqualTo(elements(5));
            store.remove(id);
        }
    }

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
    void largeBlocksAreTheSameWhenReadAgain() throws Exception {
        BlockStore store = store(64 << 20);
        List<String> many = elements(100_000);
        int rdd = 0;
        for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, MEMORY_ONLY_SER)) {
            BlockId id = new RddBlock(rdd++, 0);
            read(store, id, level, many::iterator);
            assertThat(read(store, id, level, mustNotRun())).isEqualTo(many);
            assertThat(store.status(id).memoryBytes()).isGreaterThan(1 << 20);
        }
    }

    @Test
    void removingAnRddFreesItsMemoryAndFiles() throws Exception {
        BlockStore store = store(1 << 20);
        read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, elements(10)::iterator);
        read(store, new RddBlock(0, 1), DISK_ONLY, elements(10)::iterator);
        read(store, new RddBlock(1, 0), MEMORY_ONLY_SER, elements(10)::iterator);
        long before = budget.usedBytes();
        long other = store.status(new RddBlock(1, 0)).memoryBytes();
        store.removeRdd(0);
        assertThat(before).isGreaterThan(other);
        assertThat(budget.usedBytes()).isEqualTo(other);
        assertThat(filesLeft()).isZero();
        assertThat(changes).endsWith("rdd_0_0 gone", "rdd_0_1 gone");
    }

    @Test
    void aReaderGoesOnWhenItsBlockIsRemoved() throws Exception {
        BlockStore store = store(1 << 20);
        for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, MEMORY_ONLY_SER, DISK_ONLY)) {
            Iterator<String> reader =
                    store.getOrCompute(new RddBlock(0, 0), level, elements(10_000)::iterator, new BlockLocks());
            reader.next();
            store.removeRdd(0);
            int count = 1;
            while (reader.hasNext()) {
                reader.next();
                count++;
            }
            assertThat(count).isEqualTo(10_000);
        }
    }

    @Test
    void aBlockRemovedWhileItIsComputedIsNotKept() throws Exception {
        BlockStore store = store(1 << 20);
        BlockId id = new RddBlock(0, 0);
        List<String> read = read(store, id, StorageLevel.MEMORY_ONLY, () -> {
            store.removeRdd(0);
            return elements(10).iterator();
        });
        assertThat(read).isEqualTo(elements(10));
        assertThat(store.status(id)).isEqualTo(BlockStatus.ABSENT);
        assertThat(budget.usedBytes()).isZero();
        assertThat(changes).isEmpty();
    }

    @Test
    void closingFreesEverything() throws Exception {
        BlockStore store = store(1 << 20);
        read(store, new RddBlock(0, 0), StorageLevel.MEMORY_ONLY, elements(10)::iterator);
        read(store, new RddBlock(0, 1), DISK_ONLY, elements(10)::iterator);
        store.close();
        assertThat(budget.usedBytes()).isZero();
        assertThat(filesLeft()).isZero();
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
