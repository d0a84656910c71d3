// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.ExecutorMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskInfo;
import ember.model.event.TaskProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is shown of an application: the projection of its events that pages and REST ask, fed by a running engine or by an
 * event log.
 *
 * <p>Told on the engine's threads, asked by any. Answers are snapshots; what takes long is worked out of them without the lock.
 */
public final class ApplicationStore extends StatusStore {
    private final Places places = new Places();
    private final Map<String, EngineEvent.BlockManagerAdded> memory = new LinkedHashMap<>();
    private final List<DetailedExecutor> deadExecutors = new ArrayList<>();
    private final CachedRdds rdds = new CachedRdds();
    private final MemoryHistory measurements = new MemoryHistory();
    private final List<EngineEvent.ResourceProfileAdded> profiles = new ArrayList<>();
    private volatile boolean shown;
    private EngineEvent.@Nullable EnvironmentUpdated environment;
    private final Changes changes = new Changes();
    private final Exclusions exclusions = new Exclusions(this);
    private ApplicationView application = new ApplicationView("", "", "", StageInfo.ABSENT, StageInfo.ABSENT);

    public ApplicationStore(StatusLimits limits) {
        super(limits);
    }

    @Override
    LiveJob newJob(EngineEvent.JobStarted event) {
        return new DetailedJob(event);
    }

    @Override
    LiveStage newStage(StageInfo info) {
        return new DetailedStage(info, places, limits().tasks());
    }

    @Override
    LiveExecutor newExecutor(EngineEvent.ExecutorAdded event) {
        return new DetailedExecutor(event);
    }

    @Override
    public synchronized void jobStarted(EngineEvent.JobStarted event) {
        super.jobStarted(event);
        changes.seen(event.timeMillis());
        changes.note(jobs.get(event.jobId()), stages);
    }

    @Override
    public synchronized void jobEnded(EngineEvent.JobEnded event) {
        LiveJob job = jobs.get(event.jobId());
        super.jobEnded(event);
        changes.seen(event.timeMillis());
        changes.note(job, stages);
    }

    @Override
    public synchronized void taskStarted(EngineEvent.TaskStarted event) {
        super.taskStarted(event);
        noteTask(event.task());
    }

    @Override
    public synchronized void taskGettingResult(EngineEvent.TaskGettingResult event) {
        super.taskGettingResult(event);
        noteTask(event.task());
    }

    @Override
    public synchronized void taskEnded(EngineEvent.TaskEnded event) {
        super.taskEnded(event);
        noteTask(event.task());
    }

    private void noteTask(TaskInfo task) {
        changes.seen(Math.max(task.launchTimeMillis(), task.finishTimeMillis()));
        changes.note(stageOf(task.attempt().stageId(), task.attempt().stageAttempt()));
    }

    @Override
    public synchronized void applicationStarted(EngineEvent.ApplicationStarted event) {
        application = new ApplicationView(
                event.applicationId(), event.name(), event.user(), event.timeMillis(), StageInfo.ABSENT);
        changes.noteOther();
    }

    @Override
    public synchronized void applicationEnded(EngineEvent.ApplicationEnded event) {
        application = new ApplicationView(
                application.id(),
                application.name(),
                application.user(),
                application.startMillis(),
                event.timeMillis());
        changes.noteOther();
    }

    @Override
    public synchronized void environmentUpdated(EngineEvent.EnvironmentUpdated event) {
        environment = event;
    }

    @Override
    public synchronized void resourceProfileAdded(EngineEvent.ResourceProfileAdded event) {
        profiles.add(event);
    }

    @Override
    public synchronized void stageSubmitted(EngineEvent.StageSubmitted event) {
        super.stageSubmitted(event);
        changes.note(stages.get(event.stage().stageId()));
        rdds.describe(event.stage().rddInfos());
    }

    @Override
    public synchronized void stageCompleted(EngineEvent.StageCompleted event) {
        super.stageCompleted(event);
        changes.note(stageOf(event.stage().stageId(), event.stage().attempt()));
        for (LiveExecutor executor : executors.values()) {
            ((DetailedExecutor) executor).stageEnded(event.stage().stageId());
        }
    }

    @Override
    public boolean readsFigures() {
        return shown;
    }

