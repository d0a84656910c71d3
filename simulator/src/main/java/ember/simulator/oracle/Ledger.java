// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.task.PoolSettings;
import ember.simulator.scenario.StageModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler has been told and what it has ordered: the common memory of all oracles. Updated before any of them looks.
 */
public final class Ledger extends Watcher {
    static final long NANOS_PER_MILLI = 1_000_000;

    /** What a success comes to after another attempt's. */
    private static final TaskEnd TOO_LATE =
            new TaskEnd.Killed("Finish but did not commit due to another attempt succeeded", null, null);

    private final Map<String, Executor> executors = new HashMap<>();
    private final Map<Long, Task> tasks = new LinkedHashMap<>();
    private final Map<Integer, Job> jobs = new LinkedHashMap<>();
    private final Map<Integer, Stage> stages = new LinkedHashMap<>();
    private final Map<Long, Task> runningTasks = new LinkedHashMap<>();
    private @Nullable Task justEnded;
    private final List<Task> lostTasks = new ArrayList<>();
    private final int slotsPerTask;
    /** Nanoseconds since the world began. */
    long nowNanos;

    private int now;
    private boolean stopped;

    /** @param slotsPerTask how many slots each task takes */
    Ledger(int slotsPerTask) {
        this.slotsPerTask = slotsPerTask;
    }

    /** One life of an executor as told. Its slots are as many as it can run tasks. */
    static final class Executor {
        final String id;
        final String host;
        final int slots;
        int busy;
        /** When its loss was told, counted in facts; -1: it was not. */
        int lostAt = -1;

        Executor(String id, String host, int slots) {
            this.id = id;
            this.host = host;
            this.slots = slots;
        }
    }

    /** A launched task attempt. */
    static final class Task {
        final TaskAttempt attempt;
        final StageModel model;
        final Executor executor;
        /** The pool that its job named. */
        final String pool;
        /** How it ended, for the scheduler: the first end that was told while it ran; null: it runs. */
        @Nullable
        TaskEnd end;
        /** Whether the scheduler asked it to end. */
        boolean killed;
        /** Whether what it makes was taken back before it was made. */
        boolean rolledBack;
        /** The other attempt of the task, whose success made this one useless; null: it is not. */
        @Nullable
        Task supersededBy;

        Task(TaskAttempt attempt, StageModel model, Executor executor, String pool) {
            this.attempt = attempt;
            this.pool = pool;
            this.model = model;
            this.executor = executor;
        }

        boolean succeeded() {
            return end instanceof TaskEnd.Succeeded;
        }
    }

    /** A stage as it was announced. */
    static final class Stage {
        final int id;
        final Set<Job> jobs = new LinkedHashSet<>();
        final List<Task> running = new ArrayList<>();

        Stage(int id) {
            this.id = id;
        }

