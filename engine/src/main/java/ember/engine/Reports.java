// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.executor.TaskReports;
import ember.model.BarrierMethod;
import ember.model.TaskEnd;
import ember.scheduler.event.SchedulerEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What tasks report becomes facts for the scheduler.
 *
 * @param post called in the midst of a task
 * @param postLast called when nothing of a task is left to do on its thread
 */
record Reports(Consumer<SchedulerEvent> post, Consumer<SchedulerEvent> postLast, EffectRunner effects)
        implements TaskReports {
    @Override
    public void ended(long taskId, TaskEnd end) {
        postLast.accept(new SchedulerEvent.TaskEnded(taskId, end));
    }

    @Override
    public boolean readsFigures() {
        return effects.readsFigures();
    }

    @Override
    public boolean requestCommit(long taskId) throws InterruptedException {
        return effects.askToCommit(taskId);
    }

    @Override
    public void barrierReached(long taskId, int epoch, BarrierMethod method, @Nullable String message) {
        post.accept(new SchedulerEvent.BarrierReached(taskId, epoch, method, message));
    }
}
