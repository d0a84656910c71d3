// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.executor.TaskReports;
import ember.model.BarrierMethod;
import ember.model.TaskEnd;
import ember.scheduler.event.SchedulerEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What tasks report becomes facts for the scheduler. */
record Reports(Consumer<SchedulerEvent> post, EffectRunner effects) implements TaskReports {
    @Override
    public void ended(long taskId, TaskEnd end) {
        post.accept(new SchedulerEvent.TaskEnded(taskId, end));
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