        boolean isWanted() {
            for (Job job : jobs) {
                if (!job.ended) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A submitted job. */
    static final class Job {
        final JobPlan plan;
        final List<StageInfo> stages = new ArrayList<>();
        /** Why it may end as cancelled; null: nobody asked for that. */
        @Nullable
        String cancelledBy;

        boolean ended;

        Job(JobPlan plan) {
            this.plan = plan;
        }
    }

    /** The pool that a job names with its properties. */
    static String poolOf(Map<String, String> properties) {
        return properties.getOrDefault(PoolSettings.POOL_PROPERTY, PoolSettings.DEFAULT_POOL);
    }

    /** How many facts were told until now. */
    int now() {
        return now;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Another running attempt of the same task of the same stage attempt; null: none. */
    @Nullable
    Task otherCopy(Task task) {
        for (Task other : stage(task.attempt.stageId()).running) {
            if (other != task
                    && other.attempt.stageAttempt() == task.attempt.stageAttempt()
                    && other.attempt.index() == task.attempt.index()) {
                return other;
            }
        }
        return null;
    }

    /** The executors that are there. */
    List<Executor> livingExecutors() {
        List<Executor> living = new ArrayList<>();
        for (Executor executor : executors.values()) {
            if (executor.lostAt < 0) {
                living.add(executor);
            }
        }
        return living;
    }

    /** Whether some living executor could run another task. */
    boolean hasFreeSlots() {
        for (Executor executor : executors.values()) {
            if (executor.lostAt < 0 && executor.busy < executor.slots) {
                return true;
            }
        }
        return false;
    }

    /** A living executor; null: none has this id. */
    @Nullable
    Executor executor(String id) {
        Executor executor = executors.get(id);
        return executor == null || executor.lostAt >= 0 ? null : executor;
    }

    /** A task that was launched. */
    Task task(long taskId) {
        Task task = tasks.get(taskId);
        if (task == null) {
            throw new Violation("task " + taskId + " was never launched");
        }
        return task;
    }

    /** The task whose end is being told, if this is the end that counts; else null. */
    @Nullable
    Task justEnded() {
        return justEnded;
    }

    /** The tasks that ran on the executor whose loss is being told; else none. */
    List<Task> lostTasks() {
        return lostTasks;
    }

    boolean isKnown(long taskId) {
        return tasks.containsKey(taskId);
    }

    Collection<Task> runningTasks() {
        return runningTasks.values();
    }

    Collection<Job> jobs() {
        return jobs.values();
    }

    Job job(int jobId) {
        Job job = jobs.get(jobId);
        if (job == null) {
            throw new Violation("job " + jobId + " was never submitted");
        }
        return job;
    }

    Stage stage(int stageId) {
        Stage stage = stages.get(stageId);
        if (stage == null) {
            throw new Violation("stage " + stageId + " was never announced with a job");
        }
        return stage;
    }

    Collection<Stage> stages() {
        return stages.values();
    }

    @Override
    public void factComes() {
        now++;
        justEnded = null;
        lostTasks.clear();
    }

    @Override
    public void jobSubmitted(SchedulerEvent.JobSubmitted event) {
        jobs.put(event.plan().jobId(), new Job(event.plan()));
    }

    @Override
    public void executorJoined(SchedulerEvent.ExecutorJoined event) {
        executors.put(event.executor(), new Executor(event.executor(), event.host(), event.slots() / slotsPerTask));
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        Executor executor = executor(event.executor());
        if (executor == null) {
            return;
        }
        executor.lostAt = now;
        TaskEnd end = new TaskEnd.ExecutorLost(event.executor(), event.causedByApp(), event.reason());
        for (Task task : List.copyOf(runningTasks.values())) {
            if (task.executor == executor) {
                finish(task, end);
                lostTasks.add(task);
            }
        }
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        Task task = runningTasks.get(event.taskId());
        if (task != null) {
            finish(task, event.end());
            justEnded = task;
        }
    }

    private void finish(Task task, TaskEnd told) {
        boolean tooLate = task.supersededBy != null && told instanceof TaskEnd.Succeeded;
        task.end = tooLate ? TOO_LATE : told;
        task.executor.busy--;
        runningTasks.remove(task.attempt.taskId());
        stage(task.attempt.stageId()).running.remove(task);
    }

    @Override
    public void engineStopped(SchedulerEvent.EngineStopped event) {
        stopped = true;
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt attempt = effect.attempt();
        Executor executor = executor(attempt.executor());
        Violation.unless(executor != null, "launched on an executor that is not there", attempt);
        Task task = new Task(
                attempt, (StageModel) effect.work(), Objects.requireNonNull(executor), poolOf(effect.properties()));
        task.executor.busy++;
        Violation.unless(tasks.put(attempt.taskId(), task) == null, "a task id was used twice", attempt);
        runningTasks.put(attempt.taskId(), task);
        stage(attempt.stageId()).running.add(task);
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        Task task = task(effect.taskId());
        task.killed = true;
        task.rolledBack |= effect.reason().startsWith("Stage cancelled: rollback of ")
                || effect.reason().contains(" from barrier stage ");
        if (effect.reason().equals("another attempt succeeded")) {
            task.supersededBy = justEnded;
        }
    }

    /** An output is lost: whoever makes it now is not too late. */
    private void resubmitted(TaskAttempt attempt) {
        for (Task task : runningTasks.values()) {
            if (task.supersededBy != null && task.supersededBy.attempt.equals(attempt)) {
                task.supersededBy = null;
            }
        }
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.TaskEnded ended && ended.end() instanceof TaskEnd.Resubmitted) {
            resubmitted(ended.task().attempt());
        }
        if (effect.event() instanceof EngineEvent.JobStarted started) {
            Job job = job(started.jobId());
            job.stages.addAll(started.stages());
            for (StageInfo info : started.stages()) {
                stages.computeIfAbsent(info.stageId(), Stage::new).jobs.add(job);
            }
        }
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        job(effect.jobId()).ended = true;
    }
}
