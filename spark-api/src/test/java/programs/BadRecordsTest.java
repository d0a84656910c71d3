// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** Records whose own methods throw or contradict each other, with memory for all of them and with little. */
@Timeout(120)
class BadRecordsTest {
    private static final int COUNT = 3_000;
    private static final String AMPLE = "64m";
    private static final String LITTLE = "256k";
    private static final String VALUE = "v".repeat(400);

    /** What a key does wrong. */
    enum Fault {
        EQUALS_THROWS,
        HASH_CODE_THROWS,
        COMPARE_TO_THROWS,
        NEVER_EQUAL,
        RANDOM_HASH_CODE,
        ALWAYS_LESS
    }

    /** A key that is bad if its number is one of a few. */
    private static final class Key implements Comparable<Key>, Serializable {
        private final int number;
        private final Fault fault;

        Key(int number, Fault fault) {
            this.number = number;
            this.fault = fault;
        }

        private void throwIf(Fault mine) {
            if (fault == mine && number % 100 == 77) {
                throw new IllegalStateException("bad key " + number % 100);
            }
        }

        @Override
        public boolean equals(Object other) {
            throwIf(Fault.EQUALS_THROWS);
            return fault != Fault.NEVER_EQUAL && other instanceof Key that && number == that.number;
        }

        @Override
        public int hashCode() {
            throwIf(Fault.HASH_CODE_THROWS);
            return fault == Fault.RANDOM_HASH_CODE ? ThreadLocalRandom.current().nextInt() : number;
        }

        @Override
        public int compareTo(Key other) {
            throwIf(Fault.COMPARE_TO_THROWS);
            return fault == Fault.ALWAYS_LESS ? -1 : Integer.compare(number, other.number);
        }
    }

    /** A keyed operation, run to its end. */
    enum Operation {
        REDUCE_BY_KEY(pairs -> pairs.reduceByKey((left, right) -> left, 3).count()),
        GROUP_BY_KEY(pairs -> pairs.groupByKey(3).count()),
        AGGREGATE_BY_KEY(pairs -> pairs.aggregateByKey(0, 3, (sum, value) -> sum + 1, Integer::sum)
                .count()),
        COGROUP(pairs -> pairs.cogroup(pairs, 3).count()),
        JOIN(pairs -> pairs.join(pairs.mapValues(String::length), 3).count()),
        FULL_OUTER_JOIN(pairs -> pairs.fullOuterJoin(pairs, 3).count()),
        SUBTRACT_BY_KEY(pairs -> pairs.subtractByKey(pairs.filter(pair -> pair._1().number % 2 == 0), 3)
                .count()),
        DISTINCT(pairs -> pairs.distinct(3).count()),
        INTERSECTION(pairs -> pairs.intersection(pairs).count()),
        COUNT_BY_KEY(JavaPairRDD::countByKey);

        private final Consumer<JavaPairRDD<Key, String>> run;

        Operation(Consumer<JavaPairRDD<Key, String>> run) {
            this.run = run;
        }
    }

    private static JavaSparkContext context(String memory) {
        return new JavaSparkContext(LocalSpark.conf().set("ember.memory", memory));
    }

