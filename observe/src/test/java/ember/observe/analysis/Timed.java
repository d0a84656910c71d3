// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import ember.model.CallSite;
import ember.model.JobOutcome;
import ember.model.StorageLevel;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.RddInfo;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An application told in few words, with times, in milliseconds after its start. */
final class Timed {
    static final long START = 1_000_000;

    final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private long nextTask;

    Timed(int cores) {
        tell(new EngineEvent.ApplicationStarted("app", "app-1", "me", START));
        tell(new EngineEvent.ExecutorAdded("driver", "host", cores, START));
    }

    Timed tell(EngineEvent event) {
        event.deliverTo(store);
        return this;
    }

    static StageInfo stage(int id, int tasks, List<Integer> parents, List<RddInfo> rdds) {
        return new StageInfo(
                id,
                0,
                "count at Program.java:" + id,
                "",
                tasks,
                rdds,
                parents,
                -1,
                0,
                -1,
                -1,
                null,
                null,
                List.of(),
                null);
    }

    static RddInfo kept(int id, int partitions) {
        return new RddInfo(
                id,
                "kept",
                "MapPartitionsRDD",
                partitions,
                StorageLevel.MEMORY_ONLY,
                false,
                List.of(),
                new CallSite("map at Program.java:1", ""),
                null,
                "DETERMINATE");
    }

    Timed jobStarted(int id, long at, StageInfo... stages) {
        return tell(new EngineEvent.JobStarted(id, START + at, List.of(stages), Map.of()));
    }

    Timed jobEnded(int id, long at) {
        return tell(new EngineEvent.JobEnded(id, START + at, JobOutcome.SUCCEEDED));
    }

    /** Tasks are pairs: when each was launched, how long it ran. */
    Timed stageRan(StageInfo stage, long... launchesAndDurations) {
        long end = 0;
        tell(new EngineEvent.StageSubmitted(stage.submitted(START + launchesAndDurations[0]), Map.of()));
        List<EngineEvent> ends = new ArrayList<>();
        for (int i = 0; i < launchesAndDurations.length; i += 2) {
            long launch = START + launchesAndDurations[i];
            long finish = launch + launchesAndDurations[i + 1];
            end = Math.max(end, finish);
            tell(new EngineEvent.TaskStarted(task(stage.stageId(), i / 2, nextTask, launch, 0)));
            TaskMetrics metrics = new TaskMetrics.Builder()
                    .add(TaskMetric.EXECUTOR_RUN_TIME, finish - launch)
                    .add(TaskMetric.JVM_GC_TIME, (finish - launch) / 2)
                    .build();
            ends.add(new EngineEvent.TaskEnded(
                    TaskKind.RESULT_TASK,
                    TaskEnd.Succeeded.WITHOUT_PAYLOAD,
                    task(stage.stageId(), i / 2, nextTask, launch, finish),
                    metrics));
            nextTask++;
        }
        ends.forEach(this::tell);
        return tell(new EngineEvent.StageCompleted(stage.submitted(START).completed(end, null, null)));
    }

    private static TaskInfo task(int stageId, int index, long id, long launch, long finish) {
        TaskAttempt attempt = new TaskAttempt(
                id, stageId, 0, index, index, index, 0, "driver", "host", TaskLocality.PROCESS_LOCAL, false);
        return new TaskInfo(attempt, launch, 0, finish, false, false, List.of(), TaskCause.First.INSTANCE);
    }

    AllTasks tasks() {
        return AllTasks.of(store, START);
    }

    Estimate estimate() {
        return new Estimate(store, tasks(), START);
    }
}
