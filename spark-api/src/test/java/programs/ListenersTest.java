// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkException;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.JobFailed;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.Test;

class ListenersTest extends LocalSpark {

    /** Writes down what it is told. */
    private static final class Notes extends SparkListener {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final List<SparkListenerTaskEnd> taskEnds = Collections.synchronizedList(new ArrayList<>());
        private volatile SparkListenerJobEnd jobEnd;
        private volatile SparkListenerJobStart jobStart;

        @Override
        public void onJobStart(SparkListenerJobStart event) {
            lines.add("job " + event.jobId() + " starts");
            jobStart = event;
        }

        @Override
        public void onJobEnd(SparkListenerJobEnd event) {
            lines.add("job " + event.jobId() + " ends");
            jobEnd = event;
        }

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted event) {
            lines.add("stage " + event.stageInfo().stageId() + " starts");
        }

        @Override
        public void onStageCompleted(SparkListenerStageCompleted event) {
            lines.add("stage " + event.stageInfo().stageId() + " ends");
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart event) {
            lines.add("task " + event.taskInfo().taskId() + " starts");
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd event) {
            lines.add("task " + event.taskInfo().taskId() + " ends");
            taskEnds.add(event);
        }

        @Override
        public void onApplicationEnd(SparkListenerApplicationEnd event) {
            lines.add("application ends");
        }
    }

    @Test
    void eventsOfAJobComeInOrder() {
        Notes notes = new Notes();
        sc.sc().addSparkListener(notes);

        sc.parallelize(List.of(1), 1).keyBy(i -> i).groupByKey().count();
        sc.stop();

        assertThat(notes.lines)
                .containsExactly(
                        "job 0 starts",
                        "stage 0 starts",
                        "task 0 starts",
                        "task 0 ends",
                        "stage 0 ends",
                        "stage 1 starts",
                        "task 1 starts",
                        "task 1 ends",
                        "stage 1 ends",
                        "job 0 ends",
                        "application ends");
        assertThat(notes.jobStart.stageInfos().size()).isEqualTo(2);
        assertThat(notes.jobStart.properties().getProperty("spark.job.description"))
                .isNull();
        assertThat(notes.taskEnds).allSatisfy(end -> {
            assertThat(end.reason()).isSameAs(Success$.MODULE$);
            assertThat(end.taskInfo().successful()).isTrue();
            assertThat(end.taskMetrics().executorRunTime()).isNotNegative();
        });
        assertThat(notes.taskEnds)
                .extracting(SparkListenerTaskEnd::taskType)
                .containsExactly("ShuffleMapTask", "ResultTask");
    }

    @Test
    void jobWithoutPartitionsStillStartsAndEnds() {
        Notes notes = new Notes();
        sc.sc().addSparkListener(notes);

        sc.emptyRDD().count();
        sc.stop();

        assertThat(notes.lines).containsExactly("job 0 starts", "job 0 ends", "application ends");
    }

    @Test
    void failureIsToldWithItsReason() {
        Notes notes = new Notes();
        sc.sc().addSparkListener(notes);

        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1).foreach(i -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(SparkException.class);
        sc.stop();

        ExceptionFailure reason = (ExceptionFailure) notes.taskEnds.get(0).reason();
        assertThat(reason.className()).isEqualTo("java.lang.IllegalStateException");
        assertThat(reason.description()).isEqualTo("broken");
        assertThat(notes.jobEnd.jobResult()).isInstanceOf(JobFailed.class);
        assertThat(notes.taskEnds.get(0).taskInfo().failed()).isTrue();
    }

    @Test
    void namedAccumulatorsAreTold() {
        Notes notes = new Notes();
        sc.sc().addSparkListener(notes);
        var sum = sc.sc().longAccumulator("sum");

        sc.parallelize(List.of(5), 1).foreach(sum::add);
        sc.stop();

        var told = notes.taskEnds.get(0).taskInfo().accumulables().head();
        assertThat(told.name().get()).isEqualTo("sum");
        assertThat(told.update().get()).isEqualTo(5L);
        assertThat(told.value().get()).isEqualTo(5L);
    }

    @Test
    void removedListenerIsToldNothing() {
        Notes notes = new Notes();
        sc.sc().addSparkListener(notes);
        sc.sc().removeSparkListener(notes);

        sc.parallelize(List.of(1)).count();
        sc.stop();

        assertThat(notes.lines).isEmpty();
    }

    @Test
    void stopInsideAListenerIsRefused() {
        List<Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onJobEnd(SparkListenerJobEnd event) {
                refusals.add(catchThrowable(sc::stop));
            }
        });

        sc.parallelize(List.of(1)).count();
        sc.stop();

        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("Cannot stop SparkContext within listener");
    }
}
