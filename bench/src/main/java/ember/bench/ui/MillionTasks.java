// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.ui;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the events of an application of a million tasks, in stages of a hundred thousand, on 32 cores. */
public final class MillionTasks {
    private static final int STAGES = 10;
    private static final int TASKS = 100_000;
    private static final int CORES = 32;
    private static final int MILLIS = 40;

    private MillionTasks() {}

    /** @return how many tasks were told */
    public static long tell(EngineEvent.Handler watcher, long startMillis) {
        watcher.applicationStarted(
                new EngineEvent.ApplicationStarted("A million tasks", "local-million", "me", startMillis));
        watcher.executorAdded(new EngineEvent.ExecutorAdded("driver", "host", CORES, startMillis));
        long taskId = 0;
        long time = startMillis;
        for (int id = 0; id < STAGES; id++) {
            StageInfo stage = stage(id);
            watcher.jobStarted(new EngineEvent.JobStarted(id, time, List.of(stage), Map.of()));
            watcher.stageSubmitted(new EngineEvent.StageSubmitted(stage.submitted(time), Map.of()));
            for (int first = 0; first < TASKS; first += CORES) {
                time += MILLIS + first % 7;
                taskId = wave(watcher, id, taskId, first, time);
            }
            time += MILLIS;
            watcher.stageCompleted(
                    new EngineEvent.StageCompleted(stage.submitted(startMillis).completed(time, null, null)));
            watcher.jobEnded(new EngineEvent.JobEnded(id, time, JobOutcome.SUCCEEDED));
        }
        return taskId;
    }

    private static long wave(EngineEvent.Handler watcher, int stage, long firstId, int first, long time) {
        List<EngineEvent.TaskEnded> ends = new ArrayList<>();
        long id = firstId;
        for (int index = first; index < Math.min(TASKS, first + CORES); index++) {
            long finish = time + MILLIS - index % 13;
            watcher.taskStarted(new EngineEvent.TaskStarted(task(stage, index, id, time, 0)));
            ends.add(new EngineEvent.TaskEnded(
                    TaskKind.SHUFFLE_MAP_TASK,
                    TaskEnd.Succeeded.WITHOUT_PAYLOAD,
                    task(stage, index, id, time, finish),
                    metrics(index, finish - time)));
            id++;
        }
        ends.forEach(watcher::taskEnded);
        return id;
    }

    private static StageInfo stage(int id) {
        return new StageInfo(
                id,
                0,
                "count at Program.java:" + id,
                "",
                TASKS,
                List.of(),
                List.of(),
                id,
                0,
                -1,
                -1,
                null,
                null,
                List.of(),
                null);
    }

    private static TaskInfo task(int stage, int index, long id, long launch, long finish) {
        TaskAttempt attempt = new TaskAttempt(
                id, stage, 0, index, index, index, 0, "driver", "host", TaskLocality.PROCESS_LOCAL, false);
        return new TaskInfo(attempt, launch, 0, finish, false, false, List.of(), TaskCause.First.INSTANCE);
    }

    /** What a map task reports: a dozen figures that differ. */
    private static TaskMetrics metrics(int index, long millis) {
        return new TaskMetrics.Builder()
                .add(TaskMetric.EXECUTOR_RUN_TIME, millis - 2)
                .add(TaskMetric.EXECUTOR_CPU_NANOS, (millis - 3) * 1_000_000 + index)
                .add(TaskMetric.EXECUTOR_DESERIALIZE_TIME, 1)
                .add(TaskMetric.JVM_GC_TIME, index % 3)
                .add(TaskMetric.RESULT_SIZE, 1200 + index % 100)
                .add(TaskMetric.INPUT_BYTES_READ, 130_000_000L + index)
                .add(TaskMetric.INPUT_RECORDS_READ, 1_000_000L + index)
                .add(TaskMetric.SHUFFLE_BYTES_WRITTEN, 5_000_000L + index)
                .add(TaskMetric.SHUFFLE_RECORDS_WRITTEN, 500_000L + index)
                .add(TaskMetric.SHUFFLE_WRITE_NANOS, 3_000_000L + index)
                .build();
    }
}
