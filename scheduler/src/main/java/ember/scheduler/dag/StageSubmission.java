// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutputs;
import ember.model.TaskLocation;
import ember.model.event.StageCause;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.effect.PartitionList;
import ember.scheduler.task.OutputCommitCoordinator;
import ember.scheduler.task.TaskScheduler;
import ember.scheduler.task.TaskSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts stages: parents first, then what is missing of the stage itself, and its children once all is there.
 *
 * <p>Work lists are explicit, for lineage may be thousands of stages deep.
 */
final class StageSubmission {
    private static final Comparator<Stage> BY_FIRST_JOB =
            Comparator.comparingInt(Stage::firstJobId).thenComparingInt(Stage::id);

    private static final int SHUFFLE_PREF_MAP_THRESHOLD = 1000;
    private static final int SHUFFLE_PREF_REDUCE_THRESHOLD = 1000;

    private final StageGraph graph;
    private final JobRegistry jobs;
    private final CacheTable cache;
    private final TaskScheduler taskScheduler;
    private final OutputCommitCoordinator outputCommitCoordinator;
    private final Announcer announcer;
    private final Outbox outbox;
    private final StageLog log;
    private final MissingParents parents;
    private final JobTermination termination;
    private final Rollback rollback;
    private final RetryLimits limits;
    private final boolean reduceLocality;

    private final Deque<Stage> toSubmit = new ArrayDeque<>();
    private boolean submitting;

    /** @param reduceLocality whether tasks prefer the executors that hold much of their shuffled input */
    StageSubmission(
            Rooms rooms, JobTermination termination, Rollback rollback, RetryLimits limits, boolean reduceLocality) {
        this.graph = rooms.graph();
        this.jobs = rooms.jobs();
        this.cache = rooms.cache();
        this.taskScheduler = rooms.taskScheduler();
        this.outputCommitCoordinator = rooms.outputCommitCoordinator();
        this.announcer = rooms.announcer();
        this.outbox = rooms.outbox();
        this.log = rooms.log();
        this.parents = rooms.parents();
        this.termination = termination;
        this.rollback = rollback;
        this.limits = limits;
        this.reduceLocality = reduceLocality;
    }

    /** Submits a stage after its missing parents. Nothing if it waits, runs or failed: it will come back by itself. */
    void submitStage(Stage stage) {
        toSubmit.addLast(stage);
        if (submitting) {
            return;
        }
        submitting = true;
        for (Stage next = toSubmit.pollFirst(); next != null; next = toSubmit.pollFirst()) {
            if (graph.contains(next) && next.state() == Stage.State.IDLE) {
                submitIdle(next);
            }
        }
        submitting = false;
    }

    private void submitIdle(Stage stage) {
        ActiveJob job = jobs.activeJobForStage(stage);
        if (job == null) {
            termination.abortStage(stage, "No active job for stage " + stage.id(), null);
            return;
        }
        if (log.shows(LogLevel.DEBUG)) {
            log.debug("submitStage(" + stage + " (name=" + stage.name() + ";jobs=" + stage.jobIds() + "))");
        }
        if (limits.forbidsAnotherAttempt(stage)) {
            termination.abortStage(stage, limits.submissionReason(stage), null);
            return;
        }
        // A stage whose outputs all turned up while it waited to be tried again needs no parents.
        boolean available = stage instanceof ShuffleMapStage map && map.isAvailable();
        Collection<ShuffleMapStage> missing = available ? List.of() : parents.getMissingParentStages(stage);
        log.submitting(stage, missing);
        if (missing.isEmpty()) {
            beginAttempt(stage);
            return;
        }
        graph.waitFor(stage, missing);
        List<ShuffleMapStage> first = new ArrayList<>(missing);
        for (int i = first.size() - 1; i >= 0; i--) {
            toSubmit.addFirst(first.get(i));
        }
    }

    private void beginAttempt(Stage stage) {
        if (stage instanceof ShuffleMapStage map) {
            toSubmit.addAll(rollback.beforeMakingAgain(map));
        }
        // Jobs that could not be rolled back are gone, perhaps with all that needs this stage.
        ActiveJob job = graph.contains(stage) ? jobs.activeJobForStage(stage) : null;
        if (job != null) {
            submitMissingTasks(stage, job);
        }
    }

    /** Begins an attempt for what is missing of the stage. Its tasks follow when what they run is prepared. */
    private void submitMissingTasks(Stage stage, ActiveJob job) {
        if (log.shows(LogLevel.DEBUG)) {
            log.debug("submitMissingTasks(" + stage + ")");
        }
        BarrierRules.beginAttempt(stage, job.jobId());
        int[] partitionsToCompute = stage.findMissingPartitions();
        outputCommitCoordinator.stageStart(stage.id(), stage.numPartitions() - 1);
        graph.beginAttempt(stage, partitionsToCompute, job.jobId(), announcer.nowMillis());
        announcer.stageSubmitted(stage, job.properties());
        log.runsBecause(stage);
        if (stage instanceof ShuffleMapStage map) {
            map.resetPending();
        }
        if (partitionsToCompute.length == 0) {
            log.actuallyDone(stage);
            if (stage instanceof ShuffleMapStage map) {
                mapStageEnded(map);
            }
            return;
        }
        outbox.add(new Effect.PrepareStage(
                stage.id(),
                stage.latestInfo().attempt(),
                new PartitionList(stage.attemptPartitions()),
                stage.spec().work(),
                cache.locations(stage.spec().cachedInputs()),
                near(stage)));
    }

