// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.util.AccumulatorV2;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Option;

/** Stories of jobs and stages as programs see them. */
class JobStoriesTest extends LocalSpark {
    /** An accumulator that cannot be added to. */
    private static final class Broken extends AccumulatorV2<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isZero() {
            return true;
        }

        @Override
        public AccumulatorV2<Integer, Integer> copy() {
            return new Broken();
        }

        @Override
        public void reset() {}

        @Override
        public void add(Integer value) {
            throw new IllegalStateException("cannot be added to");
        }

        @Override
        public void merge(AccumulatorV2<Integer, Integer> other) {}

        @Override
        public Integer value() {
            return 0;
        }
    }

    private JavaRDD<Integer> numbers() {
        return sc.parallelize(List.of(1, 2, 3, 4), 2);
    }

    @Test
    @Tag("DAG-001")
    void aJobWithAShuffleIsTwoStagesOfWhichTheParentHasTheSmallerId() {
        List<StageInfo> completed = Collections.synchronizedList(new ArrayList<>());
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted event) {
                completed.add(event.stageInfo());
            }
        });
        assertThat(numbers().keyBy(i -> i).reduceByKey(Integer::sum).count()).isEqualTo(4);
        sc.stop();
        assertThat(completed).hasSize(2);
        StageInfo parent = completed.get(0);
        StageInfo child = completed.get(1);
        assertThat(parent.stageId()).isLessThan(child.stageId());
        assertThat(child.parentIds().size()).isEqualTo(1);
        assertThat(child.parentIds().apply(0)).isEqualTo(parent.stageId());
    }

    @Test
    void aStagesDetailsSayWhyItRan() {
        List<String> details = Collections.synchronizedList(new ArrayList<>());
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted event) {
                details.add(event.stageInfo().details());
            }
        });
        numbers().count();
        sc.stop();
        assertThat(details).singleElement().asString().endsWith("\nRan because job 0 needs it for the first time");
    }

    @Test
    @Tag("DAG-003")
    void listingPartitionsAndRunningJobsDoNotWaitForEachOther() throws Exception {
        JavaRDD<Integer> cached = numbers().cache();
        JavaRDD<Integer> coalesced = cached.coalesce(1);
        CompletableFuture<Integer> listed = CompletableFuture.supplyAsync(() -> {
            int partitions = 0;
            for (int i = 0; i < 100; i++) {
                partitions += cached.coalesce(1).partitions().size();
            }
            return partitions;
        });
        CompletableFuture<Long> counted = CompletableFuture.supplyAsync(() -> {
            long count = 0;
            for (int i = 0; i < 20; i++) {
                count += coalesced.count();
            }
            return count;
        });
        assertThat(listed.get(20, TimeUnit.SECONDS)).isEqualTo(100);
        assertThat(counted.get(20, TimeUnit.SECONDS)).isEqualTo(80);
    }

    @Test
    @Tag("DAG-009")
    void accumulableInfosAreTheSameIfAllTheirFieldsAre() {
        AccumulableInfo first = info(true);
        assertThat(info(true)).isEqualTo(first).hasSameHashCodeAs(first);
        assertThat(info(false)).isNotEqualTo(first);
        assertThat(info(false).hashCode()).isNotEqualTo(first.hashCode());
    }

    private static AccumulableInfo info(boolean internal) {
        return new AccumulableInfo(
                1,
                Option.apply("name"),
                Option.apply("update"),
                Option.apply("value"),
                internal,
                false,
                Option.empty());
    }

    @Test
    @Tag("DAG-052")
    void anAccumulatorThatThrowsInTasksFailsItsJobAndNoOther() {
        Broken broken = new Broken();
        sc.sc().register(broken);
        assertThatThrownBy(() -> numbers().foreach(broken::add))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("cannot be added to");
        assertThat(numbers().count()).isEqualTo(4);
    }

    @Test
    @Tag("DAG-056")
    void whatListingPartitionsThrowsReachesTheCaller() {
        JavaRDD<String> nowhere = sc.textFile("/no/such/directory");
        assertThatThrownBy(nowhere::count).hasMessageContaining("Input path does not exist");
        assertThat(numbers().count()).isEqualTo(4);
    }

    @Test
    @Tag("DAG-064")
    void aFailedActionsStackTraceShowsWhereItWasCalled() {
        JavaRDD<Integer> failing = numbers().map(i -> {
            throw new IllegalStateException("boom");
        });
        assertThatThrownBy(failing::count).isInstanceOf(SparkException.class).satisfies(thrown -> {
            List<String> frames = Arrays.stream(thrown.getStackTrace())
                    .map(StackTraceElement::getClassName)
                    .toList();
            assertThat(frames).contains(JobStoriesTest.class.getName());
        });
    }
}
