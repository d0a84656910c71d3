// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static ember.executor.ExecutorFixture.inputs;
import static ember.executor.ExecutorFixture.output;
import static org.assertj.core.api.Assertions.assertThat;

import ember.model.BlockSizes;
import ember.model.MapOutput;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import ember.shuffle.RecordCursor;
import ember.storage.memory.TaskMemory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tasks write for a shuffle and read of one. */
@Timeout(60)
class ShuffleTasksTest {
    /** Tasks share statics and nothing else. */
    private static final List<String> TOLD = Collections.synchronizedList(new ArrayList<>());

    private static ShuffleDependency<Object> shuffle;
    private static ExecutorFixture fixture;

    private Rdd<Integer> numbers;

    @BeforeEach
    void start() {
        TOLD.clear();
        fixture = new ExecutorFixture();
        numbers = fixture.numbers(3);
        shuffle = fixture.shuffle(numbers);
    }

    @AfterEach
    void stop() throws InterruptedException {
        fixture.close();
    }

    private static Object valueOf(TaskEnd end) throws Exception {
        assertThat(end).isInstanceOf(TaskEnd.Succeeded.class);
        return ((TaskResult) ((TaskEnd.Succeeded) end).result()).open(fixture.isolation);
    }

    /** Asks for the end of the running task itself, whose id is the first. */
    private static void killThis(boolean interrupt) {
        fixture.executor.kill(0, interrupt, "another attempt succeeded");
    }

    @Test
    void aMapOutputThatIsGoneIsReportedWithItsWriter() throws Exception {
        fixture.launch(
                fixture.result(numbers, (task, elements) -> task.readShuffle(shuffle, 0, 1)),
                0,
                List.of(inputs(3, output(3, 0, 77))));
        TaskEnd.FetchFailed end = (TaskEnd.FetchFailed) fixture.nextEnd();
        assertThat(end.shuffleId()).isEqualTo(3);
        assertThat(end.mapPartition()).isZero();
        assertThat(end.writer()).isEqualTo(77);
        assertThat(end.executor()).isEqualTo("0");
    }

    @Test
    @Tag("MOT-011")
    void anEmptyBlockIsNotAskedFor() throws Exception {
        MapOutput empty = new MapOutput(3, 0, 77, "0", "localhost", BlockSizes.of(new long[] {0}));
        fixture.launch(
                fixture.result(
                        numbers,
                        (task, elements) -> task.readShuffle(shuffle, 0, 1).hasNext()),
                0,
                List.of(inputs(3, empty)));
        assertThat(valueOf(fixture.nextEnd())).isEqualTo(false);
    }

    @Test
    void aMapOutputThatWasMissingAtLaunchBlamesNobody() throws Exception {
        fixture.launch(
                fixture.result(numbers, (task, elements) -> task.readShuffle(shuffle, 0, 1)),
                0,
                List.of(inputs(3, (MapOutput) null)));
        TaskEnd.FetchFailed end = (TaskEnd.FetchFailed) fixture.nextEnd();
        assertThat(end.mapPartition()).isEqualTo(-1);
        assertThat(end.message()).isEqualTo("Missing an output location for shuffle 3 partition 0");
    }

    @Test
    void aFailedFetchIsReportedThoughTheFunctionSwallowedIt() throws Exception {
        fixture.launch(
                fixture.result(numbers, ShuffleTasksTest::readAndSwallow), 0, List.of(inputs(3, output(3, 0, 77))));
        assertThat(fixture.nextEnd()).isInstanceOf(TaskEnd.FetchFailed.class);
        assertThat(TOLD).containsExactly("failed: ember.executor.FetchFailedException");
    }

    private static Object readAndSwallow(TaskContext task, Object elements) throws Exception {
        task.addFailureListener(
                (context, failure) -> TOLD.add("failed: " + failure.getClass().getName()));
        try {
            return task.readShuffle(shuffle, 0, 1);
        } catch (RuntimeException e) {
            return "as if nothing had been";
        }
    }

    @Test
    void aFailedFetchIsReportedThoughTheFunctionThrewSomethingElse() throws Exception {
        fixture.launch(
                fixture.result(numbers, (task, elements) -> {
                    readAndSwallow(task, elements);
                    throw new IllegalStateException("other");
                }),
                0,
                List.of(inputs(3, output(3, 0, 77))));
        assertThat(fixture.nextEnd()).isInstanceOf(TaskEnd.FetchFailed.class);
    }

    @Test
    void aMapTaskKeepsWhatItWroteForReaders() throws Exception {
        fixture.launch(fixture.shuffleMap(shuffle), 0, List.of());
        TaskEnd.Succeeded end = (TaskEnd.Succeeded) fixture.nextEnd();
        assertThat(end.mapOutput().writer()).isZero();
        RecordCursor records = fixture.executor.segment(end.mapOutput(), 0).open();
        for (int i = 0; i < 3; i++) {
            assertThat(records.advance()).isTrue();
            assertThat(records.key()).isEqualTo(i);
        }
        assertThat(records.advance()).isFalse();
    }

    @Test
    void aMapTaskThatFailsAfterWritingKeepsNothing() throws Exception {
        Rdd<Integer> killedAtTheEnd = new NarrowRdd<>(
                numbers,
                new NarrowOp.Map(i -> {
                    if ((Integer) i == 2) {
                        killThis(false);
                    }
                    return i;
                }),
                false);
        ShuffleDependency<Object> dependency = fixture.shuffle(killedAtTheEnd);
        fixture.launch(fixture.shuffleMap(dependency), 0, List.of());
        assertThat(fixture.nextEnd()).isInstanceOf(TaskEnd.Killed.class);
        assertThat(fixture.executor.shuffles().removeOutput(3, 0, 0)).isFalse();
    }

