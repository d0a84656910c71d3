// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.ExecutorMetrics;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskInfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A stage attempt with its tasks and all sums that are shown of it. Guarded by the store's lock. */
final class DetailedStage extends LiveStage {
    private static final String POOL = "spark.scheduler.pool";

    private final int retainedTasks;
    private final List<DetailedJob> jobs = new ArrayList<>();
    private final TreeSet<Integer> jobIds = new TreeSet<>();
    private final DurationCounts durations = new DurationCounts();
    private final TaskTable tasks;
    private final BitSet madeIndices = new BitSet();
    private final Map<String, ExecutorSums> executors = new LinkedHashMap<>();
    private final Map<String, Integer> killReasons = new TreeMap<>();
    private final Map<String, Integer> localities = new TreeMap<>();
    private StageInfo info;
    private StageState state = StageState.PENDING;
    private @Nullable String description;
    private String pool = "default";
    private long firstLaunchMillis = StageInfo.ABSENT;
    private int killedTasks;
    private int droppedTasks;
    private final ExecutorSums speculative = new ExecutorSums();
    private int speculativeTasks;
    private long lostMillis;
    private long lostBytes;
    private long revision;

    DetailedStage(StageInfo info, Places places, int retainedTasks) {
        super(info);
        this.info = info;
        this.tasks = new TaskTable(places, Math.min(info.numTasks(), retainedTasks));
        this.retainedTasks = retainedTasks;
    }

    @Override
    void addJob(LiveJob job) {
        super.addJob(job);
        jobs.add((DetailedJob) job);
        jobIds.add(job.status().jobId());
    }

    @Override
    void jobEnded(LiveJob job) {
        super.jobEnded(job);
        if (state == StageState.PENDING || state == StageState.SKIPPED) {
            state = runningJobs == 0 ? StageState.SKIPPED : state;
            ((DetailedJob) job).stageSkipped(stageId(), numTasks());
        }
    }

    @Override
    void submitted(StageInfo submitted, Map<String, String> properties, @Nullable LiveStage before) {
        super.submitted(submitted, properties, before);
        info = submitted;
        state = StageState.ACTIVE;
        description = properties.get(JobStatus.DESCRIPTION_PROPERTY);
        pool = properties.getOrDefault(POOL, "default");
        if (before != null) {
            // The jobs that ended have no part in what runs now.
            for (DetailedJob job : ((DetailedStage) before).jobs) {
                if (job.isRunning()) {
                    jobs.add(job);
                }
            }
            jobIds.addAll(((DetailedStage) before).jobIds);
        }
        for (DetailedJob job : jobs) {
            job.stageSubmitted();
        }
    }

    @Override
    void completed(StageInfo completed) {
        super.completed(completed);
        info = completed;
        state = completed.failureReason() == null ? StageState.COMPLETE : StageState.FAILED;
        for (DetailedJob job : jobs) {
            job.stageCompleted(stageId(), state == StageState.FAILED);
        }
    }

    @Override
    void taskStarted(TaskInfo task) {
        super.taskStarted(task);
        if (firstLaunchMillis == StageInfo.ABSENT) {
            firstLaunchMillis = task.launchTimeMillis();
        }
        localities.merge(task.attempt().locality().name(), 1, Integer::sum);
        if (task.attempt().speculative()) {
            speculativeTasks++;
            speculative.started();
        }
        tasks.start(task);
        int excess = StatusLimits.excess(tasks.size(), retainedTasks);
        if (excess > 0) {
            int before = tasks.size();
            tasks.dropOldest(excess);
            droppedTasks += before - tasks.size();
        }
        executor(task).started();
        for (int i = 0; i < jobs.size(); i++) {
            jobs.get(i).taskStarted();
        }
    }

    private ExecutorSums executor(TaskInfo task) {
        return executors.computeIfAbsent(task.attempt().executor(), id -> new ExecutorSums());
    }

    @Override
    void gettingResult(TaskInfo task) {
        tasks.gettingResult(task);
    }

