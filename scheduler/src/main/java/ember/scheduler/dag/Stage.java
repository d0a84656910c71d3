// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.CallSite;
import ember.model.TaskKind;
import ember.model.TaskMetrics;
import ember.model.event.RddInfo;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A physical unit of execution: parallel tasks that compute the same function over the partitions of one RDD.
 *
 * <p>Moves between its states itself; {@link StageGraph} keeps the sets of stages in step. Knows its parents, which are created before
 * it and so have smaller ids.
 */
abstract sealed class Stage permits ResultStage, ShuffleMapStage {
    /** What a stage is doing. */
    enum State {
        /** Nothing: not needed yet, or done. */
        IDLE,
        /** Needed, but parents must run first. */
        WAITING,
        /** Submitted; what its tasks run is being made ready. */
        PREPARING,
        /** Its tasks run. */
        RUNNING,
        /** An input was lost; it will be submitted again when the resubmission is due. */
        FAILED
    }

    /** Spark's id of the default resource profile, the only one here. */
    private static final int DEFAULT_RESOURCE_PROFILE_ID = 0;

    private static final int[] NONE = new int[0];
    /** Most stages wait for little and lose nothing: there may be 100,000 of them. */
    private static final SortedSet<Integer> NO_IDS = Collections.emptySortedSet();

    private final int id;
    private final StageSpec spec;
    private final List<ShuffleMapStage> parents;
    private final int firstJobId;
    private final SortedSet<Integer> jobIds = new TreeSet<>();
    private SortedSet<Integer> fetchFailedAttemptIds = NO_IDS;
    private SortedSet<Integer> waitingFor = NO_IDS;
    private State state = State.IDLE;
    private int nextAttemptId;
    private int attemptJobId;
    private int ignoredBeforeAttempt;
    private @Nullable StageCause nextCause;

    @SuppressWarnings("MemberName") // the name under which readers of Spark know it
    private StageInfo _latestInfo;

    /** Of the latest attempt; null: no task of it has ended with figures. */
    private TaskMetrics.@Nullable Builder metrics;

    private int[] attemptOutputs = NONE;
    private int[] attemptPartitions = NONE;

    Stage(int id, StageSpec spec, List<ShuffleMapStage> parents, int firstJobId, int numTasks, int shuffleId) {
        this.id = id;
        this.spec = spec;
        this.parents = List.copyOf(parents);
        this.firstJobId = firstJobId;
        this._latestInfo = fromStage(numTasks, shuffleId, null);
    }

    /** The partitions that must be computed, as output ids in rising order. */
    abstract int[] findMissingPartitions();

    /** Number of tasks if everything must be computed. */
    abstract int numTasks();

    /** The partitions of the stage's RDD that make some outputs. */
    abstract int[] partitionsOf(int[] outputIds);

    abstract TaskKind taskKind();

    final int id() {
        return id;
    }

    final StageSpec spec() {
        return spec;
    }

    /** The one RDD whose partitions its tasks compute. */
    final RddInfo rdd() {
        return spec.rdd();
    }

    final int numPartitions() {
        return rdd().numPartitions();
    }

    /** The stages whose shuffles it reads. */
    final List<ShuffleMapStage> parents() {
        return parents;
    }

    /** The job that created it. */
    final int firstJobId() {
        return firstJobId;
    }

    /** Ids of the jobs it belongs to, rising; it is forgotten when there is none. */
    final SortedSet<Integer> jobIds() {
        return jobIds;
    }

    final CallSite callSite() {
        return spec.callSite();
    }

    /** Short description: where in the program, such as {@code reduceByKey at WordCount.java:24}. */
    final String name() {
        return callSite().shortForm();
    }

    /** Long description: the user's stack. */
    final String details() {
        return callSite().longForm();
    }

    final int resourceProfileId() {
        return DEFAULT_RESOURCE_PROFILE_ID;
    }

    final State state() {
        return state;
    }

    /** Whether an attempt is submitted and not finished. */
    final boolean isRunning() {
        return state == State.PREPARING || state == State.RUNNING;
    }

    /** The id that the next attempt gets; never starts again. */
    final int nextAttemptId() {
        return nextAttemptId;
    }

    /** The most recent attempt; before the first one, the attempt that is to come. */
    final StageInfo latestInfo() {
        return _latestInfo;
    }

    /** Outputs that the most recent attempt was submitted for, rising. */
    final int[] attemptOutputs() {
        return attemptOutputs;
    }

    /** The partitions that make those outputs, in their order. */
    final int[] attemptPartitions() {
        return attemptPartitions;
    }

    /** Results of all attempts so far do not count: their inputs were taken back. */
    final void ignoreEarlierAttempts() {
        ignoredBeforeAttempt = nextAttemptId;
    }

    /** Whether what an attempt makes does not count. */
    final boolean ignores(int stageAttempt) {
        return stageAttempt < ignoredBeforeAttempt;
    }

    /** Whether tasks that start later may read other data than those that have started. */
    boolean readsWhatIsNew() {
        return true;
    }

    /** Attempts that failed since the stage last succeeded, each once however many of its tasks failed. */
    final SortedSet<Integer> fetchFailedAttemptIds() {
        return fetchFailedAttemptIds;
    }

    /**
     * Notes that an attempt lost an input.
     *
     * @return whether the stage has failed too often to be tried again
     */
    final boolean failedOnFetchAndShouldAbort(int stageAttemptId, RetryLimits limits) {
        fetchFailed(stageAttemptId);
        return limits.reached(this);
    }

