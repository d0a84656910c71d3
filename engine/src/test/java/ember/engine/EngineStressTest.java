// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static ember.engine.EngineFixture.collect;
import static ember.engine.EngineFixture.map;
import static ember.engine.EngineFixture.numbers;
import static ember.engine.EngineFixture.pair;
import static ember.engine.EngineFixture.sumByKey;
import static org.assertj.core.api.Assertions.assertThat;

import ember.model.StorageLevel;
import ember.model.event.EngineEvent;
import ember.rdd.Rdd;
import ember.rdd.RunningJob;
import ember.rdd.action.Actions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads use one engine in FAIR mode while jobs, groups, tags, stages and tasks are cancelled in storms, executors come and go,
 * and a listener sleeps. Each job ends, rightly or as cancelled, and nothing is left.
 *
 * <p>Takes a few seconds; {@code -Dember.stress.seconds=600} makes it a long one.
 */
class EngineStressTest {
    private static final int USERS = 4;
    private static final long SECONDS = Long.getLong("ember.stress.seconds", 6);
    private static final List<Map.Entry<Object, Object>> SUMS = List.of(pair(0, 1683), pair(1, 1617), pair(2, 1650));

    private final EmberContext context = EngineFixture.start(
            "local[4]",
            "ember.executors",
            "2",
            "spark.scheduler.mode",
            "FAIR",
            "spark.task.maxFailures",
            "100000",
            "spark.stage.maxConsecutiveAttempts",
            "100000",
            "ember.log.level",
            "ERROR");
    private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final Semaphore ended = new Semaphore(0);
    private final AtomicInteger submitted = new AtomicInteger();
    private final AtomicInteger right = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicLong latestTask = new AtomicLong();
    private final AtomicInteger latestStage = new AtomicInteger();
    private final AtomicInteger latestJob = new AtomicInteger();
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();
    private final long deadlineNanos = System.nanoTime() + SECONDS * 1_000_000_000L;

    @Test
    @Timeout(value = 3600)
    void everyJobEndsRightlyOrCancelledAndNothingIsLeft() throws Exception {
        context.addListener(new Watch());
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            int user = i;
            users.add(new Thread(() -> use(user)));
        }
        Thread trouble = new Thread(this::makeTrouble);
        users.forEach(Thread::start);
        trouble.start();
        for (Thread user : users) {
            user.join();
        }
        trouble.interrupt();
        trouble.join();
        assertThat(emptied()).as("nothing is left of any job").isTrue();
        context.stop();
        assertThat(wrong).isEmpty();
        assertThat(right).hasPositiveValue();
        assertThat(right.get() + cancelled.get()).as("no job is lost").isEqualTo(submitted.get());
        assertThat(open).as("each start has its end").isEmpty();
        assertThat(EngineThreads.left()).isEmpty();
        System.out.println(submitted + " jobs: " + right + " right, " + cancelled + " cancelled");
    }

    /** Notes what can be cancelled, and is slow at times: nobody waits for it. */
    private final class Watch implements EngineEvent.Handler {
        private int events;

        @Override
        public void jobStarted(EngineEvent.JobStarted event) {
            open.add(event.jobId());
            latestJob.set(event.jobId());
        }

        @Override
        public void stageSubmitted(EngineEvent.StageSubmitted event) {
            latestStage.set(event.stage().stageId());
        }

        @Override
        public void taskStarted(EngineEvent.TaskStarted event) {
            latestTask.set(event.task().attempt().taskId());
            if (++events % 500 == 0) {
                sleepMillis(20);
            }
        }

        @Override
        public void jobEnded(EngineEvent.JobEnded event) {
            open.remove(event.jobId());
        }
    }

    private static void sleepMillis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tasks of cancelled jobs may take a moment to end. */
    private boolean emptied() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            if (context.isIdle()) {
                return true;
            }
            Thread.sleep(1);
        }
        return false;
    }

    /** Sums by key, now and then from a cached RDD; every user's jobs are a group, a tag and a pool of their own. */
    private void use(int user) {
        Random random = new Random(user);
        context.localProperties().set("spark.jobGroup.id", "user " + user);
        context.localProperties().set("spark.job.tags", "tag " + user);
        context.localProperties().set("spark.scheduler.pool", "pool " + user % 3);
        context.localProperties().set("spark.job.interruptOnCancel", Boolean.toString(user % 2 == 0));
        Rdd<Map.Entry<Object, Object>> pairs = newPairs();
        while (System.nanoTime() < deadlineNanos) {
            submitted.incrementAndGet();
            try {
                switch (random.nextInt(5)) {
                    case 0 -> pairs.persist(StorageLevel.MEMORY_ONLY);
                    case 1 -> pairs.unpersist(true);
                    case 2 -> pairs = newPairs();
                    default -> {}
                }
                run(pairs, random.nextInt(4));
                right.incrementAndGet();
            } catch (Throwable e) {
                if (String.valueOf(e.getMessage()).startsWith("cancelled: Job ")) {
                    cancelled.incrementAndGet();
                } else {
                    wrong.add(e);
                }
            } finally {
                ended.release();
            }
        }
    }

    private static void run(Rdd<Map.Entry<Object, Object>> pairs, int kind) throws Exception {
        if (kind == 0) {
            assertThat(Actions.take(pairs, 30)).hasSize(30).startsWith(pair(0, 0), pair(1, 1));
        } else if (kind == 1) {
            AtomicInteger results = new AtomicInteger();
            RunningJob job = pairs.runner()
                    .submitJob(pairs, (task, elements) -> 1, new int[] {1, 0}, (i, one) -> results.addAndGet(one));
            while (!job.await(1_000_000)) {
                assertThat(results).hasValueLessThanOrEqualTo(2);
            }
            assertThat(results).hasValue(2);
        } else {
            assertThat(collect(sumByKey(pairs, 2))).containsExactlyInAnyOrderElementsOf(SUMS);
        }
    }

    private Rdd<Map.Entry<Object, Object>> newPairs() {
        return map(numbers(context, 100, 4), i -> pair(i % 3, i));
    }

    /** After every few jobs something happens to them: a storm now and then, one thing at a time otherwise. */
    private void makeTrouble() {
        Random random = new Random(99);
        try {
            while (true) {
                ended.tryAcquire(3, 2, TimeUnit.SECONDS);
                int times = random.nextInt(20) == 0 ? 50 : 1;
                for (int i = 0; i < times; i++) {
                    cancelSomething(random);
                }
            }
        } catch (InterruptedException e) {
            // The users have gone.
            return;
        }
    }

    private void cancelSomething(Random random) {
        int user = random.nextInt(USERS);
        switch (random.nextInt(8)) {
            case 0 -> context.cancelJobGroup("user " + user, false, "trouble");
            case 1 -> context.cancelJobsWithTag("tag " + user, "trouble");
            case 2 -> context.cancelJob(latestJob.get(), "trouble");
            case 3 -> context.cancelStage(latestStage.get(), "trouble");
            case 4 -> context.cancelAllJobs();
            case 5 -> context.killTask(latestTask.get() + random.nextInt(8), random.nextBoolean(), "trouble");
            default -> {
                String executor = Integer.toString(random.nextInt(2));
                context.loseExecutor(executor, "trouble");
                context.addExecutor(executor, 2);
            }
        }
    }
}
