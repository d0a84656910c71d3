// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.TaskMetrics;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.memory.TaskMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShuffleStoreTest {
    private static final int BUDGET = 1 << 20;

    @TempDir
    Path parent;

    private final MemoryBudget budget = new MemoryBudget(BUDGET, 0);
    private TempDirectory directory;
    private ShuffleStore store;

    private ShuffleStore store() {
        if (store == null) {
            directory = new TempDirectory(List.of(parent));
            store = new ShuffleStore(budget, directory, Spills.DATA, Spills.FORMAT);
        }
        return store;
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        store().close();
        assertThat(budget.usedBytes()).isZero();
        assertThat(files()).isEmpty();
        directory.close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(file -> Files.isRegularFile(file)
                            && file.getFileName().toString().startsWith("shuffle"))
                    .toList();
        }
    }

    /** Puts an output of two reduce partitions: the even and the odd numbers below {@code count}. */
    private void put(int shuffle, int map, long writer, int count) throws Exception {
        store();
        TaskMemory memory = budget.newTask();
        try (SpillSpace space =
                new SpillSpace(memory, directory, Spills.DATA, Spills.FORMAT, new TaskMetrics.Builder(), false)) {
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pairs.add(new Pair(i, "value " + i));
            }
            Spills.writer()
                    .write(Pair.plain(2), Spills.all(pairs.iterator()), space)
                    .keepIn(store, shuffle, map, writer);
        } finally {
            memory.close();
        }
    }

    private void put(int shuffle, int map, long writer) throws Exception {
        put(shuffle, map, writer, 10);
    }

    private static List<Object> keys(Segment segment) throws Exception {
        List<Object> keys = new ArrayList<>();
        RecordCursor records = segment.open();
        while (records.advance()) {
            assertThat(records.value()).isEqualTo("value " + records.key());
            keys.add(records.key());
        }
        return keys;
    }

    private static boolean isOnDisk(Segment segment) throws IOException {
        try (MovingCursor records = (MovingCursor) segment.open()) {
            return records.isOnDisk();
        }
    }

    /** As a task does that needs so much more than is free. */
    private void demand(long bytes) {
        try (TaskMemory task = budget.newTask()) {
            assertThat(task.reserve(() -> {}).growTo(budget.freeBytes() + bytes))
                    .isTrue();
        }
    }

    @Test
    @Tag("SHUF-017")
    void anOutputIsFoundUnderTheAttemptThatWroteIt() throws Exception {
        put(3, 0, 17);
        assertThat(keys(store.segment(3, 0, 17, 1))).containsExactly(1, 3, 5, 7, 9);
        assertThat(store.segment(3, 0, 18, 1)).isNull();
        assertThat(store.segment(3, 1, 17, 1)).isNull();
        assertThat(store.segment(4, 0, 17, 1)).isNull();
    }

    @Test
    void aShuffleOutgrowsMemoryWhenAnOutputOfItIsMovedToDisk() throws Exception {
        put(3, 0, 17);
        put(4, 0, 18);
        assertThat(store.outgrowsMemory(3)).isFalse();
        demand(1);
        assertThat(store.outgrowsMemory(3)).isTrue();
        assertThat(store.outgrowsMemory(4)).isFalse();
        store.removeShuffle(3);
        assertThat(store.outgrowsMemory(3)).isFalse();
    }

    @Test
    void removingAShuffleLeavesTheOthers() throws Exception {
        put(3, 0, 17);
        put(4, 0, 18);
        long before = budget.shuffleBytes();
        store.removeShuffle(3);
        assertThat(store.segment(3, 0, 17, 1)).isNull();
        assertThat(keys(store.segment(4, 0, 18, 1))).hasSize(5);
        assertThat(budget.shuffleBytes()).isEqualTo(before / 2);
    }

    @Test
    void oneAttemptsOutputCanBeLostAlone() throws Exception {
        put(3, 0, 17);
        put(3, 0, 18);
        assertThat(store.removeOutput(3, 0, 17)).isTrue();
        assertThat(store.removeOutput(3, 0, 17)).isFalse();
        assertThat(store.segment(3, 0, 17, 1)).isNull();
        assertThat(keys(store.segment(3, 0, 18, 1))).hasSize(5);
    }

    @Test
    void aLostExecutorHasNothingAndTakesNothing() throws Exception {
        put(3, 0, 17);
        store.close();
        assertThat(store.segment(3, 0, 17, 1)).isNull();
        put(3, 0, 18);
        assertThat(store.segment(3, 0, 18, 1)).isNull();
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void theOldestOutputsMoveToDiskWhenATaskNeedsTheirRoomAndNoMoreThanNeeded() throws Exception {
        put(3, 0, 17, 1000);
        put(3, 1, 18, 1000);
        put(3, 2, 19, 1000);
        long each = budget.shuffleBytes() / 3;
        demand(each + 1);
        assertThat(files()).hasSize(2);
        assertThat(budget.shuffleBytes()).isEqualTo(each);
        for (int map = 0; map < 3; map++) {
            assertThat(keys(store.segment(3, map, 17 + map, 1))).hasSize(500).startsWith(1, 3);
        }
        assertThat(isOnDisk(store.segment(3, 0, 17, 1))).isTrue();
        assertThat(isOnDisk(store.segment(3, 1, 18, 1))).isTrue();
        assertThat(isOnDisk(store.segment(3, 2, 19, 1))).isFalse();
    }

    @Test
    void outputsThatExceedTheBudgetDoNotStayInMemory() throws Exception {
        // Each may hold its floor without asking.
        for (int map = 0; map < 200; map++) {
            put(3, map, map, 100);
        }
        assertThat(budget.usedBytes()).isLessThanOrEqualTo(BUDGET);
        assertThat(files()).isNotEmpty();
        for (int map = 0; map < 200; map++) {
            assertThat(keys(store.segment(3, map, map, 0))).hasSize(50);
        }
    }

    @Test
    void filesGoWithTheirOutputs() throws Exception {
        put(3, 0, 17, 1000);
        put(3, 1, 18, 1000);
        put(4, 0, 19, 1000);
        demand(budget.shuffleBytes());
        assertThat(files()).hasSize(3);
        store.removeOutput(3, 0, 17);
        assertThat(files()).hasSize(2);
        store.removeShuffle(3);
        assertThat(files()).hasSize(1);
    }

    @Test
    void anOutputThatWasRemovedBeforeItWasReadIsUnreadable() throws Exception {
        put(3, 0, 17);
        Segment segment = store.segment(3, 0, 17, 1);
        store.removeShuffle(3);
        assertThatThrownBy(segment::open)
                .isInstanceOf(UnreadableOutputException.class)
                .hasMessage("it was removed");
    }

    @Test
    void aMissingFileIsUnreadableAndNamed() throws Exception {
        put(3, 0, 17, 1000);
        demand(1);
        Path file = files().get(0);
        Files.delete(file);
        assertThatThrownBy(() -> store.segment(3, 0, 17, 1).open())
                .isInstanceOf(UnreadableOutputException.class)
                .hasMessage("java.nio.file.NoSuchFileException: " + file
                        + ": someone has deleted it; spark.local.dir says where temporary files go");
    }

    @Test
    void aFlippedByteIsFoundInItsReducePartitionAndNowhereElse() throws Exception {
        put(3, 0, 17, 1000);
        demand(1);
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 10] ^= 1;
        Files.write(file, bytes);
        assertThat(keys(store.segment(3, 0, 17, 0))).hasSize(500);
        assertThatThrownBy(() -> keys(store.segment(3, 0, 17, 1)))
                .isInstanceOf(UnreadableOutputException.class)
                .hasMessageStartingWith("corrupt block in " + file)
                .hasMessageEndingWith("the checksum is wrong");
    }

    @Test
    void anOutputThatCannotBeMovedStaysInMemory() throws Exception {
        put(3, 0, 17, 1000);
        directory.close();
        try (TaskMemory task = budget.newTask()) {
            assertThat(task.reserve(() -> {}).growTo(BUDGET)).isFalse();
        }
        assertThat(keys(store.segment(3, 0, 17, 1))).hasSize(500);
        store.removeShuffle(3);
    }

    @Test
    void eachOutputMovesOnceHoweverManyTasksNeedRoom() throws Exception {
        for (int map = 0; map < 20; map++) {
            put(3, map, map, 500);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> demands = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            demands.add(threads.submit(() -> {
                try (TaskMemory task = budget.newTask()) {
                    task.reserve(() -> {}).growTo(BUDGET / 8);
                }
            }));
        }
        for (Future<?> demand : demands) {
            demand.get();
        }
        threads.shutdown();
        demand(budget.shuffleBytes());
        assertThat(budget.shuffleBytes()).isZero();
        assertThat(files()).hasSize(20);
        for (int map = 0; map < 20; map++) {
            assertThat(keys(store.segment(3, map, map, 0))).hasSize(250);
        }
    }

    @Test
    @Tag("MOT-027")
    void manyThreadsMayRemoveTheSameShufflesAtOnce() throws Exception {
        for (int shuffle = 0; shuffle < 1000; shuffle++) {
            put(shuffle, 0, shuffle, 2);
        }
        ExecutorService threads = Executors.newFixedThreadPool(100);
        List<Future<?>> removals = new ArrayList<>();
        for (int thread = 0; thread < 100; thread++) {
            removals.add(threads.submit(() -> {
                for (int shuffle = 0; shuffle < 1000; shuffle++) {
                    store.removeShuffle(shuffle);
                    assertThat(store.segment(shuffle, 0, shuffle, 1)).isNull();
                }
            }));
        }
        threads.shutdown();
        for (Future<?> removal : removals) {
            removal.get();
        }
    }

    @Test
    void aReaderGoesOnInTheFileOfAnOutputThatMovesMeanwhile() throws Exception {
        put(3, 0, 17, 1000);
        RecordCursor records = store.segment(3, 0, 17, 0).open();
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            assertThat(records.advance()).isTrue();
            keys.add(records.key());
        }
        Object last = records.value();
        demand(1);
        assertThat(files()).hasSize(1);
        assertThat(records.value()).isSameAs(last);
        assertThat(isOnDisk(store.segment(3, 0, 17, 0))).isTrue();
        assertThat(records.advance()).isTrue();
        keys.add(records.key());
        store.removeOutput(3, 0, 17);
        while (records.advance()) {
            keys.add(records.key());
        }
        assertThat(keys).isEqualTo(IntStream.range(0, 500).mapToObj(i -> 2 * i).toList());
    }
}
