// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.ImmutableContainers;
import ember.model.KeyEquality;
import ember.model.ShuffleSpec;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.shuffle.Pair;
import ember.shuffle.PartitionedRecords;
import ember.shuffle.RecordCursor;
import ember.shuffle.Segment;
import ember.shuffle.ShuffleStore;
import ember.shuffle.Spills;
import ember.shuffle.UnreadableOutputException;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.memory.TaskMemory;
import ember.storage.serialize.Immutability;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A map task whose output is larger than its memory. */
class SpilledOutputTest {
    private static final int BUDGET = 256 << 10;

    @TempDir
    Path parent;

    private final MemoryBudget budget = new MemoryBudget(BUDGET, 0);
    private final TaskMemory memory = budget.newTask();
    private final TaskMetrics.Builder metrics = new TaskMetrics.Builder();
    private final ShuffleWriter writer = Spills.writer();
    private TempDirectory directory;
    private SpillSpace space;

    @BeforeEach
    void begin() {
        directory = new TempDirectory(List.of(parent));
        space = new SpillSpace(memory, directory, Spills.DATA, Spills.FORMAT, metrics, false);
    }

    @AfterEach
    void nothingIsLeftOfTheTask() throws IOException {
        end();
        assertThat(budget.usedBytes()).isZero();
        assertThat(files()).isEmpty();
        assertThat(spilledFiles()).isEmpty();
        directory.close();
    }

    private void end() {
        space.close();
        memory.close();
    }

    private List<Path> files() throws IOException {
        return files("shuffle");
    }

    private List<Path> spilledFiles() throws IOException {
        return files("spill");
    }