    /** Has a map task's output moved to disk. */
    private MapOutput outputOnDisk(int count) throws Exception {
        shuffle = fixture.shuffle(fixture.numbers(count));
        fixture.launch(fixture.shuffleMap(shuffle), 0, List.of());
        TaskEnd.Succeeded end = (TaskEnd.Succeeded) fixture.nextEnd();
        try (TaskMemory task = fixture.memory.newTask()) {
            task.reserve(() -> {}).growTo(fixture.memory.maxBytes());
        }
        return end.mapOutput();
    }

    private static void flipLastByteOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aDamagedFileFoundInTheMiddleOfReadingIsAFailedFetchOfItsOutputWhichIsDropped() throws Exception {
        MapOutput output = outputOnDisk(200_000);
        flipLastByteOf(fixture.shuffleFile());
        fixture.launch(
                fixture.result(numbers, (task, elements) -> {
                    Iterator<?> records = task.readShuffle(shuffle, 0, 1);
                    int read = 0;
                    while (records.hasNext()) {
                        records.next();
                        TOLD.add("");
                        read++;
                    }
                    return read;
                }),
                0,
                List.of(inputs(3, output)));
        TaskEnd.FetchFailed end = (TaskEnd.FetchFailed) fixture.nextEnd();
        assertThat(TOLD).hasSizeBetween(1, 199_999);
        assertThat(end.shuffleId()).isEqualTo(3);
        assertThat(end.mapPartition()).isZero();
        assertThat(end.writer()).isEqualTo(output.writer());
        assertThat(end.executor()).isEqualTo("0");
        assertThat(end.host()).isEqualTo("localhost");
        assertThat(end.message())
                .startsWith("output of map partition 0 of shuffle 3, written by task 0, on executor 0 cannot be read: "
                        + "corrupt block in ")
                .endsWith("the checksum is wrong");
        assertThat(fixture.executor.segment(output, 0)).isNull();
        assertThat(fixture.shuffleFiles()).isEmpty();
    }

    @Test
    void aMissingFileIsAFailedFetchThoughTheFunctionSwallowedIt() throws Exception {
        MapOutput output = outputOnDisk(1000);
        Files.delete(fixture.shuffleFile());
        fixture.launch(
                fixture.result(numbers, (task, elements) -> {
                    try {
                        return task.readShuffle(shuffle, 0, 1).hasNext();
                    } catch (RuntimeException e) {
                        return "as if nothing had been";
                    }
                }),
                0,
                List.of(inputs(3, output)));
        TaskEnd.FetchFailed end = (TaskEnd.FetchFailed) fixture.nextEnd();
        assertThat(end.message()).contains("cannot be read: java.nio.file.NoSuchFileException: ");
    }

    @Test
    void aFailedFetchTellsWhatElseIsLostAndNothingOfWhatIsThere() throws Exception {
        MapOutput deleted = outputOnDisk(1000);
        Files.delete(fixture.shuffleFile());
        MapOutput cut = outputOnDisk(1000);
        try (FileChannel file = FileChannel.open(fixture.shuffleFile(), StandardOpenOption.WRITE)) {
            file.truncate(10);
        }
        MapOutput there = outputOnDisk(1000);
        assertThat(fixture.shuffleFiles()).hasSize(2);
        fixture.launch(
                fixture.result(
                        numbers,
                        (task, elements) -> task.readShuffle(shuffle, 0, 1).hasNext()),
                0,
                List.of(inputs(4, output(4, 0, 77)), inputs(3, deleted, there, cut)));
        TaskEnd.FetchFailed end = (TaskEnd.FetchFailed) fixture.nextEnd();
        assertThat(end.writer()).isEqualTo(deleted.writer());
        assertThat(end.others())
                .containsExactly(new TaskEnd.LostOutput(4, 0, 77), new TaskEnd.LostOutput(3, 0, cut.writer()));
        assertThat(fixture.shuffleFiles()).as("what is there").hasSize(1);
    }

    @Test
    void aTaskThatIsKilledWithInterruptWhileItReadsAFileIsKilledAndTheOutputStays() throws Exception {
        MapOutput output = outputOnDisk(200_000);
        long task = fixture.launch(
                fixture.result(numbers, (context, elements) -> {
                    Iterator<?> records = context.readShuffle(shuffle, 0, 1);
                    records.next();
                    TOLD.add("reading");
                    while (records.hasNext()) {
                        records.next();
                        while (!context.isInterrupted()) {
                            Thread.onSpinWait();
                        }
                    }
                    return 0;
                }),
                0,
                List.of(inputs(3, output)));
        while (TOLD.isEmpty()) {
            Thread.onSpinWait();
        }
        fixture.executor.kill(task, true, "enough");
        assertThat(fixture.nextEnd()).isInstanceOf(TaskEnd.Killed.class);
        assertThat(fixture.executor.segment(output, 0)).isNotNull();
        assertThat(fixture.shuffleFiles()).hasSize(1);
    }

    @Test
    void recordsThatNobodyCanChangeAreHandedOverWithoutBeingSerialized() throws Exception {
        fixture.launch(fixture.shuffleMap(shuffle), 0, List.of());
        TaskEnd.Succeeded end = (TaskEnd.Succeeded) fixture.nextEnd();
        assertThat(end.metrics().get(TaskMetric.SHUFFLE_RECORDS_WRITTEN)).isEqualTo(3);
        assertThat(end.metrics().get(TaskMetric.SHUFFLE_BYTES_SERIALIZED)).isZero();
    }
}
