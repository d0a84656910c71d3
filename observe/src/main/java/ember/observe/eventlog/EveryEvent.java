// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.event.EngineEvent;
import java.util.function.Consumer;

/** Passes on every event, whatever it is. */
final class EveryEvent implements EngineEvent.Handler {
    private final Consumer<EngineEvent> to;

    EveryEvent(Consumer<EngineEvent> to) {
        this.to = to;
    }

    @Override
    public void applicationStarted(EngineEvent.ApplicationStarted event) {
        to.accept(event);
    }

    @Override
    public void applicationEnded(EngineEvent.ApplicationEnded event) {
        to.accept(event);
    }

    @Override
    public void environmentUpdated(EngineEvent.EnvironmentUpdated event) {
        to.accept(event);
    }

    @Override
    public void jobStarted(EngineEvent.JobStarted event) {
        to.accept(event);
    }

    @Override
    public void jobEnded(EngineEvent.JobEnded event) {
        to.accept(event);
    }

    @Override
    public void stageSubmitted(EngineEvent.StageSubmitted event) {
        to.accept(event);
    }

    @Override
    public void stageCompleted(EngineEvent.StageCompleted event) {
        to.accept(event);
    }

    @Override
    public void taskStarted(EngineEvent.TaskStarted event) {
        to.accept(event);
    }

    @Override
    public void taskGettingResult(EngineEvent.TaskGettingResult event) {
        to.accept(event);
    }

    @Override
    public void taskEnded(EngineEvent.TaskEnded event) {
        to.accept(event);
    }

    @Override
    public void executorAdded(EngineEvent.ExecutorAdded event) {
        to.accept(event);
    }

    @Override
    public void executorRemoved(EngineEvent.ExecutorRemoved event) {
        to.accept(event);
    }

    @Override
    public void executorExcluded(EngineEvent.ExecutorExcluded event) {
        to.accept(event);
    }

    @Override
    public void executorExcludedForStage(EngineEvent.ExecutorExcludedForStage event) {
        to.accept(event);
    }

    @Override
    public void executorUnexcluded(EngineEvent.ExecutorUnexcluded event) {
        to.accept(event);
    }

    @Override
    public void nodeExcluded(EngineEvent.NodeExcluded event) {
        to.accept(event);
    }

    @Override
    public void nodeExcludedForStage(EngineEvent.NodeExcludedForStage event) {
        to.accept(event);
    }

    @Override
    public void nodeUnexcluded(EngineEvent.NodeUnexcluded event) {
        to.accept(event);
    }

    @Override
    public void executorMetricsUpdated(EngineEvent.ExecutorMetricsUpdated event) {
        to.accept(event);
    }

    @Override
    public void stageExecutorMetrics(EngineEvent.StageExecutorMetrics event) {
        to.accept(event);
    }

    @Override
    public void blockUpdated(EngineEvent.BlockUpdated event) {
        to.accept(event);
    }

    @Override
    public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
        to.accept(event);
    }

    @Override
    public void blockManagerAdded(EngineEvent.BlockManagerAdded event) {
        to.accept(event);
    }

    @Override
    public void resourceProfileAdded(EngineEvent.ResourceProfileAdded event) {
        to.accept(event);
    }
}
