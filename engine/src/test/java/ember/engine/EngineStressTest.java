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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads use one engine while its executors come and go. */
class EngineStressTest {
    private static final int USERS = 4;
    private static final int JOBS_PER_USER = 250;
    private static final long MAX_NANOS = 12_000_000_000L;

    private final EmberContext context = EngineFixture.start(
            "local[4]",
            "ember.executors",
            "2",
            "spark.stage.maxConsecutiveAttempts",
            "1000",
            "ember.log.level",
            "ERROR");
    private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final Semaphore ended = new Semaphore(0);
    private final AtomicInteger right = new AtomicInteger();
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();
    private final long deadlineNanos = System.nanoTime() + MAX_NANOS;

    @Test
    @Timeout(60)
    void everyJobEndsRightlyOrCancelledWhileExecutorsComeAndGo() throws Exception {
        context.addListener(new EngineEvent.Handler() {
            @Override
            public void jobStarted(EngineEvent.JobStarted event) {
                open.add(event.jobId());
            }

            @Override
            public void jobEnded(EngineEvent.JobEnded event) {
                open.remove(event.jobId());
            }
        });
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
        context.stop();
        assertThat(wrong).isEmpty();
        assertThat(right).hasPositiveValue();
        assertThat(open).isEmpty();
        assertThat(EngineThreads.left()).isEmpty();
    }

    /** Sums by key, now and then from a cached RDD; every user's jobs are a group of their own. */
    private void use(int user) {
        Random random = new Random(user);
        context.localProperties().set("spark.jobGroup.id", "user " + user);
        context.localProperties().set("spark.job.interruptOnCancel", Boolean.toString(user % 2 == 0));
        Rdd<Map.Entry<Object, Object>> pairs = newPairs();
        for (int i = 0; i < JOBS_PER_USER && System.nanoTime() < deadlineNanos; i++) {
            try {
                switch (random.nextInt(4)) {
                    case 0 -> pairs.persist(StorageLevel.MEMORY_ONLY);
                    case 1 -> pairs.unpersist(true);
                    case 2 -> pairs = newPairs();
                    default -> {}
                }
                assertThat(collect(sumByKey(pairs, 2)))
                        .containsExactlyInAnyOrder(pair(0, 1683), pair(1, 1617), pair(2, 1650));
                right.incrementAndGet();
            } catch (Throwable e) {
                if (!String.valueOf(e.getMessage()).startsWith("cancelled: Job ")) {
                    wrong.add(e);
                }
            } finally {
                ended.release();
            }
        }
    }

    private Rdd<Map.Entry<Object, Object>> newPairs() {
        return map(numbers(context, 100, 4), i -> pair(i % 3, i));
    }

    /** After every few jobs an executor is lost and comes back, or a group is cancelled. */
    private void makeTrouble() {
        Random random = new Random(99);
        try {
            while (true) {
                ended.tryAcquire(3, 2, TimeUnit.SECONDS);
                if (random.nextBoolean()) {
                    String executor = Integer.toString(random.nextInt(2));
                    context.loseExecutor(executor, "trouble");
                    context.addExecutor(executor, 2);
                } else {
                    context.cancelJobGroup("user " + random.nextInt(USERS), false, "trouble");
                }
            }
        } catch (InterruptedException e) {
            // The users have gone.
            return;
        }
    }
}
