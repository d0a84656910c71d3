// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ember.scheduler.Scheduler;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who takes the turns of the scheduler. An executor that joins is announced: that is the effect by which a turn shows. */
@Timeout(60)
class SchedulerLoopTest {
    private static final int THREADS = 4;
    private static final int FACTS = 5_000;

    private final Outbox outbox = new Outbox(LogLevel.WARN, () -> true);
    private final List<Throwable> broken = new ArrayList<>();
    /** On which threads effects were performed. Guarded by the loop's turns. */
    private final List<Thread> performers = new ArrayList<>();

    private Runnable inTurn = () -> {};
    private final SchedulerLoop loop;

    SchedulerLoopTest(@TempDir Path directory) {
        loop = new SchedulerLoop(
                new Scheduler(SchedulerConfig.DEFAULT, outbox), outbox, new Announced(), directory, broken::add);
    }

    private static SchedulerEvent joined(String id) {
        return new SchedulerEvent.ExecutorJoined(id, "localhost", 1);
    }

    @Test
    void aThreadThatHasNothingElseToDoTakesTheTurnItself() {
        loop.postAndTakeTurn(joined("a"));
        assertThat(performers).containsExactly(Thread.currentThread());
    }

    @Test
    void aThreadThatOnlyPostsLeavesTheTurnToTheLoop() throws Exception {
        loop.start();
        loop.post(joined("a"));
        loop.stop();
        assertThat(performers)
                .singleElement()
                .satisfies(performer -> assertThat(performer.getName()).isEqualTo("dag-scheduler-event-loop"));
    }

    @Test
    void whatIsPostedInATurnIsForALaterOne() throws Exception {
        loop.start();
        List<Integer> performedBefore = new ArrayList<>();
        inTurn = () -> {
            inTurn = () -> {};
            loop.postAndTakeTurn(joined("b"));
            performedBefore.add(performers.size());
        };
        loop.postAndTakeTurn(joined("a"));
        loop.stop();
        assertThat(performedBefore).containsExactly(1);
        assertThat(performers).hasSize(2);
    }

    @Test
    void noFactIsLostWhenManyThreadsTakeTurns() throws Exception {
        loop.start();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "executor " + thread + ".";
            threads.add(new Thread(() -> {
                try {
                    begin.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int fact = 0; fact < FACTS; fact++) {
                    if (fact % 3 == 0) {
                        loop.post(joined(name + fact));
                    } else {
                        loop.postAndTakeTurn(joined(name + fact));
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        loop.stop();
        assertThat(performers).hasSize(THREADS * FACTS);
        assertThat(broken).isEmpty();
    }

    @Test
    void aTurnThatStopsTheLoopDoesNotWaitForItself() throws Exception {
        loop.start();
        List<String> stopped = new ArrayList<>();
        inTurn = () -> {
            try {
                loop.stop();
                stopped.add("stopped");
            } catch (InterruptedException e) {
                stopped.add("interrupted");
            }
        };
        loop.postAndTakeTurn(joined("a"));
        loop.stop();
        assertThat(stopped).containsExactly("stopped");
    }

    @Test
    void aTurnThatBreaksIsToldAndIsTheLast() throws Exception {
        loop.start();
        IllegalStateException reason = new IllegalStateException("a broken invariant");
        inTurn = () -> {
            throw reason;
        };
        loop.postAndTakeTurn(joined("a"));
        loop.postAndTakeTurn(joined("b"));
        loop.stop();
        assertThat(broken).containsExactly(reason);
        assertThat(performers).hasSize(1);
    }

    private final class Announced implements SchedulerBackend {
        @Override
        public void announce(Effect.Announce effect) {
            performers.add(Thread.currentThread());
            inTurn.run();
        }

        @Override
        public void prepareStage(Effect.PrepareStage effect) {}

        @Override
        public void launchTask(Effect.LaunchTask effect) {}

        @Override
        public void killTask(Effect.KillTask effect) {}

        @Override
        public void applyAccumulators(Effect.ApplyAccumulators effect) {}

        @Override
        public void deliverResult(Effect.DeliverResult effect) {}

        @Override
        public void endJob(Effect.EndJob effect) {}

        @Override
        public void answerCommit(Effect.AnswerCommit effect) {}

        @Override
        public void answerBarrier(Effect.AnswerBarrier effect) {}

        @Override
        public void forgetShuffle(Effect.ForgetShuffle effect) {}

        @Override
        public void log(Effect.Log effect) {}
    }
}