    @Override
    public boolean mayReadFigures() {
        return true;
    }

    /** From now on somebody can look at it: what takes time to measure is worth it. */
    public void show() {
        shown = true;
    }

    @Override
    public synchronized void executorMetricsUpdated(EngineEvent.ExecutorMetricsUpdated event) {
        changes.noteOther();
        long now = shown ? System.currentTimeMillis() : changes.latestMillis();
        measurements.add(event.executor(), now, event.metrics(), rdds.diskBytes(event.executor()));
        measured(event.executor(), event.metrics());
        for (TaskProgress task : event.tasks()) {
            measured(event.executor(), task.stageId(), task.stageAttempt(), event.metrics());
            LiveStage stage = stageOfRunning(task.taskId());
            if (stage != null && ((DetailedStage) stage).reported(task.taskId(), task.metrics())) {
                changes.note(stage);
            }
        }
    }

    @Override
    public synchronized void stageExecutorMetrics(EngineEvent.StageExecutorMetrics event) {
        measurements.add(event.executor(), changes.latestMillis(), event.metrics(), rdds.diskBytes(event.executor()));
        measured(event.executor(), event.metrics());
        measured(event.executor(), event.stageId(), event.stageAttempt(), event.metrics());
    }

    private void measured(String executor, ExecutorMetrics metrics) {
        LiveExecutor known = executors.get(executor);
        if (known != null) {
            ((DetailedExecutor) known).measured(metrics);
        }
    }

    private void measured(String executor, int stageId, int attempt, ExecutorMetrics metrics) {
        LiveStage stage = stageOf(stageId, attempt);
        if (stage != null) {
            ((DetailedStage) stage).measured(executor, metrics);
        }
    }

    @Override
    public synchronized void blockManagerAdded(EngineEvent.BlockManagerAdded event) {
        memory.put(event.executor(), event);
        if (!executors.containsKey(event.executor())) {
            executorAdded(new EngineEvent.ExecutorAdded(event.executor(), event.host(), 0, event.timeMillis()));
        }
    }

    @Override
    public synchronized void executorRemoved(EngineEvent.ExecutorRemoved event) {
        LiveExecutor executor = executors.get(event.executor());
        super.executorRemoved(event);
        if (executor == null) {
            return;
        }
        ((DetailedExecutor) executor).removed(event);
        deadExecutors.add((DetailedExecutor) executor);
        if (deadExecutors.size() > limits().deadExecutors()) {
            deadExecutors.remove(0);
        }
        rdds.executorRemoved(event.executor(), changes.latestMillis());
    }

    @Override
    public synchronized void blockUpdated(EngineEvent.BlockUpdated event) {
        super.blockUpdated(event);
        changes.noteOther();
        rdds.update(event, changes.latestMillis());
    }

    @Override
    public synchronized void rddUnpersisted(EngineEvent.RddUnpersisted event) {
        super.rddUnpersisted(event);
        changes.noteOther();
        rdds.unpersisted(event.rddId(), changes.latestMillis());
    }

    @Override
    public synchronized void executorExcluded(EngineEvent.ExecutorExcluded event) {
        exclusions.executor(event.executor(), true);
    }

    @Override
    public synchronized void executorUnexcluded(EngineEvent.ExecutorUnexcluded event) {
        exclusions.executor(event.executor(), false);
    }

    @Override
    public synchronized void nodeExcluded(EngineEvent.NodeExcluded event) {
        exclusions.host(event.host(), true);
    }

    @Override
    public synchronized void nodeUnexcluded(EngineEvent.NodeUnexcluded event) {
        exclusions.host(event.host(), false);
    }

    @Override
    public synchronized void executorExcludedForStage(EngineEvent.ExecutorExcludedForStage event) {
        exclusions.executorInStage(event.executor(), event.stageId(), event.stageAttempt());
    }

    @Override
    public synchronized void nodeExcludedForStage(EngineEvent.NodeExcludedForStage event) {
        exclusions.hostInStage(event.host(), event.stageId(), event.stageAttempt());
    }

    /** What is known of the application; of one that has not started, nothing. */
    public synchronized ApplicationView application() {
        return application;
    }

    /** Null: it was not told. */
    public synchronized EngineEvent.@Nullable EnvironmentUpdated environment() {
        return environment;
    }

