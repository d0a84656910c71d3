// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.BarrierMethod;
import ember.model.TaskAttempt;
import ember.rdd.BarrierGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a barrier task wait for the others of its attempt. The task's thread waits; answers and kills come from others. */
final class BarrierSync implements BarrierGroup {
    private static final long TOLD_EVERY_MILLIS = 60_000;

    private final RunningTask task;
    private final TaskReports reports;
    private final List<String> addresses;
    private int epoch;
    /** Guarded by this. */
    private @Nullable Answer answer;

    private record Answer(
            List<@Nullable String> messages, @Nullable String failure) {}

    BarrierSync(RunningTask task, TaskReports reports, List<String> addresses) {
        this.task = task;
        this.reports = reports;
        this.addresses = addresses;
    }

    @Override
    public List<String> addresses() {
        return addresses;
    }

    @Override
    public List<@Nullable String> sync(BarrierMethod method, @Nullable String message) throws Exception {
        long startMillis = System.currentTimeMillis();
        tell("has entered the global sync");
        synchronized (this) {
            answer = null;
        }
        reports.barrierReached(task.taskAttemptId(), epoch, method, message);
        boolean all = false;
        try {
            Answer answered = awaitAnswer(startMillis);
            String failure = answered.failure();
            if (failure != null) {
                throw task.failures().failure(failure, null);
            }
            all = true;
            epoch++;
            return answered.messages();
        } finally {
            tell(all ? "finished global sync successfully" : "failed to perform global sync", startMillis);
        }
    }

    private synchronized Answer awaitAnswer(long startMillis) throws InterruptedException {
        while (answer == null) {
            task.throwIfKilled();
            wait(TOLD_EVERY_MILLIS);
            if (System.currentTimeMillis() - startMillis >= TOLD_EVERY_MILLIS) {
                tell("waiting under the global sync since " + startMillis, startMillis);
            }
        }
        return answer;
    }

    synchronized void answered(List<@Nullable String> messages, @Nullable String failure) {
        answer = new Answer(messages, failure);
        notifyAll();
    }

    /** The task was killed: it need not wait any longer. */
    synchronized void wake() {
        notifyAll();
    }

    private void tell(String what, long startMillis) {
        tell(what + ", waited for " + (System.currentTimeMillis() - startMillis) + " ms,");
    }

    private void tell(String what) {
        Logger log = LoggerFactory.getLogger("BarrierTaskContext");
        if (log.isInfoEnabled()) {
            TaskAttempt attempt = task.attempt();
            log.info(
                    "Task {} from Stage {}(Attempt {}) {} current barrier epoch is {}.",
                    attempt.taskId(),
                    attempt.stageId(),
                    attempt.stageAttempt(),
                    what,
                    epoch);
        }
    }
}
