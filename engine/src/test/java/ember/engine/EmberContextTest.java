// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static ember.engine.EngineFixture.collect;
import static ember.engine.EngineFixture.map;
import static ember.engine.EngineFixture.numbers;
import static ember.engine.EngineFixture.pair;
import static ember.engine.EngineFixture.sumByKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.StorageLevel;
import ember.model.event.EngineEvent;
import ember.rdd.Rdd;
import ember.rdd.RunningJob;
import ember.rdd.action.Actions;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmberContextTest {
    /** Seen by tasks, which share statics and nothing else. */
    private static final AtomicInteger CALLS = new AtomicInteger();

    private static CountDownLatch started = new CountDownLatch(1);

    private static CountDownLatch interrupted = new CountDownLatch(1);

    private EmberContext context;

    private EmberContext start(String master, String... settings) {
        context = EngineFixture.start(master, settings);
        CALLS.set(0);
        return context;
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.stop();
        }
    }

    @Test
    void resultsComeInPartitionOrder() {
        assertThat(collect(map(numbers(start("local[2]"), 10, 3), i -> i * 2)))
                .containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
    }

    @Test
    void aShuffleBringsTheValuesOfAKeyTogether() {
        Rdd<Map.Entry<Object, Object>> pairs = map(numbers(start("local[2]"), 100, 4), i -> pair(i % 3, i));
        assertThat(collect(sumByKey(pairs, 2))).containsExactlyInAnyOrder(pair(0, 1683), pair(1, 1617), pair(2, 1650));
    }

    @Test
    void aSecondJobSkipsTheMapStageOfTheFirst() {
        Rdd<Map.Entry<Object, Object>> pairs = map(numbers(start("local[2]"), 10, 2), i -> {
            CALLS.incrementAndGet();
            return pair(i % 3, i);
        });
        Rdd<Map.Entry<Object, Object>> sums = sumByKey(pairs, 2);
        assertThat(collect(sums)).isEqualTo(collect(sums));
        assertThat(CALLS).hasValue(10);
    }

    @Test
    void aChainOfAHundredThousandMapsNeedsNoStack() {
        Rdd<Integer> rdd = numbers(start("local[2]"), 4, 2);
        for (int i = 0; i < 100_000; i++) {
            rdd = map(rdd, n -> n + 1);
        }
        assertThat(collect(rdd)).containsExactly(100_000, 100_001, 100_002, 100_003);
    }

    @Test
    void aChainOfTwoThousandShufflesNeedsNoStack() {
        Rdd<Map.Entry<Object, Object>> rdd = map(numbers(start("local[2]"), 4, 1), i -> pair(i, i));
        for (int i = 0; i < 2_000; i++) {
            rdd = sumByKey(rdd, 1);
        }
        assertThat(collect(rdd)).hasSize(4);
    }

    @Test
    void aFailingTaskFailsTheJobWithTheUsersExceptionAsCause() {
        Rdd<Integer> rdd = map(numbers(start("local[2]"), 4, 2), i -> {
            throw new IllegalStateException("no " + i);
        });
        assertThatThrownBy(() -> collect(rdd))
                .hasMessageStartingWith("Job aborted due to stage failure: Task ")
                .hasMessageContaining("failed 1 times, most recent failure: Lost task ")
                .hasMessageContaining("java.lang.IllegalStateException: no ")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTaskIsTriedAsOftenAsTheMasterSays() {
        Rdd<Integer> rdd = map(numbers(start("local[1,3]"), 1, 1), i -> {
            if (CALLS.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            return i;
        });
        assertThat(collect(rdd)).containsExactly(0);
        assertThat(CALLS).hasValue(3);
    }

    /** Counts how often it is serialised. */
    private static final class Counted implements Serializable {
        private static final AtomicInteger TIMES = new AtomicInteger();

        private final List<Integer> one = new ArrayList<>(List.of(1));

        private void writeObject(ObjectOutputStream out) throws IOException {
            TIMES.incrementAndGet();
            out.defaultWriteObject();
        }
    }

    @Test
    void theRoundsOfATakeAreJobsOfTheirOwnButCheckAndSerialiseTheLineageOnce() {
        context = EngineFixture.start("local[2]");
        List<Integer> jobs = Collections.synchronizedList(new ArrayList<>());
        context.addListener(new EngineEvent.Handler() {
            @Override
            public void jobStarted(EngineEvent.JobStarted event) {
                jobs.add(event.stages().get(0).numTasks());
            }
        });
        Counted captured = new Counted();
        Counted.TIMES.set(0);
        Rdd<Integer> rdd = map(numbers(context, 6, 6), i -> i + captured.one.get(0));
        assertThat(Actions.take(rdd, 6)).containsExactly(1, 2, 3, 4, 5, 6);
        context.stop();
        assertThat(jobs).containsExactly(1, 4, 1);
        // Before the first job, to see that it can travel; then for the tasks of all rounds.
        assertThat(Counted.TIMES).hasValue(2);
    }

    @Test
    void capturedStateIsEachTasksOwn() {
        List<Integer> captured = new ArrayList<>();
        Rdd<Integer> rdd = map(numbers(start("local[1]"), 4, 2), i -> {
            captured.add(i);
            return captured.size();
        });
        assertThat(collect(rdd)).containsExactly(1, 2, 1, 2);
        assertThat(captured).isEmpty();
    }

    @Test
    void capturedStateIsSeenAsItWasWhenTheJobWasSubmitted() {
        List<Integer> captured = new ArrayList<>();
        Rdd<Integer> rdd = map(numbers(start("local[1]"), 1, 1), i -> captured.size());
        captured.add(7);
        assertThat(collect(rdd)).containsExactly(1);
    }

    @Test
    void resultsAreCopiesIfTheyCouldBeChanged() {
        Rdd<List<Integer>> rdd = map(numbers(start("local[1]"), 1, 1), i -> new ArrayList<>(List.of(i)));
        rdd.persist(StorageLevel.MEMORY_ONLY);
        collect(rdd).get(0).add(99);
        assertThat(collect(rdd).get(0)).containsExactly(0);
    }

    @Test
    void aPersistedRddIsComputedOnce() {
        Rdd<Integer> rdd = map(numbers(start("local[2]"), 10, 2), i -> {
            CALLS.incrementAndGet();
            return i;
        });
        rdd.persist(StorageLevel.MEMORY_ONLY);
        collect(rdd);
        collect(rdd);
        assertThat(CALLS).hasValue(10);
        rdd.unpersist(true);
        collect(rdd);
        assertThat(CALLS).hasValue(20);
    }

    @Test
    void aLostExecutorsMapOutputsAreComputedAgain() {
        start("local[2]", "ember.executors", "2");
        Rdd<Map.Entry<Object, Object>> pairs = map(numbers(context, 100, 4), i -> {
            CALLS.incrementAndGet();
            return pair(i % 3, i);
        });
        Rdd<Map.Entry<Object, Object>> sums = sumByKey(pairs, 2);
        List<Map.Entry<Object, Object>> before = collect(sums);
        context.loseExecutor("0", "test");
        assertThat(collect(sums)).isEqualTo(before);
        assertThat(CALLS.get()).isBetween(101, 200);
    }

    @Test
    @Tag("SHUF-013")
    void aMapOutputThatIsGoneIsComputedAgainAlone() {
        start("local[2]");
        Rdd<Map.Entry<Object, Object>> pairs = map(numbers(context, 100, 4), i -> {
            CALLS.incrementAndGet();
            return pair(i % 3, i);
        });
        Rdd<Map.Entry<Object, Object>> sums = sumByKey(pairs, 2);
        List<Map.Entry<Object, Object>> before = collect(sums);
        for (long writer = 0; writer < 4; writer++) {
            context.dropMapOutput(0, 0, writer);
        }
        assertThat(collect(sums)).isEqualTo(before);
        assertThat(CALLS).hasValue(125);
    }

    @Test
    void faultsOnPurposeMakeTasksRunAgainAndChangeNoResult() {
        start("local[4]", "ember.executors", "2", "ember.rehearse.faults", "true", "spark.task.maxFailures", "2");
        Rdd<Map.Entry<Object, Object>> pairs = map(numbers(context, 100, 4), i -> {
            CALLS.incrementAndGet();
            return pair(i % 3, i);
        });
        assertThat(collect(sumByKey(pairs, 2)))
                .containsExactlyInAnyOrder(Map.entry(0, 1683), Map.entry(1, 1617), Map.entry(2, 1650));
        // Of the four, two are lost after they have run, and what the others made vanishes in part.
        assertThat(CALLS).hasValueGreaterThan(150);
    }

    @Test
    void aCancelledJobEndsAndItsTasksAreInterruptedIfAsked() throws Exception {
        start("local[2]");
        started = new CountDownLatch(1);
        context.localProperties().set("spark.job.interruptOnCancel", "true");
        Rdd<Integer> rdd = map(numbers(context, 1, 1), i -> {
            started.countDown();
            Thread.sleep(60_000);
            return i;
        });
        RunningJob job = context.submitJob(rdd, (task, elements) -> elements.next(), new int[] {0}, (i, r) -> {});
        started.await();
        job.cancel("because the test says so");
        assertThatThrownBy(job::await).hasMessage("cancelled: Job 0 cancelled because the test says so");
    }

    @Test
    void aTasksInterruptListenersAreToldWhenItIsAskedToEnd() throws Exception {
        start("local[2]");
        started = new CountDownLatch(1);
        interrupted = new CountDownLatch(1);
        Rdd<Integer> rdd = numbers(context, 1, 1);
        RunningJob job = context.submitJob(
                rdd,
                (task, elements) -> {
                    task.addInterruptListener((same, reason) -> interrupted.countDown());
                    started.countDown();
                    // Deaf to interrupts, as user code may be: only its listener can end it.
                    interrupted.await();
                    return elements.next();
                },
                new int[] {0},
                (i, r) -> {});
        started.await();
        job.cancel(null);
        assertThatThrownBy(job::await).hasMessageContaining("Job 0 cancelled");
        interrupted.await();
    }

    @Test
    @Tag("MOT-001")
    void stoppingEndsARunningJobAndAllThreads() throws Exception {
        start("local[2]");
        started = new CountDownLatch(1);
        Rdd<Integer> rdd = map(numbers(context, 1, 1), i -> {
            started.countDown();
            Thread.sleep(60_000);
            return i;
        });
        RunningJob job = context.submitJob(rdd, (task, elements) -> elements.next(), new int[] {0}, (i, r) -> {});
        started.await();
        context.stop();
        assertThatThrownBy(job::await).hasMessageContaining("because SparkContext was shut down");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("dag-scheduler") || name.startsWith("Executor task launch"));
        assertThatThrownBy(() -> collect(rdd)).hasMessage("SparkContext has been shutdown");
    }

    @Test
    void aJobOfNoPartitionsHasAStartAndAnEnd() {
        start("local[2]");
        List<String> events = listen();
        collect(numbers(context, 0, 0));
        context.stop();
        assertThat(events).containsExactly("job 0 started", "job 0 ended");
    }

    @Test
    void listenersAreToldStagesAndTasksInOrder() {
        start("local[1]");
        List<String> events = listen();
        collect(sumByKey(map(numbers(context, 4, 1), i -> pair(i, i)), 1));
        context.stop();
        assertThat(events)
                .containsExactly(
                        "job 0 started",
                        "stage 0 submitted",
                        "task 0 started",
                        "task 0 ended",
                        "stage 0 completed",
                        "stage 1 submitted",
                        "task 1 started",
                        "task 1 ended",
                        "stage 1 completed",
                        "job 0 ended");
    }

    @Test
    void aPartitionThatDoesNotExistIsRefusedBeforeAnythingRuns() {
        start("local[1]");
        assertThatThrownBy(() ->
                        context.runJob(numbers(context, 4, 2), (task, elements) -> 1, new int[] {2}, (i, r) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Attempting to access a non-existent partition: 2. Total number of partitions: 2");
    }

    private List<String> listen() {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        context.addListener(new EngineEvent.Handler() {
            @Override
            public void jobStarted(EngineEvent.JobStarted event) {
                events.add("job " + event.jobId() + " started");
            }

            @Override
            public void jobEnded(EngineEvent.JobEnded event) {
                events.add("job " + event.jobId() + " ended");
            }

            @Override
            public void stageSubmitted(EngineEvent.StageSubmitted event) {
                events.add("stage " + event.stage().stageId() + " submitted");
            }

            @Override
            public void stageCompleted(EngineEvent.StageCompleted event) {
                events.add("stage " + event.stage().stageId() + " completed");
            }

            @Override
            public void taskStarted(EngineEvent.TaskStarted event) {
                events.add("task " + event.task().attempt().taskId() + " started");
            }

            @Override
            public void taskEnded(EngineEvent.TaskEnded event) {
                events.add("task " + event.task().attempt().taskId() + " ended");
            }
        });
        return events;
    }
}