    public synchronized List<EngineEvent.ResourceProfileAdded> resourceProfiles() {
        return List.copyOf(profiles);
    }

    /** How many events have changed what is shown, so far. Read without the lock: it costs a look at one field. */
    public long revision() {
        return changes.revision();
    }

    /**
     * What has changed since.
     *
     * @param revision of the answer before; 0: everything is wanted
     */
    public synchronized ChangedViews changedSince(long revision) {
        return changes.since(revision, application, this);
    }

    /** Remembered jobs, the newest first. */
    public synchronized List<JobView> jobViews() {
        List<JobView> views = new ArrayList<>(jobs.size());
        for (LiveJob job : jobs.values()) {
            views.add(((DetailedJob) job).view());
        }
        views.sort((a, b) -> Integer.compare(b.status().jobId(), a.status().jobId()));
        return views;
    }

    /** Null: never heard of, or forgotten. */
    public synchronized @Nullable JobView jobView(int jobId) {
        LiveJob job = jobs.get(jobId);
        return job == null ? null : ((DetailedJob) job).view();
    }

    /** All attempts of remembered stages, the newest stage first, and of each the newest attempt. */
    public synchronized List<StageView> stageViews() {
        List<LiveStage> newestFirst = new ArrayList<>(stages.values());
        newestFirst.sort((a, b) -> Integer.compare(b.stageId(), a.stageId()));
        List<StageView> views = new ArrayList<>(newestFirst.size());
        for (LiveStage stage : newestFirst) {
            addAttempts(stage, views);
        }
        return views;
    }

    /** All attempts of a stage, the newest first; none: never heard of, or forgotten. */
    public synchronized List<StageView> stageAttempts(int stageId) {
        List<StageView> views = new ArrayList<>();
        addAttempts(stages.get(stageId), views);
        return views;
    }

    private static void addAttempts(@Nullable LiveStage latest, List<StageView> views) {
        for (LiveStage stage = latest; stage != null; stage = stage.previous) {
            views.add(((DetailedStage) stage).view());
        }
    }

    /** Null: never heard of, or forgotten. */
    public synchronized @Nullable StageView stageView(int stageId, int attempt) {
        LiveStage stage = stageOf(stageId, attempt);
        return stage == null ? null : ((DetailedStage) stage).view();
    }

    /**
     * The tasks of a stage attempt.
     *
     * @param nowMillis until when tasks that run have lasted
     * @return null: the stage attempt was never heard of, or forgotten
     */
    public synchronized @Nullable StageTasks tasks(int stageId, int attempt, long nowMillis) {
        DetailedStage stage = (DetailedStage) stageOf(stageId, attempt);
        return stage == null ? null : new StageTasks(stage.info(), stage.tasks().snapshot(), nowMillis);
    }

    /** Executors that are alive, in the order in which they came, then those that are gone. */
    public synchronized List<ExecutorView> executorViews() {
        Map<String, RddStorage.Held> held = rdds.byExecutor();
        List<ExecutorView> views = new ArrayList<>();
        for (LiveExecutor executor : executors.values()) {
            RddStorage.Held here = held.getOrDefault(executor.executor(), RddStorage.Held.NOTHING);
            views.add(((DetailedExecutor) executor).view(memory.get(executor.executor()), here));
        }
        for (DetailedExecutor executor : deadExecutors) {
            views.add(executor.view(memory.get(executor.executor()), RddStorage.Held.NOTHING));
        }
        return views;
    }

    /** RDDs of which something is cached, by id. */
    public synchronized List<RddView> rddViews() {
        Map<String, ExecutorView> byId = new LinkedHashMap<>();
        for (ExecutorView executor : executorViews()) {
            byId.putIfAbsent(executor.id(), executor);
        }
        return rdds.views(byId);
    }

    /** RDDs that were to be kept: those that were given up, then the others. */
    public synchronized List<CacheHistory> cacheHistories() {
        return rdds.histories(changes.latestMillis());
    }

    /** What was measured of each executor, in the order of time; nothing if nothing was. */
    public synchronized Map<String, List<Measured>> measurements() {
        return measurements.snapshot();
    }

    /** The latest time that an event told. */
    public synchronized long latestMillis() {
        return changes.latestMillis();
    }
}
