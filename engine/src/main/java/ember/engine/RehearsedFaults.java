// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.executor.TaskReports;
import ember.model.BarrierMethod;
import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.effect.Effect;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What happens on a cluster now and then, brought about on purpose, {@code ember.rehearse.faults}: of each stage's first attempt some
 * tasks are lost after they have run, some map outputs vanish, and at times an executor goes with all it has. A program that is right
 * gives the same results. Tasks of a barrier are left alone: they are allowed few attempts. Safe for use by many threads.
 */
final class RehearsedFaults {
    /** One task in so many is lost, another one's map output. */
    private static final int EVERY = 3;

    /** The first executor is lost when so many tasks were launched; each later one after so many times more. */
    private static final long FIRST_LOSS = 8;

    private final EmberContext context;
    private final int slots;
    private final Set<Long> toLose = ConcurrentHashMap.newKeySet();
    private final Set<Long> toDrop = ConcurrentHashMap.newKeySet();
    // Used by the engine's thread only.
    private long launches;
    private long nextLoss = FIRST_LOSS;

    /** @param slots of an executor that comes in the place of one that was lost */
    RehearsedFaults(EmberContext context, int slots) {
        this.context = context;
        this.slots = slots;
    }

    /** A task is about to start. */
    void launched(Effect.LaunchTask launch) {
        TaskAttempt attempt = launch.attempt();
        if (!launch.barrierAddresses().isEmpty()) {
            return;
        }
        if (attempt.stageAttempt() == 0) {
            if (attempt.attemptNumber() == 0 && attempt.index() % EVERY == 0) {
                toLose.add(attempt.taskId());
            } else if (attempt.index() % EVERY == 1 || attempt.stageId() % 2 == 0) {
                toDrop.add(attempt.taskId());
            }
        }
        if (++launches == nextLoss) {
            nextLoss *= FIRST_LOSS;
            String executor = attempt.executor();
            Thread thread = new Thread(() -> lose(executor), "ember-rehearsed-loss");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void lose(String executor) {
        try {
            context.loseExecutor(executor, "lost on purpose");
            context.addExecutor(executor, slots);
        } catch (IllegalStateException e) {
            // The context was stopped meanwhile: nothing more can be lost.
            LoggerFactory.getLogger(RehearsedFaults.class).debug("Executor {} was not lost", executor, e);
        }
    }

    /** What tasks report, and what is made of it. */
    TaskReports around(TaskReports reports) {
        return new Faulty(reports);
    }

    private final class Faulty implements TaskReports {
        private final TaskReports reports;

        private Faulty(TaskReports reports) {
            this.reports = reports;
        }

        @Override
        public void ended(long taskId, TaskEnd end) {
            boolean lost = toLose.remove(taskId);
            boolean dropped = toDrop.remove(taskId) || lost;
            if (!(end instanceof TaskEnd.Succeeded succeeded)) {
                reports.ended(taskId, end);
                return;
            }
            reports.ended(taskId, lost ? new TaskEnd.ResultLost() : end);
            MapOutput output = succeeded.mapOutput();
            if (dropped && output != null) {
                context.dropMapOutput(output.shuffleId(), output.mapPartition(), output.writer());
            }
        }

        @Override
        public boolean readsFigures() {
            return reports.readsFigures();
        }

        @Override
        public boolean requestCommit(long taskId) throws InterruptedException {
            return reports.requestCommit(taskId);
        }

        @Override
        public void barrierReached(long taskId, int epoch, BarrierMethod method, @Nullable String message) {
            reports.barrierReached(taskId, epoch, method, message);
        }
    }
}
