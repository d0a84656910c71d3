// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.apache.spark.SerialForm;
import org.apache.spark.SparkFirehoseListener;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

class ListenerTest {

    private static <T> Seq<T> none() {
        return (Seq<T>) (Seq<?>) Nil$.MODULE$;
    }

    private static StageInfo stage(int id) {
        return new StageInfo(id, 0, "n", 3, none(), none(), "d", new TaskMetrics(), 0);
    }

    private static TaskInfo task() {
        return new TaskInfo(9, 1, 2, 3, 100, "e", "h", TaskLocality.PROCESS_LOCAL(), true);
    }

    @Test
    void eventsAreValues() throws Exception {
        SparkListenerUnpersistRDD event = new SparkListenerUnpersistRDD(3);

        assertThat(event).hasToString("SparkListenerUnpersistRDD(3)").isEqualTo(new SparkListenerUnpersistRDD(3));
        assertThat(event.hashCode()).isEqualTo(1515931760);
        assertThat(event.logEvent()).isTrue();
        assertThat(SerialForm.copyOf(event)).isEqualTo(event);
        assertThat(new SparkListenerJobEnd(1, 2, JobSucceeded$.MODULE$))
                .hasToString("SparkListenerJobEnd(1,2,JobSucceeded)");
        assertThat(new SparkListenerApplicationEnd(3, Option.empty()))
                .hasToString("SparkListenerApplicationEnd(3,None)");
        assertThat(new SparkListenerSpeculativeTaskSubmitted(1, 2).taskIndex()).isEqualTo(-1);
    }

    @Test
    void jobStartListsTheIdsOfItsStages() {
        Seq<StageInfo> stages =
                CollectionConverters.asScala(List.of(stage(4), stage(7))).toSeq();
        SparkListenerJobStart start = new SparkListenerJobStart(1, 2, stages, new Properties());

        assertThat(CollectionConverters.asJava(start.stageIds())).containsExactly(4, 7);
    }

    @Test
    void firehoseHearsEveryEvent() {
        List<SparkListenerEvent> heard = new ArrayList<>();
        SparkListenerInterface listener = new SparkFirehoseListener() {
            @Override
            public void onEvent(SparkListenerEvent event) {
                heard.add(event);
            }
        };
        SparkListenerTaskStart start = new SparkListenerTaskStart(1, 0, task());
        SparkListenerUnpersistRDD unpersist = new SparkListenerUnpersistRDD(3);
        listener.onTaskStart(start);
        listener.onUnpersistRDD(unpersist);
        listener.onOtherEvent(unpersist);

        assertThat(heard).containsExactly(start, unpersist, unpersist);
    }

    @Test
    void taskGoesThroughItsStates() {
        TaskInfo task = task();
        assertThat(task.status()).isEqualTo("RUNNING");
        assertThat(task.id()).isEqualTo("1.2");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(task::duration)
                .withMessage("duration() called on unfinished task");
        task.markGettingResult(150);
        assertThat(task.status()).isEqualTo("GET RESULT");
        TaskInfo failed = task.clone();
        TaskInfo killed = task.clone();
        task.markSucceeded(200);
        failed.markFailed(250);
        killed.markKilled(300);

        assertThat(task.status()).isEqualTo("SUCCESS");
        assertThat(task.duration()).isEqualTo(100);
        assertThat(task.successful()).isTrue();
        assertThat(failed.status()).isEqualTo("FAILED");
        assertThat(killed.status()).isEqualTo("KILLED");
    }

    @Test
    void stageThatFailsHasEnded() {
        StageInfo stage = stage(1);
        assertThat(stage.getStatusString()).isEqualTo("running");
        stage.setSubmissionTime(5);
        stage.stageFailed("why");

        assertThat(stage.getStatusString()).isEqualTo("failed");
        assertThat(stage.submissionTime()).isEqualTo(Option.apply(5L));
        assertThat(stage.failureReason()).isEqualTo(Option.apply("why"));
        assertThat(stage.completionTime().isDefined()).isTrue();
    }

    @Test
    void stageThatFailsAtAKnownTimeKeepsIt() {
        StageInfo stage = stage(1);
        stage.setCompletionTime(7);
        assertThat(stage.getStatusString()).isEqualTo("succeeded");
        stage.stageFailed("why");

        assertThat(stage.completionTime()).isEqualTo(Option.apply(7L));
    }

    @Test
    void executorMetricsAreFoundByName() {
        ExecutorMetrics metrics = new ExecutorMetrics(new long[] {5, 6});

        assertThat(metrics.getMetricValue("JVMOffHeapMemory")).isEqualTo(6);
        assertThat(metrics.getMetricValue("TotalGCTime")).isZero();
        assertThat(metrics.isSet()).isTrue();
        assertThat(new ExecutorMetrics().isSet()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> metrics.getMetricValue("nope"))
                .withMessage("key not found: nope");
    }

    @Test
    void accumulatorUpdateIsAValue() {
        assertThat(new AccumulableInfo(
                        1, Option.apply("n"), Option.empty(), Option.apply(5), false, true, Option.empty()))
                .hasToString("AccumulableInfo(1,Some(n),None,Some(5),false,true,None)");
    }
}
