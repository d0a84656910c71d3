// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.storage.disk.Compression;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillSpaceTest {
    @TempDir
    Path parent;

    private final TaskMetrics.Builder metrics = new TaskMetrics.Builder();

    private SpillSpace space() {
        return new SpillSpace(
                new MemoryBudget(1 << 20, 0).newTask(),
                new TempDirectory(List.of(parent)),
                new JavaSerialization(null),
                new FrameFormat(Compression.LZ4, 4096),
                metrics,
                false);
    }

    /** Without the lock of the directory. */
    private long filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .count();
        }
    }

    private static List<Object> read(SpillSpace space, Extent extent) throws IOException {
        List<Object> values = new ArrayList<>();
        RecordReader reader = extent.open(space.data(), space.format());
        reader.iterator(extent.count()).forEachRemaining(values::add);
        return values;
    }

    @Test
    void eachExtentOfAFileIsReadAlone() throws IOException {
        try (SpillSpace space = space()) {
            Extent first;
            Extent empty;
            Extent large;
            try (SpillWriter writer = space.newFile("test")) {
                writer.write("a");
                writer.write(null);
                first = writer.endExtent();
                empty = writer.endExtent();
                for (int i = 0; i < 10_000; i++) {
                    writer.write("value " + i);
                }
                large = writer.endExtent();
            }
            assertThat(read(space, large)).hasSize(10_000).endsWith("value 9999");
            assertThat(read(space, first)).containsExactly("a", null);
            assertThat(read(space, first)).containsExactly("a", null);
            assertThat(empty.count()).isZero();
            assertThat(first.until()).isEqualTo(large.from());
        }
    }

    @Test
    void filesGoWithTheirTask() throws IOException {
        SpillSpace space = space();
        try (SpillWriter writer = space.newFile("test")) {
            writer.write("a");
            writer.endExtent();
        }
        assertThat(filesLeft()).isOne();
        space.close();
        assertThat(filesLeft()).isZero();
        assertThatThrownBy(() -> space.newFile("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFileWhoseValuesHaveLeftTheTaskStaysAsLongAsTheyDo() throws Exception {
        SpillSpace space = space();
        assertThat(read(space, keptAfterTheEndOf(space))).containsExactly("a");
        for (int i = 0; i < 1_000 && filesLeft() > 0; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(filesLeft()).isZero();
    }

    /** In a method of its own, so that no variable holds the file any longer. */
    private static Extent keptAfterTheEndOf(SpillSpace space) throws IOException {
        Extent extent;
        try (SpillWriter writer = space.newFile("test")) {
            writer.write("a");
            extent = writer.endExtent();
        }
        extent.file().keep();
        space.close();
        return extent;
    }

    @Test
    void whatIsMovedToDiskIsCounted() {
        try (SpillSpace space = space()) {
            space.spilled(100, 10);
            space.spilled(50, 5);
        }
        assertThat(metrics.build().get(TaskMetric.MEMORY_BYTES_SPILLED)).isEqualTo(150);
        assertThat(metrics.build().get(TaskMetric.DISK_BYTES_SPILLED)).isEqualTo(15);
    }
}