    /** Notes that an attempt lost an input, once however often it is told. */
    final void fetchFailed(int stageAttemptId) {
        fetchFailedAttemptIds = fetchFailedAttemptIds == NO_IDS ? new TreeSet<>() : fetchFailedAttemptIds;
        fetchFailedAttemptIds.add(stageAttemptId);
    }

    /** A stage whose outputs were there when it was first needed: should it run later, that is a retry and numbered as one. */
    final void increaseAttemptIdOnFirstSkip() {
        if (nextAttemptId == 0) {
            nextAttemptId = 1;
        }
    }

    /** The next attempt has this cause, unless an earlier one was noted: the first one brought the others about. */
    final void mustRunBecause(StageCause cause) {
        if (nextCause == null) {
            nextCause = cause;
        }
    }

    /** Before any attempt: all outputs are there, so that none may come. */
    final void mayBeSkippedBecause(StageCause.OutputsThere cause) {
        _latestInfo = fromStage(_latestInfo.numTasks(), _latestInfo.shuffleId(), cause);
    }

    /** Why the next attempt would be submitted for a job. */
    private StageCause causeOfNextAttempt(int jobId) {
        StageCause noted = nextCause;
        return noted == null ? causeOfMissing(jobId) : noted;
    }

    /** Why outputs are missing, if nothing happened to the stage itself. */
    abstract StageCause causeOfMissing(int jobId);

    /** The job for which the latest attempt was submitted. */
    final int attemptJobId() {
        return attemptJobId;
    }

    /** Begins the next attempt, for {@code numPartitionsToCompute} of the stage's partitions, on behalf of a job. */
    final void makeNewStageAttempt(int[] outputs, int jobId, long submissionTimeMillis) {
        expect(State.IDLE);
        int numPartitionsToCompute = outputs.length;
        metrics = null;
        StageInfo info = fromStage(numPartitionsToCompute, _latestInfo.shuffleId(), causeOfNextAttempt(jobId));
        nextCause = null;
        attemptJobId = jobId;
        // An attempt without tasks has no submission time: that is how listeners tell it was skipped.
        _latestInfo = numPartitionsToCompute > 0 ? info.submitted(submissionTimeMillis) : info;
        attemptOutputs = outputs;
        attemptPartitions = partitionsOf(outputs);
        nextAttemptId++;
        state = State.PREPARING;
    }

    /** What listeners are told of the stage: its next attempt, not yet submitted. */
    private StageInfo fromStage(int tasks, int shuffleId, @Nullable StageCause cause) {
        List<Integer> parentIds = new ArrayList<>(parents.size());
        for (ShuffleMapStage parent : parents) {
            parentIds.add(parent.id());
        }
        return new StageInfo(
                id,
                nextAttemptId,
                name(),
                details(),
                tasks,
                spec.rddInfos(),
                parentIds,
                shuffleId,
                resourceProfileId(),
                StageInfo.ABSENT,
                StageInfo.ABSENT,
                null,
                null,
                List.of(),
                cause);
    }

    /** The latest attempt's tasks are submitted. */
    final void tasksSubmitted() {
        expect(State.PREPARING);
        state = State.RUNNING;
    }

    /** The latest attempt ended: well, or with a reason. */
    final void attemptEnded(long timeMillis, @Nullable String failureReason) {
        if (!isRunning()) {
            throw new IllegalStateException(this + " is " + state + ", not running");
        }
        TaskMetrics sum = metrics == null ? TaskMetrics.ZERO : metrics.build();
        _latestInfo = _latestInfo.completed(timeMillis, failureReason, sum);
        if (failureReason == null) {
            fetchFailedAttemptIds = NO_IDS;
        }
        state = State.IDLE;
    }

    final void addMetrics(int stageAttempt, TaskMetrics taskMetrics) {
        if (stageAttempt == _latestInfo.attempt()) {
            metrics = metrics == null ? new TaskMetrics.Builder() : metrics;
            metrics.add(taskMetrics);
        }
    }

    /** Must wait for parents, of which there is at least one. */
    final void waitFor(Iterable<ShuffleMapStage> missingParents) {
        expect(State.IDLE);
        waitingFor = new TreeSet<>();
        for (ShuffleMapStage parent : missingParents) {
            waitingFor.add(parent.id());
        }
        state = State.WAITING;
    }

    /** A parent's outputs are all there. True: it was the last one that this stage waited for. */
    final boolean parentFinished(int parentId) {
        return waitingFor != NO_IDS && waitingFor.remove(parentId) && waitingFor.isEmpty();
    }

    final SortedSet<Integer> waitingFor() {
        return waitingFor;
    }

    /** Waits no longer, for parents or for its resubmission. */
    final void wake() {
        if (state != State.WAITING && state != State.FAILED) {
            throw new IllegalStateException(this + " is " + state + ", waits for nothing");
        }
        waitingFor = NO_IDS;
        state = State.IDLE;
    }

    /** Must be submitted again, but not before the resubmission is due. */
    final void fail() {
        expect(State.IDLE);
        state = State.FAILED;
    }

    /** The same in every run, so that sets of stages need no boxed ids; no two stages are equal. */
    @Override
    public final int hashCode() {
        return id;
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    /** A number that two with the same past share. */
    long fingerprint() {
        long hash = id * 31L + state.name().hashCode();
        hash = hash * 31 + nextAttemptId;
        hash = hash * 31 + ignoredBeforeAttempt;
        hash = hash * 31 + jobIds.hashCode();
        hash = hash * 31 + waitingFor.hashCode();
        return hash * 31 + fetchFailedAttemptIds.hashCode();
    }

    private void expect(State expected) {
        if (state != expected) {
            throw new IllegalStateException(this + " is " + state + ", should be " + expected);
        }
    }
}
