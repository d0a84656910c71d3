// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.JobExecutionStatus;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextTest extends LocalSpark {

    @Test
    void missingMasterAndMissingNameAreTold() {
        assertThatThrownBy(() -> new JavaSparkContext(new SparkConf(false).setAppName("x")))
                .isInstanceOf(SparkException.class)
                .hasMessage("A master URL must be set in your configuration");
        assertThatThrownBy(() -> new JavaSparkContext(new SparkConf(false).setMaster("local")))
                .isInstanceOf(SparkException.class)
                .hasMessage("An application name must be set in your configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "local[", "local[x]", "local[2,0]", "local[-1]"})
    void malformedMasterIsTold(String master) {
        assertThatThrownBy(() -> new JavaSparkContext(conf().setMaster(master)))
                .isInstanceOf(SparkException.class)
                .hasMessage("Could not parse Master URL: '" + master + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark://host:7077", "yarn", "k8s://host", "local-cluster[2,1,1024]"})
    void clustersAreForApacheSpark(String master) {
        assertThatThrownBy(() -> new JavaSparkContext(conf().setMaster(master)))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("'" + master + "' needs Apache Spark");
    }

    @Test
    void contextTellsOfItself() {
        assertThat(sc.master()).isEqualTo("local[2]");
        assertThat(sc.appName()).isEqualTo("test");
        assertThat(sc.isLocal()).isTrue();
        assertThat(sc.version()).isEqualTo("4.2.0");
        assertThat(sc.defaultParallelism()).isEqualTo(2);
        assertThat(sc.defaultMinPartitions()).isEqualTo(2);
        assertThat(sc.getConf().getAppId()).isEqualTo(sc.sc().applicationId());
        assertThat(sc.getSparkHome().isPresent()).isEqualTo(System.getenv("SPARK_HOME") != null);
        assertThat(JavaSparkContext.jarOfClass(SparkConf.class)).hasSizeLessThanOrEqualTo(1);
        assertThat(JavaSparkContext.jarOfClass(scala.Tuple2.class)).hasSize(1);
    }

    @Test
    void contextWorksOnACopyOfTheConf() {
        SparkConf conf = conf();
        try (JavaSparkContext other = new JavaSparkContext(conf)) {
            conf.set("spark.later", "1");
            other.getConf().set("spark.later", "1");
            assertThat(other.getConf().contains("spark.later")).isFalse();
        }
        SparkConf empty = new SparkConf(false);
        new JavaSparkContext("local", "named", empty).stop();
        assertThat(empty.get("spark.master")).isEqualTo("local");
        assertThat(empty.get("spark.app.name")).isEqualTo("named");
    }

    @Test
    void severalContextsMayLiveAtOnce() {
        try (JavaSparkContext other = new JavaSparkContext(conf().setAppName("other"))) {
            assertThat(SparkContext.getOrCreate()).isSameAs(other.sc());
            assertThat(sc.parallelize(List.of(1)).count()
                            + other.parallelize(List.of(1, 2)).count())
                    .isEqualTo(3);
        }
        assertThat(SparkContext.getOrCreate()).isSameAs(sc.sc());
    }

    @Test
    void secondContextIsRefusedIfSparksRuleIsAskedFor() {
        assertThatThrownBy(() -> new JavaSparkContext(conf().set("spark.driver.allowMultipleContexts", "false")))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Only one SparkContext should be running in this JVM");
    }

    @Test
    void stoppedContextRefusesJobsButNotDescriptions() {
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1, 2), 2);

        sc.stop();
        sc.stop();

        assertThat(numbers.map(i -> i).getNumPartitions()).isEqualTo(2);
        assertThatThrownBy(() -> sc.parallelize(List.of(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot call methods on a stopped SparkContext.");
        assertThatThrownBy(numbers::count)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SparkContext has been shutdown");
        assertThat(sc.sc().isStopped()).isTrue();
    }

    @Test
    void contextCanBeStartedAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            try (JavaSparkContext next = new JavaSparkContext(conf())) {
                assertThat(next.parallelize(List.of(i)).collect()).containsExactly(i);
            }
        }
    }

    @Test
    void localPropertiesGoWithJobsAndToChildThreads() throws Exception {
        sc.setLocalProperty("colour", "red");
        String[] inherited = new String[1];
        Thread child = new Thread(() -> {
            inherited[0] = sc.getLocalProperty("colour");
            sc.setLocalProperty("colour", "blue");
        });
        child.start();
        child.join();

        assertThat(inherited[0]).isEqualTo("red");
        assertThat(sc.parallelize(List.of(1))
                        .map(i -> TaskContext.get().getLocalProperty("colour"))
                        .first())
                .isEqualTo("red");
        sc.setLocalProperty("colour", null);
        assertThat(sc.getLocalProperty("colour")).isNull();
    }

    @Test
    void tagsAreASetWithoutCommas() {
        sc.addJobTag("one");
        sc.addJobTag("two");
        sc.addJobTag("one");
        sc.removeJobTag("two");

        assertThat(sc.getJobTags()).isEqualTo(Set.of("one"));
        assertThatThrownBy(() -> sc.addJobTag("a,b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sc.addJobTag("")).isInstanceOf(IllegalArgumentException.class);
        sc.clearJobTags();
        assertThat(sc.getJobTags()).isEmpty();
    }

    @Test
    void cancelledGroupEndsItsJobs() throws Exception {
        CountDownLatch started = Gate.close();
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
            sc.setJobGroup("nightly", "waits", true);
            try {
                sc.parallelize(List.of(1), 1).foreach(i -> Gate.waitForever());
                return null;
            } catch (Throwable e) {
                return e;
            }
        });
        started.await();

        sc.cancelJobGroup("nightly");

        assertThat(failure.get())
                .isInstanceOf(SparkException.class)
                .hasMessage(
                        "[SPARK_JOB_CANCELLED] Job 0 cancelled part of cancelled job group nightly SQLSTATE: XXKDA");
        int[] jobs = sc.statusTracker().getJobIdsForGroup("nightly");
        assertThat(jobs).containsExactly(0);
        eventually(() -> sc.statusTracker().getJobInfo(0).status() == JobExecutionStatus.FAILED);
    }

    /** Where a task waits until it is interrupted. Static: tasks share it with the test. */
    private static final class Gate {
        private static volatile CountDownLatch started = new CountDownLatch(0);

        static CountDownLatch close() {
            started = new CountDownLatch(1);
            return started;
        }

        static void waitForever() throws InterruptedException {
            started.countDown();
            new CountDownLatch(1).await();
        }
    }

    @Test
    void statusIsKnownAfterTheJob() throws Exception {
        sc.parallelize(List.of(1, 2, 3), 3).keyBy(i -> i % 2).groupByKey(2).count();

        eventually(() -> sc.statusTracker().getJobInfo(0) != null
                && sc.statusTracker().getJobInfo(0).status() == JobExecutionStatus.SUCCEEDED);
        int[] stages = sc.statusTracker().getJobInfo(0).stageIds();
        assertThat(stages).hasSize(2);
        List<Integer> tasks = new ArrayList<>();
        for (int stage : stages) {
            tasks.add(sc.statusTracker().getStageInfo(stage).numCompletedTasks());
        }
        assertThat(tasks).containsExactlyInAnyOrder(3, 2);
        assertThat(sc.statusTracker().getJobInfo(99)).isNull();
        assertThat(sc.statusTracker().getActiveJobIds()).isEmpty();
        assertThat(sc.statusTracker().getJobIdsForGroup(null)).contains(0);
        assertThat(sc.statusTracker().getExecutorInfos()).hasSize(1);
    }

    @Test
    void unknownLogLevelIsRefused() {
        sc.setLogLevel("warn");
        assertThatThrownBy(() -> sc.setLogLevel("loud"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ALL,DEBUG,ERROR,WARN,INFO,OFF,FATAL,TRACE");
    }
}
