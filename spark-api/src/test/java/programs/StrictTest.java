// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** What {@code ember.strict=true} copies and refuses: docs/strict.md. */
class StrictTest {
    private JavaSparkContext sc;

    @BeforeEach
    void start() {
        sc = new JavaSparkContext(LocalSpark.conf().set("ember.strict", "true"));
    }

    @AfterEach
    void stop() {
        sc.stop();
    }

    private record Name(String text) implements Serializable {}

    private static final class ById implements Serializable {
        private final int id;

        ById(int id) {
            this.id = id;
        }

        @Override
        public String toString() {
            return "ById" + id;
        }
    }

    private static final class Unserializable {}

    /** Equal to others of its name, but keeps the hash code of an object. */
    private static final class HalfAKey implements Serializable {
        private final String name;

        HalfAKey(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof HalfAKey key && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @Test
    void resultsAreCopiesThoughNobodyCouldChangeThem() {
        Name name = new Name("n");

        assertThat(sc.parallelize(List.of(name), 1).collect().get(0))
                .isEqualTo(name)
                .isNotSameAs(name);
    }

    @Test
    void shuffledRecordsAreCopiesThoughNobodyCouldChangeThem() {
        JavaRDD<Name> cached =
                sc.parallelize(List.of(1, 2), 1).map(i -> new Name("n" + i)).cache();
        cached.count();

        assertThat(cached.mapToPair(name -> new Tuple2<>(name.text(), name))
                        .groupByKey(1)
                        .zip(cached)
                        .map(both -> both._1()._2().iterator().next() == both._2())
                        .collect())
                .containsOnly(false);
    }

    @Test
    void functionsAreCopiedForEachTaskThoughNobodyCouldChangeThem() {
        Name captured = new Name("n");
        int identity = System.identityHashCode(captured);

        assertThat(sc.parallelize(List.of(1, 2), 2)
                        .map(i -> System.identityHashCode(captured) == identity)
                        .collect())
                .containsExactly(false, false);
    }

    @Test
    void ordinaryProgramsGiveTheirUsualResults() {
        LongAccumulator seen = sc.sc().longAccumulator("seen");
        Broadcast<List<String>> words = sc.broadcast(List.of("a", "b"));

        JavaPairRDD<String, Integer> counts = sc.parallelize(List.of(0, 1, 0), 2)
                .mapToPair(i -> {
                    seen.add(1);
                    return new Tuple2<>(words.value().get(i), 1);
                })
                .reduceByKey(Integer::sum)
                .sortByKey();

        assertThat(counts.collect()).containsExactly(new Tuple2<>("a", 2), new Tuple2<>("b", 1));
        assertThat(counts.join(counts).count()).isEqualTo(2);
        assertThat(sc.parallelize(List.of(3, 1, 3), 3).distinct().count()).isEqualTo(2);
        assertThat(sc.parallelize(List.of(3, 1, 2), 3).sortBy(i -> i, true, 2).collect())
                .containsExactly(1, 2, 3);
        assertThat(seen.value()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void keyWithoutEqualsIsRefused() {
        JavaPairRDD<ById, Integer> pairs =
                sc.parallelize(List.of(1, 2), 1).mapToPair(i -> new Tuple2<>(new ById(i), i));

        assertThatThrownBy(() -> pairs.reduceByKey(Integer::sum).collect())
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("A key of " + ById.class.getName() + " is not equal to its own copy")
                .hasMessageContaining("The key: ById1");
    }

    @Test
    void keyWithTheHashCodeOfAnObjectIsRefused() {
        assertThatThrownBy(() -> sc.parallelize(List.of("a"), 1)
                        .map(HalfAKey::new)
                        .distinct()
                        .count())
                .hasMessageContaining("has another hash code than its own copy");
    }

    @Test
    void enumIsRefusedAsAKeyAsItsHashCodeDiffersInEachJvm() {
        JavaPairRDD<TimeUnit, Integer> pairs =
                sc.parallelize(List.of(1, 2), 1).mapToPair(i -> new Tuple2<>(TimeUnit.DAYS, i));

        assertThatThrownBy(() -> pairs.groupByKey().count())
                .hasMessageContaining("A key of java.util.concurrent.TimeUnit has another hash code in each JVM");
        assertThat(pairs.sortByKey().count()).isEqualTo(2);
    }

    @Test
    void tasksSeeABroadcastValueAsItWasWhenItWasBroadcast() {
        List<Integer> value = new ArrayList<>(List.of(1));
        Broadcast<List<Integer>> shared = sc.broadcast(value);
        int identity = System.identityHashCode(value);

        assertThat(sc.parallelize(List.of(1, 2), 2)
                        .map(i -> System.identityHashCode(shared.value()) == identity)
                        .collect())
                .containsExactly(false, false);
        assertThat(shared.value()).isSameAs(value);
    }

    @Test
    void broadcastValueWhoseCopySerializesToOtherBytesIsNotTakenForChanged() {
        Broadcast<Map<Integer, String>> shared = sc.broadcast(new HashMap<>(Map.of(0, "even", 1, "odd")));

        for (int job = 0; job < 2; job++) {
            assertThat(sc.parallelize(List.of(1, 2), 2)
                            .map(i -> shared.value().get(i % 2))
                            .collect())
                    .containsExactly("odd", "even");
        }
        assertThat(shared.value()).hasSize(2);
    }

    @Test
    void broadcastValueThatTheDriverChangedIsRefusedWhereverItIsUsedNext() {
        List<Integer> value = new ArrayList<>(List.of(1));
        Broadcast<List<Integer>> shared = sc.broadcast(value);
        JavaRDD<Integer> before =
                sc.parallelize(List.of(1)).map(i -> shared.value().size());
        value.add(2);

        String complaint = "The value of " + shared
                + ", an object of java.util.ArrayList, was changed by the driver after it was broadcast";
        assertThatThrownBy(before::collect)
                .hasMessageStartingWith("Task not serializable")
                .hasMessageContaining(complaint);
        assertThatThrownBy(before::count)
                .hasMessageContaining("Task serialization failed")
                .hasMessageContaining(complaint);
        assertThatThrownBy(() -> sc.parallelize(List.of(1)).map(i -> shared.value()))
                .hasMessageStartingWith("Task not serializable")
                .hasMessageContaining(complaint);
        assertThatThrownBy(shared::value).hasMessageContaining(complaint);
        assertThatThrownBy(shared::unpersist).hasMessageContaining(complaint);
        assertThatThrownBy(shared::destroy).hasMessageContaining(complaint);
    }

    @Test
    void broadcastValueThatATaskChangedIsRefusedWhereverItIsUsedNext() {
        Broadcast<List<Integer>> shared = sc.broadcast(new ArrayList<>(List.of(1)));

        sc.parallelize(List.of(1), 1).foreach(i -> shared.value().add(2));

        assertThatThrownBy(shared::value).hasMessageContaining("was changed by a task after it was broadcast");
        assertThatThrownBy(
                        () -> sc.parallelize(List.of(1)).map(i -> shared.value().size()))
                .hasMessageContaining("was changed by a task after it was broadcast");
    }

    @Test
    void nullCanBeBroadcastAndABroadcastCanBeAResult() {
        Broadcast<String> nothing = sc.broadcast(null);
        Broadcast<Integer> number = sc.broadcast(5);

        assertThat(sc.parallelize(List.of(1), 1)
                        .map(i -> nothing.value() == null)
                        .collect())
                .containsExactly(true);
        assertThat(sc.parallelize(List.of(1), 1)
                        .map(i -> number)
                        .collect()
                        .get(0)
                        .value())
                .isEqualTo(5);
    }

    @Test
    void whatCannotBeSerialisedIsRefusedAtEachBoundary() {
        JavaRDD<Unserializable> made = sc.parallelize(List.of(1), 1).map(i -> new Unserializable());

        assertThatThrownBy(() -> sc.broadcast(new Unserializable())).isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(made::collect).hasMessageContaining("had a not serializable result");
        assertThatThrownBy(() -> made.repartition(2).count()).hasMessageContaining("had a not serializable result");
    }

    @Test
    void secondContextIsRefused() {
        assertThatThrownBy(() -> new JavaSparkContext(LocalSpark.conf().set("ember.strict", "true")))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Only one SparkContext should be running in this JVM");
    }
}
