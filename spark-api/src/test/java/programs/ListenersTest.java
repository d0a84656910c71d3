// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.Success$;
import org.apache.spark.TaskKilled;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.JobFailed;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskGettingResult;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Tuple2;

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
    @Tag("LST-001")
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

    @Test
    @Tag("LST-011")
    void allEventsOfATaskCarryOneObject() {
        List<Object> starts = Collections.synchronizedList(new ArrayList<>());
        List<Object> ends = Collections.synchronizedList(new ArrayList<>());
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart event) {
                starts.add(event.taskInfo());
            }

            @Override
            public void onTaskEnd(SparkListenerTaskEnd event) {
                ends.add(event.taskInfo());
            }
        });

        sc.parallelize(List.of(1, 2, 3), 3).count();
        sc.stop();

        assertThat(starts).hasSize(3);
        assertThat(ends).allSatisfy(end -> assertThat(starts).anyMatch(start -> start == end));
    }

    /** The lines of the events that tell how results came. */
    private static final class Results extends SparkListener {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onTaskGettingResult(SparkListenerTaskGettingResult event) {
            lines.add(event.taskInfo().id() + " " + event.taskInfo().status());
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd event) {
            lines.add(event.taskInfo().id() + " " + event.taskInfo().status() + " "
                    + event.taskInfo().gettingResult());
        }
    }

    @Test
    @Tag("LST-014")
    void aSmallResultComesWithItsTasksEnd() {
        Results results = new Results();
        sc.sc().addSparkListener(results);
        sc.parallelize(List.of(1), 1).map(i -> new byte[100]).collect();
        sc.stop();
        assertThat(results.lines).containsExactly("0.0 SUCCESS false");
    }

    @Test
    void aLargeResultIsSaidToBeFetched() {
        Results results = new Results();
        sc.stop();
        sc = new JavaSparkContext(conf().set("spark.task.maxDirectResultSize", "10k"));
        sc.sc().addSparkListener(results);
        sc.parallelize(List.of(1), 1).map(i -> new byte[100_000]).collect();
        sc.stop();
        assertThat(results.lines).containsExactly("0.0 GET RESULT", "0.0 SUCCESS true");
    }

    @Test
    @Tag("LST-009")
    void stagesAreNumberedOnAndListTheirOwnRdds() {
        List<String> stages = Collections.synchronizedList(new ArrayList<>());
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted event) {
                List<String> names = new ArrayList<>();
                event.stageInfo().rddInfos().foreach(rdd -> names.add(rdd.name()));
                Collections.sort(names);
                stages.add(event.stageInfo().stageId() + " " + names);
            }
        });
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1, 2, 3, 4), 2).setName("numbers");
        JavaPairRDD<Integer, Integer> pairs =
                numbers.mapToPair(i -> new Tuple2<>(i, i)).setName("pairs");
        JavaPairRDD<Integer, Iterable<Integer>> groups = pairs.groupByKey(2).setName("groups");
        numbers.count();
        pairs.count();
        groups.count();
        sc.stop();
        assertThat(stages)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("0 [numbers]"),
                        second -> assertThat(second).startsWith("1 ").contains("numbers", "pairs"),
                        third -> assertThat(third)
                                .startsWith("2 ")
                                .contains("numbers", "pairs")
                                .doesNotContain("groups"),
                        fourth -> assertThat(fourth)
                                .startsWith("3 ")
                                .contains("groups")
                                .doesNotContain("pairs", "numbers"));
    }

    /** Named by its class in the configuration. */
    public static final class FromTheStart extends SparkListener {
        private static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());

        public FromTheStart(SparkConf conf) {
            LINES.add("made with " + conf.get("spark.app.name"));
        }

        @Override
        public void onApplicationStart(SparkListenerApplicationStart event) {
            LINES.add("application " + event.appName());
        }

        @Override
        public void onEnvironmentUpdate(SparkListenerEnvironmentUpdate event) {
            LINES.add("environment "
                    + event.environmentDetails()
                            .apply("Spark Properties")
                            .mkString()
                            .contains("(a.secret.key,*********(redacted))"));
        }

        @Override
        public void onExecutorAdded(SparkListenerExecutorAdded event) {
            LINES.add("executor " + event.executorId());
        }
    }

    @Test
    void listenersOfTheConfigurationAreToldEverythingFromTheStart() {
        sc.stop();
        FromTheStart.LINES.clear();
        sc = new JavaSparkContext(conf().set("spark.extraListeners", FromTheStart.class.getName() + ", ")
                .set("a.secret.key", "hush"));
        sc.stop();
        assertThat(FromTheStart.LINES)
                .containsExactly("made with test", "application test", "environment true", "executor driver");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no.such.Listener|java.lang.ClassNotFoundException|no.such.Listener",
                "java.lang.String|java.lang.IllegalArgumentException|requirement failed: java.lang.String is not a subclass"
                        + " of org.apache.spark.scheduler.SparkListenerInterface.",
            })
    void aListenerOfTheConfigurationThatIsNoneIsRefused(String name, Class<? extends Throwable> cause, String message) {
        assertThatThrownBy(() -> new JavaSparkContext(conf().set("spark.extraListeners", name)))
                .isInstanceOf(SparkException.class)
                .hasMessage("Exception when registering SparkListener")
                .cause()
                .isInstanceOf(cause)
                .hasMessage(message);
    }

    @Test
    void aCancellationHasTheNameOfItsConditionWhereverItIsTold() throws Exception {
        List<String> reasons = Collections.synchronizedList(new ArrayList<>());
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted event) {
                reasons.add(event.stageInfo().failureReason().get());
            }

            @Override
            public void onJobEnd(SparkListenerJobEnd event) {
                reasons.add(((JobFailed) event.jobResult()).exception().getMessage());
            }

            @Override
            public void onTaskEnd(SparkListenerTaskEnd event) {
                reasons.add(((TaskKilled) event.reason()).reason());
            }
        });
        sc.sc().setInterruptOnCancel(true);
        JavaFutureAction<Void> job = sc.parallelize(List.of(1), 1).foreachAsync(i -> new CountDownLatch(1).await());
        eventually(() ->
                Arrays.stream(sc.statusTracker().getExecutorInfos()).anyMatch(info -> info.numRunningTasks() == 1));
        sc.sc().cancelJob(0, "for a test");
        assertThatThrownBy(job::get).hasCauseInstanceOf(SparkException.class);
        eventually(() -> reasons.size() == 3);
        String reason = "[SPARK_JOB_CANCELLED] Job 0 cancelled for a test SQLSTATE: XXKDA";
        assertThat(reasons).containsExactly(reason, reason, "Stage cancelled: " + reason);
    }

    @Test
    @Tag("LST-024")
    void noListenerClassNeedBeTimed() {
        sc.stop();
        sc = new JavaSparkContext(conf().set("spark.scheduler.listenerbus.metrics.maxListenerClassesTimed", "0"));
        Notes notes = new Notes();
        sc.sc().addSparkListener(notes);
        sc.emptyRDD().count();
        sc.stop();
        assertThat(notes.lines).containsExactly("job 0 starts", "job 0 ends", "application ends");
    }
}