    private List<Path> files(String purpose) throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(file -> Files.isRegularFile(file)
                            && file.getFileName().toString().startsWith(purpose))
                    .toList();
        }
    }

    private static Iterator<Pair> pairs(int count, IntFunction<Object> value) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Pair(i, value.apply(i)))
                .iterator();
    }

    private static List<Object> keys(Segment segment) throws Exception {
        List<Object> keys = new ArrayList<>();
        RecordCursor cursor = segment.open();
        while (cursor.advance()) {
            keys.add(cursor.key());
        }
        return keys;
    }

    private static List<Integer> everySecond(int first, int count) {
        return IntStream.range(0, count).filter(i -> i % 2 == first).boxed().toList();
    }

    private long spilledBytes() {
        return metrics.build().get(TaskMetric.DISK_BYTES_SPILLED);
    }

    @Test
    void recordsKeepTheirOrderAndTheirPartition() throws Exception {
        WrittenOutput output = writer.write(Pair.plain(2), Spills.all(pairs(50_000, i -> "value " + i)), space);
        assertThat(spilledBytes()).isPositive();
        assertThat(metrics.build().get(TaskMetric.MEMORY_BYTES_SPILLED)).isGreaterThan(BUDGET);
        assertThat(output.recordCount()).isEqualTo(50_000);
        assertThat(keys(output.segment(0))).isEqualTo(everySecond(0, 50_000));
        assertThat(keys(output.segment(1))).isEqualTo(everySecond(1, 50_000));
    }

    @Test
    void theOutputIsOneFileIfThePartsAreSmall() throws Exception {
        writer.write(Pair.plain(200), Spills.all(pairs(50_000, i -> "value " + i)), space);
        assertThat(files()).hasSize(1);
        assertThat(spilledFiles()).isEmpty();
        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void largePartsAreWrittenOnce() throws Exception {
        WrittenOutput output = writer.write(Pair.plain(2), Spills.all(pairs(50_000, i -> "value " + i)), space);
        assertThat(spilledFiles()).hasSizeGreaterThan(1);
        assertThat(files()).hasSizeLessThan(2);
        assertThat(memory.heldBytes()).isZero();
        long sizes = 0;
        for (Path part :
                Stream.concat(files().stream(), spilledFiles().stream()).toList()) {
            sizes += Files.size(part);
        }
        assertThat(Arrays.stream(output.estimatedBytes()).sum()).isEqualTo(sizes);
    }

    @Test
    void anOutputInSeveralFilesIsThereAsLongAsAllAre() throws Exception {
        try (ShuffleStore store = new ShuffleStore(budget, directory, Spills.DATA, Spills.FORMAT)) {
            writer.write(Pair.plain(2), Spills.all(pairs(50_000, i -> "value " + i)), space)
                    .keepIn(store, 3, 0, 17);
            end();
            assertThat(store.isThere(3, 0, 17)).isTrue();
            Files.delete(spilledFiles().get(0));
            assertThat(store.isThere(3, 0, 17)).isFalse();
            assertThatThrownBy(() -> keys(store.segment(3, 0, 17, 1))).isInstanceOf(UnreadableOutputException.class);
        }
        assertThat(spilledFiles()).isEmpty();
    }

    @Test
    void afterTheFirstSpillRecordsAreBytesAsTheyCome() throws Exception {
        PartitionedRecords records =
                new PartitionedRecords(1, false, new Immutability(ImmutableContainers.NONE), Spills.DATA);
        records.add(0, "key", RecordCursor.UNKNOWN, "value");
        assertThat(records.serializedBytes()).isZero();
        records.moveTo(space.reserveFile("spill"), List.of(), Spills.FORMAT);
        long before = records.serializedBytes();
        records.add(0, 1, RecordCursor.UNKNOWN, 2L);
        assertThat(records.serializedBytes()).isEqualTo(before);
        records.add(0, "key", RecordCursor.UNKNOWN, "value");
        assertThat(records.serializedBytes()).isGreaterThan(before);
    }

    @Test
    void recordsOfAShuffleThatOutgrowsMemoryAreBytesAsTheyCome() throws Exception {
        ShuffleWriter expecting =
                new ShuffleWriter(new Immutability(ImmutableContainers.NONE), Spills.DATA, Spills.FORMAT, id -> true);
        WrittenOutput output = expecting.write(Pair.plain(2), Spills.all(pairs(1_000, i -> "value " + i)), space);
        assertThat(output.serializedBytes()).isBetween(10_000L, 20_000L);
        assertThat(memory.heldBytes()).isLessThan(40_000);
        assertThat(keys(output.segment(1))).isEqualTo(everySecond(1, 1_000));
    }

    @Test
    void theOutputOutlivesItsTaskIfItIsKept() throws Exception {
        try (ShuffleStore store = new ShuffleStore(budget, directory, Spills.DATA, Spills.FORMAT)) {
            writer.write(Pair.plain(2), Spills.all(pairs(50_000, i -> "value " + i)), space)
                    .keepIn(store, 3, 0, 17);
            end();
            assertThat(keys(store.segment(3, 0, 17, 1))).isEqualTo(everySecond(1, 50_000));
        }
    }

    @Test
    void whatFitsStaysInMemoryAndIsNotSerialized() throws Exception {
        WrittenOutput output = writer.write(Pair.plain(2), Spills.all(pairs(1_000, i -> "value " + i)), space);
        assertThat(files()).isEmpty();
        assertThat(output.serializedBytes()).isZero();
        assertThat(output.writeNanos()).isZero();
        assertThat(memory.heldBytes()).isBetween(60_000L, 120_000L);
    }

    @Test
    void whatIsSerializedIsCounted() throws Exception {
        WrittenOutput output = writer.write(Pair.plain(1), Spills.all(pairs(10, i -> new byte[1000])), space);
        assertThat(output.serializedBytes()).isBetween(10_000L, 11_000L);
    }

    @Test
    void recordsThatCanBeChangedAreSpilledAsTheyWere() throws Exception {
        int[] reused = new int[10];
        WrittenOutput output = writer.write(
                Pair.plain(2),
                Spills.all(pairs(30_000, i -> {
                    Arrays.fill(reused, i);
                    return i < 10 ? "immutable at first" : reused;
                })),
                space);
        assertThat(spilledBytes()).isPositive();
        RecordCursor cursor = output.segment(1).open();
        for (int i = 1; i < 30_000; i += 2) {
            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.key()).isEqualTo(i);
            if (i > 10) {
                assertThat(((int[]) cursor.value())[9]).isEqualTo(i);
            }
        }
        assertThat(cursor.advance()).isFalse();
    }

    /** Walks over the frames, each of a header with the length of what follows it, to the end of the file exactly. */
    private static int frames(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int frames = 0;
        while (bytes.hasRemaining()) {
            int stored = bytes.getInt(bytes.position() + 8);
            bytes.position(bytes.position() + 16 + stored);
            frames++;
        }
        return frames;
    }

    @Test
    void manyReducePartitionsAndManySpillsMakeNoMoreFramesThanTheBytesOfEachPartitionNeed() throws Exception {
        int partitions = 2_000;
        WrittenOutput output = writer.write(Pair.plain(partitions), Spills.all(pairs(200_000, i -> "val " + i)), space);
        long spills = metrics.build().get(TaskMetric.MEMORY_BYTES_SPILLED) / BUDGET;
        assertThat(spills).isGreaterThan(20);
        // Each partition has 100 records of less than 17 bytes, compressed or not: two frames of this format.
        Path merged = files().get(0);
        assertThat(frames(merged)).isEqualTo(2 * partitions);
        assertThat(Files.size(merged)).isLessThan(partitions * (100L * 17 + 2 * 16));
        for (int p = 0; p < partitions; p += 100) {
            assertThat(keys(output.segment(p))).hasSize(100).startsWith(p, p + partitions);
        }
    }

    @Test
    void combinedRecordsAreSpilledToo() throws Exception {
        ShuffleSpec<Pair> spec = Pair.combining(2, Pair.SUM, true);
        Iterator<Pair> pairs = IntStream.range(0, 60_000)
                .mapToObj(i -> new Pair(i % 30_000, 1))
                .iterator();
        WrittenOutput output = writer.write(spec, Spills.all(pairs), space);
        assertThat(spilledBytes()).isPositive();
        // They are in order when they are written: once.
        assertThat(files()).hasSize(1);
        assertThat(spilledFiles()).isEmpty();
        assertThat(output.serializedBytes()).isPositive();
        assertThat(output.writeNanos()).isPositive();
        RecordCursor cursor = output.segment(1).open();
        for (int i = 1; i < 30_000; i += 2) {
            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.key()).isEqualTo(i);
            assertThat(cursor.value()).isEqualTo(2);
        }
        assertThat(cursor.advance()).isFalse();
    }

    @Test
    void anotherStructureOfTheTaskGetsRoom() throws Exception {
        TaskMemory.Reservation other = memory.reserve(() -> {});
        WrittenOutput output = writer.write(
                Pair.plain(2),
                Spills.all(pairs(2_000, i -> {
                    if (i == 1_500) {
                        assertThat(other.growTo(BUDGET - 50_000)).isTrue();
                        other.close();
                    }
                    return "value " + i;
                })),
                space);
        assertThat(spilledBytes()).isPositive();
        assertThat(keys(output.segment(0))).isEqualTo(everySecond(0, 2_000));
    }

    /** Immutable, yet its serialisation may fail. */
    private static final class Failing implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int number;

        Failing(int number) {
            this.number = number;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (number == 20_000) {
                throw new IllegalStateException("half-way");
            }
            out.defaultWriteObject();
        }
    }

    @Test
    void aSerializerThatThrowsFailsTheTaskAndLeavesNothing() {
        assertThatThrownBy(() -> writer.write(Pair.plain(2), Spills.all(pairs(30_000, Failing::new)), space))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("half-way");
    }

    @Test
    void aDiskThatRefusesFailsTheTaskAndLosesNothingElse() throws Exception {
        try (ShuffleStore store = new ShuffleStore(budget, directory, Spills.DATA, Spills.FORMAT)) {
            TaskMemory earlier = budget.newTask();
            writer.write(
                            Pair.plain(2),
                            Spills.all(pairs(100, i -> "value " + i)),
                            new SpillSpace(earlier, directory, Spills.DATA, Spills.FORMAT, metrics, false))
                    .keepIn(store, 3, 0, 17);
            earlier.close();
            Path file = Files.createFile(parent.resolve("no directory"));
            SpillSpace refusing = new SpillSpace(
                    memory, new TempDirectory(List.of(file)), Spills.DATA, Spills.FORMAT, metrics, false);
            assertThatThrownBy(() ->
                            writer.write(Pair.plain(2), Spills.all(pairs(50_000, i -> "value " + i)), refusing))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("spark.local.dir says where temporary files go");
            assertThat(keys(store.segment(3, 0, 17, 1))).hasSize(50);
        }
    }

    @Test
    void aRecordLargerThanTheBudgetPasses() throws Exception {
        byte[] large = new byte[4 << 20];
        Arrays.fill(large, (byte) 7);
        WrittenOutput output = writer.write(Pair.plain(1), Spills.all(pairs(3, i -> large)), space);
        RecordCursor cursor = output.segment(0).open();
        for (int i = 0; i < 3; i++) {
            assertThat(cursor.advance()).isTrue();
            assertThat((byte[]) cursor.value()).isEqualTo(large);
        }
    }

    @Test
    void valuesWithoutAnOrderingKeepTheirOrderBehindAnAggregatorOfTheReader() throws Exception {
        ShuffleSpec<Pair> spec =
                new ShuffleSpec<>(0, Pair.PAIRING, Pair.hash(1), Pair.GROUP, false, null, KeyEquality.JDK);
        WrittenOutput output = writer.write(spec, Spills.all(pairs(20_000, i -> i)), space);
        assertThat(keys(output.segment(0)))
                .isEqualTo(IntStream.range(0, 20_000).boxed().toList());
    }
}
