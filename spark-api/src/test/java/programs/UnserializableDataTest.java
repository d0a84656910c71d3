// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Data that cannot be serialised is refused wherever it must be, with the fields that lead to what is to blame. */
class UnserializableDataTest extends LocalSpark {
    private static final class Bad {}

    private static final class Holder implements Serializable {
        @SuppressWarnings("serial") // that it cannot be serialised is what is tested
        private final Object inner = new Bad();
    }

    private static final class Outer implements Serializable {
        private final Holder holder = new Holder();
    }

    private JavaRDD<Outer> made() {
        return sc.parallelize(List.of(1, 2), 1).map(i -> new Outer());
    }

    private static void assertRefused(ThrowingCallable job) {
        assertThatThrownBy(job)
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("had a not serializable result: " + Bad.class.getName())
                .hasMessageContaining(
                        "- by field " + Outer.class.getName() + ".holder (" + Holder.class.getName() + ")")
                .hasMessageContaining("- by field " + Holder.class.getName() + ".inner (" + Bad.class.getName() + ")")
                .hasCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void asAResult() {
        assertRefused(() -> made().collect());
    }

    @Test
    void asAShuffledValue() {
        assertRefused(() ->
                made().mapToPair(outer -> new Tuple2<>(1, outer)).groupByKey().count());
    }

    @Test
    void asAShuffledKey() {
        assertRefused(() ->
                made().mapToPair(outer -> new Tuple2<>(outer, 1)).groupByKey().count());
    }

    @Test
    void inACacheUnlessItKeepsObjects() {
        assertRefused(() -> made().persist(StorageLevel.MEMORY_ONLY_SER()).count());
        assertRefused(() -> made().persist(StorageLevel.DISK_ONLY()).count());
        assertThat(made().cache().count()).isEqualTo(2);
    }

    @Test
    void inACheckpoint(@TempDir Path directory) {
        sc.setCheckpointDir(directory.toString());
        JavaRDD<Outer> checkpointed = made();
        checkpointed.checkpoint();

        assertRefused(checkpointed::count);
    }

    @Test
    void asDataOfTheDriver() {
        assertRefused(() -> sc.parallelize(List.of(new Outer()), 1).count());
    }

    @Test
    void asABroadcastValueAndAZeroBeforeThereIsAJob() {
        assertThatThrownBy(() -> sc.broadcast(new Outer()))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("- by field " + Holder.class.getName() + ".inner (" + Bad.class.getName() + ")");
        assertThatThrownBy(() -> sc.parallelize(List.of(1)).aggregate(new Bad(), (bad, i) -> bad, (bad, i) -> bad))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void contextServesFurtherJobsAfterwards() {
        assertRefused(() -> made().collect());

        assertThat(sc.parallelize(List.of(1, 2), 2).repartition(3).count()).isEqualTo(2);
    }
}