    private static JavaPairRDD<Key, String> pairs(JavaSparkContext sc, Fault fault) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            numbers.add(i);
        }
        return sc.parallelize(numbers, 2).mapToPair(number -> new Tuple2<>(new Key(number / 3, fault), VALUE));
    }

    private static void assertBadKeyFails(Fault fault, Consumer<JavaPairRDD<Key, String>> program) {
        for (String memory : List.of(AMPLE, LITTLE)) {
            try (JavaSparkContext sc = context(memory)) {
                assertThatThrownBy(() -> program.accept(pairs(sc, fault)))
                        .as("with %s", memory)
                        .isInstanceOf(SparkException.class)
                        .hasMessageStartingWith("Job aborted due to stage failure: Task ")
                        .hasMessageContaining("java.lang.IllegalStateException: bad key 77")
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("bad key 77");

                assertThat(sc.parallelize(List.of(1, 2)).count()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalsThatThrowsFailsTheJobWithItsException(Operation operation) {
        assertBadKeyFails(Fault.EQUALS_THROWS, operation.run);
    }

    @ParameterizedTest
    @EnumSource
    void hashCodeThatThrowsFailsTheJobWithItsException(Operation operation) {
        assertBadKeyFails(Fault.HASH_CODE_THROWS, operation.run);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void compareToThatThrowsFailsTheJobWithItsException(boolean ascending) {
        assertBadKeyFails(
                Fault.COMPARE_TO_THROWS,
                pairs -> pairs.sortByKey(Comparator.<Key>naturalOrder(), ascending, 2)
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {AMPLE, LITTLE})
    void orderThatContradictsItselfLosesNothing(String memory) {
        try (JavaSparkContext sc = context(memory)) {
            JavaPairRDD<Key, String> pairs = pairs(sc, Fault.ALWAYS_LESS);
            long count;
            try {
                count = pairs.sortByKey(Comparator.<Key>naturalOrder(), true, 2).count();
            } catch (Exception e) {
                // What the JDK's sort says if it notices.
                assertThat(e).hasMessageContaining("Comparison method violates its general contract!");
                return;
            }
            assertThat(count).isEqualTo(COUNT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {AMPLE, LITTLE})
    void keysThatEqualNothingAreAllKept(String memory) {
        try (JavaSparkContext sc = context(memory)) {
            JavaPairRDD<Key, String> pairs = pairs(sc, Fault.NEVER_EQUAL);

            assertThat(pairs.groupByKey(3).count()).isEqualTo(COUNT);
            assertThat(pairs.reduceByKey((left, right) -> left, 3).count()).isEqualTo(COUNT);
            assertThat(pairs.distinct(3).count()).isEqualTo(COUNT);
            assertThat(pairs.subtractByKey(pairs, 3).count()).isEqualTo(COUNT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {AMPLE, LITTLE})
    void hashCodesThatChangeLoseNoValue(String memory) {
        try (JavaSparkContext sc = context(memory)) {
            JavaPairRDD<Key, String> pairs = pairs(sc, Fault.RANDOM_HASH_CODE);

            assertThat(pairs.groupByKey(3).flatMapValues(Iterable::iterator).count())
                    .isEqualTo(COUNT);
            assertThat(pairs.mapValues(value -> 1)
                            .reduceByKey(Integer::sum, 3)
                            .values()
                            .reduce(Integer::sum))
                    .isEqualTo(COUNT);
        }
    }

    /** A value that writes and reads itself, but for some. */
    private static final class Stubborn implements Serializable {
        private transient String text;
        private final int number;
        private final boolean whenRead;

        Stubborn(int number, boolean whenRead) {
            this.text = VALUE;
            this.number = number;
            this.whenRead = whenRead;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeUTF(text);
            if (!whenRead && number == COUNT / 2) {
                throw new IOException("written half-way");
            }
            out.writeUTF(text);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            text = in.readUTF();
            if (whenRead && number == COUNT / 2) {
                throw new IOException("read half-way");
            }
            text = in.readUTF();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serialiserThatThrowsHalfWayFailsTheJobWithItsException(boolean whenRead) {
        String text = whenRead ? "read half-way" : "written half-way";
        for (String memory : List.of(AMPLE, LITTLE)) {
            try (JavaSparkContext sc = context(memory)) {
                JavaPairRDD<Integer, Stubborn> pairs = pairs(sc, Fault.NEVER_EQUAL)
                        .mapToPair(pair -> new Tuple2<>(
                                pair._1().number,
                                new Stubborn(pair._1().number == COUNT / 6 ? COUNT / 2 : pair._1().number, whenRead)));
                for (JavaPairRDD<Integer, ?> program :
                        List.of(pairs.groupByKey(3), pairs.sortByKey(true, 2), pairs.cogroup(pairs, 2))) {
                    assertThatThrownBy(() -> program.mapValues(Object::hashCode).count())
                            .as("with %s", memory)
                            .isInstanceOf(SparkException.class)
                            .hasMessageStartingWith("Job aborted due to stage failure: ")
                            .hasMessageContaining(text);
                }
                assertThat(sc.parallelize(List.of(1, 2)).count()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200m", "1m"})
    void recordsOfAHundredMegabytesAreShuffled(String memory) {
        int bytes = 100_000_000;
        try (JavaSparkContext sc = context(memory)) {
            List<Tuple2<Integer, Integer>> lengths = sc.parallelize(List.of(1, 2), 1)
                    .mapToPair(number -> new Tuple2<>(number, new byte[bytes + number]))
                    .groupByKey(2)
                    .mapValues(values -> values.iterator().next().length)
                    .collect();

            assertThat(lengths).containsExactlyInAnyOrder(new Tuple2<>(1, bytes + 1), new Tuple2<>(2, bytes + 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/ember", "/dev/null/ember"})
    void directoryThatCannotBeWrittenFailsOnlyWhatNeedsIt(String directory) {
        try (JavaSparkContext sc = new JavaSparkContext(
                LocalSpark.conf().set("ember.memory", LITTLE).set("spark.local.dir", directory))) {
            assertThatThrownBy(() -> pairs(sc, Fault.COMPARE_TO_THROWS)
                            .mapToPair(pair -> new Tuple2<>(pair._1().number, pair._2()))
                            .groupByKey(3)
                            .count())
                    .isInstanceOf(SparkException.class)
                    .hasMessageStartingWith("Job aborted due to stage failure: ")
                    .hasMessageContaining("Failed to get a temp directory under [" + directory + "]");

            assertThat(sc.parallelize(List.of(1, 2)).map(number -> number + 1).collect())
                    .containsExactly(2, 3);
            assertThat(sc.sc().engine().memory().executionBytes()).isZero();
        }
    }
}
