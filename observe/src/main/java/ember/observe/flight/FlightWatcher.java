// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.flight;

import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.flight.Flight;
import ember.model.flight.JobEvent;
import ember.model.flight.StageEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the JVM's flight recorder of jobs and stages, if anybody records; what began before is not told. Tasks tell of themselves, on
 * their threads.
 */
public final class FlightWatcher implements EngineEvent.Handler {
    private final Map<Integer, JobEvent> jobs = new HashMap<>();
    private final Map<StageKey, StageEvent> stages = new HashMap<>();

    private record StageKey(int stageId, int attempt) {}

    @Override
    public boolean readsFigures() {
        return false;
    }

    @Override
    public synchronized void jobStarted(EngineEvent.JobStarted event) {
        JobEvent job = Flight.job(event);
        if (job != null) {
            jobs.put(event.jobId(), job);
        }
    }

    @Override
    public synchronized void jobEnded(EngineEvent.JobEnded event) {
        JobEvent job = jobs.remove(event.jobId());
        if (job != null) {
            job.ended(event.outcome());
        }
    }

    @Override
    public synchronized void stageSubmitted(EngineEvent.StageSubmitted event) {
        StageEvent stage = Flight.stage(event.stage());
        if (stage != null) {
            stages.put(key(event.stage()), stage);
        }
    }

    @Override
    public synchronized void stageCompleted(EngineEvent.StageCompleted event) {
        StageEvent stage = stages.isEmpty() ? null : stages.remove(key(event.stage()));
        if (stage != null) {
            stage.ended(event.stage());
        }
    }

    private static StageKey key(StageInfo stage) {
        return new StageKey(stage.stageId(), stage.attempt());
    }
}