    /** Shuffles near whose data the tasks should run. Those of large ones run anywhere: to look would cost more than it helps. */
    private List<MapOutputs> near(Stage stage) {
        if (!reduceLocality || stage.parents().isEmpty()) {
            return List.of();
        }
        List<MapOutputs> near = new ArrayList<>(stage.parents().size());
        for (ShuffleMapStage parent : stage.parents()) {
            MapOutputs outputs = parent.outputs().snapshot();
            if (outputs.mapPartitions() < SHUFFLE_PREF_MAP_THRESHOLD
                    && outputs.reducePartitions() < SHUFFLE_PREF_REDUCE_THRESHOLD) {
                near.add(outputs);
            }
        }
        return near;
    }

    /** What an attempt's tasks run is ready. Nothing if it is over or never was. */
    void stagePrepared(int stageId, int stageAttempt, List<List<TaskLocation>> taskIdToLocations) {
        Stage stage = preparing(stageId, stageAttempt);
        ActiveJob job = stage == null ? null : jobs.activeJobForStage(stage);
        if (stage == null || job == null) {
            return;
        }
        if (!parents.getMissingParentStages(stage).isEmpty()) {
            // Its tasks could only fail.
            stage.mustRunBecause(new StageCause.ParentsLost(stageAttempt));
            termination.markStageAsFinished(
                    stage, "Outputs of a parent stage were lost before its tasks started", true);
            submitStage(stage);
            return;
        }
        submitTasks(stage, job, taskIdToLocations);
    }

    private void submitTasks(Stage stage, ActiveJob job, List<List<TaskLocation>> taskIdToLocations) {
        int[] outputIds = stage.attemptOutputs();
        int[] partitions = stage.attemptPartitions();
        if (stage instanceof ShuffleMapStage map) {
            map.resetPending();
        }
        log.submittingTasks(stage, partitions);
        stage.tasksSubmitted();
        TaskSet set = new TaskSet(
                stage.id(),
                stage.latestInfo().attempt(),
                stage.taskKind(),
                job.jobId(),
                partitions,
                outputIds,
                taskIdToLocations,
                stage.spec().work(),
                inputs(stage),
                job.properties(),
                stage.spec().isBarrier());
        taskScheduler.submitTasks(set, announcer.nowMillis());
        for (int output : outputIds) {
            if (!isMissing(stage, output)) {
                // An older attempt made it while this one was prepared.
                taskScheduler.outputMade(stage.id(), output);
            }
        }
    }

    private static boolean isMissing(Stage stage, int output) {
        if (stage instanceof ShuffleMapStage map) {
            return map.pendingPartitions().get(output);
        }
        ActiveJob job = ((ResultStage) stage).activeJob();
        return job != null && !job.isFinished(output);
    }

    /** An attempt cannot be prepared: the stage is given up. */
    void stagePreparationFailed(int stageId, int stageAttempt, String reason, @Nullable Throwable cause) {
        Stage stage = preparing(stageId, stageAttempt);
        if (stage != null) {
            termination.abortStage(stage, reason, cause);
        }
    }

    private @Nullable Stage preparing(int stageId, int stageAttempt) {
        Stage stage = graph.get(stageId);
        boolean current = stage != null
                && stage.state() == Stage.State.PREPARING
                && stage.latestInfo().attempt() == stageAttempt;
        return current ? stage : null;
    }

    /** Nothing is pending any more in the latest attempt of a map stage: it is over, whether or not all outputs are there. */
    void mapStageEnded(ShuffleMapStage stage) {
        termination.markStageAsFinished(stage, null, false);
        log.lookingForRunnable(graph);
        if (!stage.isAvailable()) {
            if (log.shows(LogLevel.INFO)) {
                log.info("Resubmitting " + StageLog.named(stage) + " because some of its tasks had failed: "
                        + StageLog.numbers(stage.findMissingPartitions()));
            }
            submitStage(stage);
            return;
        }
        stage.outputs().completed(stage.attemptJobId());
        for (ActiveJob job : List.copyOf(stage.mapStageJobs())) {
            finishMapStageJob(job, stage);
        }
        submitWaitingChildStages(stage);
    }

    /** A job wanted nothing but this stage's outputs, which are there. */
    void finishMapStageJob(ActiveJob job, ShuffleMapStage stage) {
        termination.succeed(job, 0, stage.outputs().snapshot());
    }

    private void submitWaitingChildStages(ShuffleMapStage parent) {
        log.checkingChildren(parent, graph);
        List<Stage> ready = new ArrayList<>();
        for (Stage child : parent.children().values()) {
            if (child.parentFinished(parent.id())) {
                ready.add(child);
            } else if (child.state() == Stage.State.RUNNING && child.readsWhatIsNew()) {
                taskScheduler.refreshInput(child.id(), parent.outputs().snapshot());
            }
        }
        ready.sort(BY_FIRST_JOB);
        for (Stage child : ready) {
            graph.wake(child);
            submitStage(child);
        }
    }

    private static List<MapOutputs> inputs(Stage stage) {
        List<MapOutputs> snapshots = new ArrayList<>(stage.parents().size());
        for (ShuffleMapStage parent : stage.parents()) {
            snapshots.add(parent.outputs().snapshot());
        }
        return snapshots;
    }
}
