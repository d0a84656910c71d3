// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.BlockId;
import ember.model.BlockId.RddBlock;
import ember.model.StorageLevel;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockStoreTest extends BlockStoreFixture {
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
}
