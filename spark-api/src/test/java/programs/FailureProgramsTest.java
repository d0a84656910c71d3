// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.AccumulatorV2;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Failures of a program's own code, end to end. */
class FailureProgramsTest extends LocalSpark {

    /** What tasks and the test share. */
    private static final class Shared {
        private static final AtomicInteger RUNS = new AtomicInteger();
        private static final AtomicInteger FAILURES = new AtomicInteger();
    }

    private void restart(String master) {
        sc.stop();
        sc = new JavaSparkContext(conf().setMaster(master));
        Shared.RUNS.set(0);
        Shared.FAILURES.set(0);
    }

    @Test
    @Tag("FAIL-002")
    void aReduceTaskThatThrowsOnceIsTriedAgain() {
        restart("local[1,2]");
        List<Integer> counts = sc.parallelize(List.of(1, 2, 3, 4, 5, 6), 3)
                .mapToPair(i -> new Tuple2<>(i % 3, i))
                .groupByKey(3)
                .map(group -> {
                    Shared.RUNS.incrementAndGet();
                    if (group._1() == 1 && TaskContext.get().attemptNumber() == 0) {
                        throw new IllegalStateException("once");
                    }
                    return group._1();
                })
                .collect();
        assertThat(counts).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(Shared.RUNS).hasValue(4);
    }

    /** Cannot be serialised. */
    private static final class Opaque {
        private final int number = 1;
    }

    @Test
    @Tag("FAIL-004")
    void aResultThatCannotBeSerialisedSaysSo() {
        assertThatThrownBy(() ->
                        sc.parallelize(List.of(1), 1).map(i -> new Opaque()).collect())
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("not serializable");
    }

    @Test
    @Tag("FAIL-006")
    void aFunctionOfAnEarlierStageThatCannotBeSerialisedSaysSo() {
        Opaque opaque = new Opaque();
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1)
                        .mapToPair(i -> new Tuple2<>(i, opaque.number))
                        .groupByKey()
                        .count())
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("not serializable");
    }

    @Test
    @Tag("FAIL-009")
    void theCauseIsThatOfTheLastFailure() {
        restart("local[1,3]");
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1).foreach(i -> {
                    int failure = Shared.FAILURES.incrementAndGet();
                    throw new IllegalStateException("failure " + failure, new ArithmeticException("behind it"));
                }))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("failed 3 times")
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("failure 3")
                .cause()
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("behind it");
    }

    /** Can be written but not read. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super("cannot be read");
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("never");
        }
    }

    @Test
    @Tag("FAIL-011")
    void anErrorThatCannotBeReadIsTextOnly() {
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1).foreach(i -> {
                    throw new Unreadable();
                }))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining(Unreadable.class.getName() + ": cannot be read")
                .hasMessageContaining("FailureProgramsTest")
                .hasNoCause();
    }

    /** Throws in tasks. */
    private static final class Throwing extends AccumulatorV2<Integer, Integer> {
        @Override
        public boolean isZero() {
            return true;
        }

        @Override
        public AccumulatorV2<Integer, Integer> copy() {
            return new Throwing();
        }

        @Override
        public void reset() {}

        @Override
        public void add(Integer value) {
            throw new IllegalStateException("cannot add " + value);
        }

        @Override
        public void merge(AccumulatorV2<Integer, Integer> other) {}

        @Override
        public Integer value() {
            return 0;
        }
    }

    @Test
    @Tag("DAG-052")
    void anAccumulatorThatThrowsInATaskFailsItAndNothingElse() {
        Throwing accumulator = new Throwing();
        sc.sc().register(accumulator);
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1, 2), 2);
        assertThatThrownBy(() -> numbers.foreach(i -> accumulator.add(i)))
                .isInstanceOf(SparkException.class)
                .cause()
                .hasMessageStartingWith("cannot add ");
        assertThat(numbers.count()).isEqualTo(2);
    }

    @Test
    @Tag("DAG-064")
    void theStackOfAFailedJobLeadsToTheCallOfTheProgram() {
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1)
                        .map(i -> {
                            throw new IllegalStateException("no");
                        })
                        .count())
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(FailureProgramsTest.class.getName())));
    }
}
