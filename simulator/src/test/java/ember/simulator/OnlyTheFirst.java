// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Hides from the scheduler what a reader found lost besides the output that it could not read; listeners are told as they should be. */
final class OnlyTheFirst implements Wire {
    private final Map<Long, TaskEnd> ends = new HashMap<>();

    @Override
    public void fact(SchedulerEvent event, Consumer<SchedulerEvent> scheduler) {
        if (event instanceof SchedulerEvent.TaskEnded ended && ended.end() instanceof TaskEnd.FetchFailed fetch) {
            ends.put(ended.taskId(), fetch);
            scheduler.accept(new SchedulerEvent.TaskEnded(ended.taskId(), fetch.with(fetch.metrics(), List.of())));
        } else {
            scheduler.accept(event);
        }
    }

    @Override
    public void effect(Effect effect, Consumer<Effect> cluster) {
        boolean told = effect instanceof Effect.Announce announce
                && announce.event() instanceof EngineEvent.TaskEnded ended
                && ended.end() instanceof TaskEnd.FetchFailed;
        cluster.accept(told ? whole((EngineEvent.TaskEnded) ((Effect.Announce) effect).event()) : effect);
    }

    private Effect whole(EngineEvent.TaskEnded event) {
        TaskEnd end = ends.getOrDefault(event.task().attempt().taskId(), event.end());
        return new Effect.Announce(new EngineEvent.TaskEnded(event.kind(), end, event.task(), event.metrics()));
    }
}