    @Override
    void taskEnded(EngineEvent.TaskEnded event) {
        super.taskEnded(event);
        TaskEnd end = event.end();
        TaskMetrics figures = tasks.end(event);
        boolean first = false;
        int index = event.task().attempt().index();
        if (end instanceof TaskEnd.Succeeded) {
            durations.add(event.task().finishTimeMillis() - event.task().launchTimeMillis());
            first = index < info.numTasks() && !madeIndices.get(index);
            if (first) {
                madeIndices.set(index);
            } else {
                lose(event, figures);
            }
        } else if (wasKilled(event)) {
            killedTasks++;
            killReasons.merge(killReason(end), 1, Integer::sum);
        }
        // What was lost after it was made is counted when it has been made again.
        if (!(end instanceof TaskEnd.Succeeded) && !(end instanceof TaskEnd.Resubmitted)) {
            lose(event, figures);
        }
        executor(event.task()).ended(event, figures);
        if (event.task().attempt().speculative()) {
            speculative.ended(event, figures);
        }
        for (int i = 0; i < jobs.size(); i++) {
            jobs.get(i).taskEnded(event, first);
        }
    }

    private void lose(EngineEvent.TaskEnded event, @Nullable TaskMetrics figures) {
        lostMillis += Math.max(0, event.task().finishTimeMillis() - event.task().launchTimeMillis());
        lostBytes += figures == null ? 0 : bytesMoved(figures);
    }

    private static long bytesMoved(TaskMetrics figures) {
        return figures.get(TaskMetric.INPUT_BYTES_READ)
                + figures.get(TaskMetric.OUTPUT_BYTES_WRITTEN)
                + figures.get(TaskMetric.LOCAL_BYTES_READ)
                + figures.get(TaskMetric.REMOTE_BYTES_READ)
                + figures.get(TaskMetric.SHUFFLE_BYTES_WRITTEN);
    }

    /** How far one of its tasks has come. @return whether that is news */
    boolean reported(long taskId, TaskMetrics figures) {
        return tasks.report(taskId, figures);
    }

    /** An executor on which it has tasks was measured. */
    void measured(String executor, ExecutorMetrics metrics) {
        executors.computeIfAbsent(executor, id -> new ExecutorSums()).measured(metrics);
    }

    static String killReason(TaskEnd end) {
        return end instanceof TaskEnd.Killed killed ? killed.reason() : end.errorString();
    }

    void excluded(String executor) {
        executors.computeIfAbsent(executor, id -> new ExecutorSums()).exclude();
    }

    /** @param now the number of the event that changed it, and its jobs */
    void changed(long now) {
        revision = now;
        for (int i = 0; i < jobs.size(); i++) {
            jobs.get(i).changed(now);
        }
    }

    long revision() {
        return revision;
    }

    TaskTable tasks() {
        return tasks;
    }

    StageInfo info() {
        return info;
    }

    StageState state() {
        return state;
    }

    String pool() {
        return pool;
    }

    StageView view() {
        Map<String, ExecutorSums> byExecutor = new LinkedHashMap<>();
        TaskMetrics.Builder sums = new TaskMetrics.Builder();
        executors.forEach((id, sum) -> {
            byExecutor.put(id, sum.copy());
            sums.add(sum.metrics());
        });
        TaskMetrics ended = sums.build();
        tasks.forEachReport((executor, figures) -> {
            byExecutor.computeIfAbsent(executor, id -> new ExecutorSums()).add(figures);
            sums.add(figures);
        });
        return new StageView(
                info,
                state,
                description,
                pool,
                List.copyOf(jobIds),
                firstLaunchMillis,
                activeTasks,
                completedTasks,
                failedTasks,
                killedTasks,
                madeIndices.cardinality(),
                tasks.size(),
                droppedTasks,
                tasks.version(),
                sums.build(),
                ended,
                byExecutor,
                new TreeMap<>(killReasons),
                new TreeMap<>(localities),
                new StageView.Speculative(
                        speculativeTasks,
                        speculative.activeTasks(),
                        speculative.succeededTasks(),
                        speculative.failedTasks(),
                        speculative.killedTasks()),
                durations.copy(),
                new StageView.Lost(lostMillis, lostBytes));
    }
}
