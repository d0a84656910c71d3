// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.partial.PartialResult;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class ApproximateProgramsTest extends LocalSpark {
    private static final long LONG_MILLIS = 60_000;
    private static final BoundedDouble NOTHING = new BoundedDouble(0, 0, 0, Double.POSITIVE_INFINITY);

    /** What tasks and the test share. */
    private static final class Shared {
        private static volatile CountDownLatch gate = new CountDownLatch(0);

        static void pass() throws InterruptedException {
            gate.await();
        }
    }

    private JavaRDD<Integer> numbers() {
        return sc.parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8, 1, 1), 4);
    }

    private JavaRDD<Integer> heldUp() {
        Shared.gate = new CountDownLatch(1);
        return numbers().map(i -> {
            Shared.pass();
            return i;
        });
    }

    private static BoundedDouble exactly(double value) {
        return new BoundedDouble(value, 1, value, value);
    }

    @Test
    void inTimeTheAnswersAreExact() {
        PartialResult<BoundedDouble> count = numbers().countApprox(LONG_MILLIS, 0.5);
        assertThat(count.initialValue()).isEqualTo(exactly(10));
        assertThat(count.isInitialValueFinal()).isTrue();
        assertThat(count).hasToString("(final: [10.000, 10.000])");
        assertThat(numbers().mapToDouble(i -> i).sumApprox(LONG_MILLIS).getFinalValue())
                .isEqualTo(exactly(38));
        assertThat(numbers().mapToDouble(i -> i).meanApprox(LONG_MILLIS, 0.1).getFinalValue())
                .isEqualTo(exactly(3.8));
        assertThat(sc.parallelize(List.of(1, 2, 1), 2)
                        .countByValueApprox(LONG_MILLIS)
                        .getFinalValue())
                .isEqualTo(Map.of(1, exactly(2), 2, exactly(1)));
        assertThat(numbers()
                        .mapToPair(i -> new Tuple2<>(i % 3, i))
                        .countByKeyApprox(LONG_MILLIS)
                        .getFinalValue())
                .isEqualTo(Map.of(0, exactly(2), 1, exactly(5), 2, exactly(3)));
    }

    @Test
    @Tag("DAG-107")
    void ofNothingTheAnswerIsKnownAtOnceAndTheJobIsSeen() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                events.add("start " + start.jobId());
            }

            @Override
            public void onJobEnd(SparkListenerJobEnd end) {
                events.add("end " + end.jobId());
            }
        });

        PartialResult<BoundedDouble> count = sc.emptyRDD().countApprox(LONG_MILLIS);

        assertThat(count.isInitialValueFinal()).isTrue();
        assertThat(count.getFinalValue()).isEqualTo(exactly(0));
        eventually(() -> events.size() == 2);
        assertThat(events).containsExactly("start 0", "end 0");
    }

    @Test
    void afterTheTimeTheAnswerIsNotFinalAndTheJobGoesOn() {
        PartialResult<BoundedDouble> count = heldUp().countApprox(0);
        assertThat(count.initialValue()).isEqualTo(NOTHING);
        assertThat(count.isInitialValueFinal()).isFalse();
        assertThat(count).hasToString("(partial: [0.000, Infinity])");

        Shared.gate.countDown();

        assertThat(count.getFinalValue()).isEqualTo(exactly(10));
        assertThat(count.initialValue()).isEqualTo(NOTHING);
        assertThat(count).hasToString("(final: [10.000, 10.000])");
    }

    @Test
    void aNegativeTimeIsNone() {
        PartialResult<Map<Integer, BoundedDouble>> counts = heldUp().countByValueApprox(-5);
        assertThat(counts.initialValue()).isEmpty();
        Shared.gate.countDown();
        assertThat(counts.getFinalValue()).hasSize(8);
    }

    @Test
    void whoAskedIsToldTheFinalValue() throws Exception {
        PartialResult<BoundedDouble> count = heldUp().countApprox(0);
        CompletableFuture<Double> told = new CompletableFuture<>();
        PartialResult<String> mapped = count.map(value -> "about " + value.mean());
        count.onComplete(value -> {
            told.complete(value.mean());
            return null;
        });
        assertThatThrownBy(() -> count.onComplete(value -> null))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("onComplete cannot be called twice");
        Shared.gate.countDown();

        assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(10);
        assertThat(mapped.initialValue()).isEqualTo("about 0.0");
        assertThat(mapped.getFinalValue()).isEqualTo("about 10.0");
    }

    @Test
    void aFailureInTimeIsThrown() {
        assertThatThrownBy(() -> numbers()
                        .map(i -> {
                            throw new IllegalStateException("no");
                        })
                        .countApprox(LONG_MILLIS))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Job aborted due to stage failure")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLaterFailureIsToldAndThrownToWhoWaits() throws Exception {
        PartialResult<BoundedDouble> count =
                heldUp().map(i -> Integer.parseInt("no number")).countApprox(0);
        CompletableFuture<Exception> told = new CompletableFuture<>();
        count.onFail(failure -> {
            told.complete(failure);
            return null;
        });
        Shared.gate.countDown();

        assertThat(told.get(10, TimeUnit.SECONDS)).isInstanceOf(SparkException.class);
        assertThatThrownBy(count::getFinalValue).hasCauseInstanceOf(NumberFormatException.class);
    }

    @Test
    void aConfidenceIsAShare() {
        assertThatThrownBy(() -> numbers().countApprox(LONG_MILLIS, 2.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: confidence (2.0) must be in [0,1]");
        assertThatThrownBy(() -> numbers().countByValueApprox(LONG_MILLIS, -1))
                .hasMessage("requirement failed: confidence (-1.0) must be in [0,1]");
    }

    @Test
    void aStoppedContextEstimatesNothing() {
        JavaRDD<Integer> numbers = numbers();
        sc.stop();
        assertThatThrownBy(() -> numbers.countApprox(LONG_MILLIS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot call methods on a stopped SparkContext.");
    }
}
