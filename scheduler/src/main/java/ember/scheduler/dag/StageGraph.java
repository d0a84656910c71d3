// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import ember.scheduler.table.IdTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The live stages: by id, by the shuffle they write, and by what they are doing. */
final class StageGraph {
    private final IdTable<Stage> stageIdToStage = new IdTable<>();
    private final IdTable<ShuffleMapStage> shuffleIdToMapStage = new IdTable<>();
    private final Set<Stage> waitingStages = new LinkedHashSet<>();
    private final Set<Stage> runningStages = new LinkedHashSet<>();
    private final Set<Stage> failedStages = new LinkedHashSet<>();
    private int nextStageId;

    @Nullable
    Stage get(int stageId) {
        return stageIdToStage.get(stageId);
    }

    boolean contains(Stage stage) {
        return get(stage.id()) == stage;
    }

    /** The live stage that writes a shuffle; null: no running job needs it. */
    @Nullable
    ShuffleMapStage mapStage(int shuffleId) {
        return shuffleIdToMapStage.get(shuffleId);
    }

    IdTable<Stage> stageIdToStage() {
        return stageIdToStage;
    }

    /** Stages that must run once their parents have, the one that has waited longest first. */
    Set<Stage> waitingStages() {
        return waitingStages;
    }

    /** Stages with an attempt that is submitted and not finished, the one submitted first first. */
    Set<Stage> runningStages() {
        return runningStages;
    }

    /** Stages that lost an input and will be submitted again together, the one that failed first first. */
    Set<Stage> failedStages() {
        return failedStages;
    }

    /** A new map stage; its parents must be there already. */
    ShuffleMapStage createShuffleMapStage(StageSpec spec, MapOutputTable.Shuffle outputs, int jobId) {
        ShuffleMapStage stage = new ShuffleMapStage(nextStageId++, spec, outputs, parentsOf(spec), jobId);
        shuffleIdToMapStage.add(stage.shuffleId(), stage);
        add(stage);
        return stage;
    }

    /** A new result stage; its parents must be there already. */
    ResultStage createResultStage(StageSpec spec, StageOutput.Results partitions, int jobId) {
        ResultStage stage = new ResultStage(nextStageId++, spec, partitions, parentsOf(spec), jobId);
        add(stage);
        return stage;
    }

    private List<ShuffleMapStage> parentsOf(StageSpec spec) {
        List<ShuffleMapStage> parents = new ArrayList<>(spec.parentShuffles().size());
        for (int shuffleId : spec.parentShuffles()) {
            ShuffleMapStage parent = shuffleIdToMapStage.get(shuffleId);
            if (parent == null) {
                throw new IllegalStateException(
                        "the plan has no map stage for shuffle " + shuffleId + " before " + spec.rdd());
            }
            parents.add(parent);
        }
        return parents;
    }

    private void add(Stage stage) {
        stageIdToStage.add(stage.id(), stage);
        for (ShuffleMapStage parent : stage.parents()) {
            parent.children().put(stage.id(), stage);
        }
    }

    /** Forgets a stage that no job uses any more. */
    void remove(Stage stage) {
        if (stage.isRunning()) {
            throw new IllegalStateException(stage + " is removed while it runs");
        }
        wake(stage);
        stageIdToStage.remove(stage.id());
        for (ShuffleMapStage parent : stage.parents()) {
            parent.children().remove(stage.id());
        }
        if (stage instanceof ShuffleMapStage map) {
            shuffleIdToMapStage.remove(map.shuffleId());
        }
    }

    void waitFor(Stage stage, Collection<ShuffleMapStage> missingParents) {
        stage.waitFor(missingParents);
        waitingStages.add(stage);
    }

    /** The stage waits no longer; nothing if it did not. */
    void wake(Stage stage) {
        if (waitingStages.remove(stage) || failedStages.remove(stage)) {
            stage.wake();
        }
    }

    void fail(Stage stage) {
        stage.fail();
        failedStages.add(stage);
    }

    void beginAttempt(Stage stage, int[] outputs, int jobId, long timeMillis) {
        stage.makeNewStageAttempt(outputs, jobId, timeMillis);
        runningStages.add(stage);
    }

    void endAttempt(Stage stage, long timeMillis, @Nullable String failureReason) {
        stage.attemptEnded(timeMillis, failureReason);
        runningStages.remove(stage);
    }

    boolean isEmpty() {
        return stageIdToStage.isEmpty()
                && shuffleIdToMapStage.isEmpty()
                && waitingStages.isEmpty()
                && runningStages.isEmpty()
                && failedStages.isEmpty();
    }

    /** @throws IllegalStateException at the first broken one */
    void checkInvariants() {
        int placed = waitingStages.size() + runningStages.size() + failedStages.size();
        for (Stage stage : stageIdToStage.values()) {
            Set<Stage> home = switch (stage.state()) {
                case WAITING -> waitingStages;
                case PREPARING, RUNNING -> runningStages;
                case FAILED -> failedStages;
                case IDLE -> Collections.emptySet();
            };
            if (stage.state() != Stage.State.IDLE) {
                placed--;
                if (!home.contains(stage)) {
                    throw new IllegalStateException(stage + " is " + stage.state() + " but not among those");
                }
            }
            if (stage.jobIds().isEmpty()) {
                throw new IllegalStateException(stage + " belongs to no job");
            }
            if ((stage.state() == Stage.State.WAITING) == stage.waitingFor().isEmpty()) {
                throw new IllegalStateException(stage + " is " + stage.state() + ", waits for " + stage.waitingFor());
            }
            checkParents(stage);
        }
        if (placed != 0) {
            throw new IllegalStateException(placed + " stages are in a set that is not theirs");
        }
    }

    private void checkParents(Stage stage) {
        for (ShuffleMapStage parent : stage.parents()) {
            if (parent.id() >= stage.id()
                    || !contains(parent)
                    || parent.children().get(stage.id()) != stage) {
                throw new IllegalStateException(stage + " and its parent " + parent + " do not know each other");
            }
            if (!parent.jobIds().containsAll(stage.jobIds())) {
                throw new IllegalStateException(parent + " misses jobs of its child " + stage);
            }
            if (stage.waitingFor().contains(parent.id()) && parent.state() == Stage.State.IDLE) {
                throw new IllegalStateException(stage + " waits for " + parent + ", which does nothing");
            }
        }
    }

    long fingerprint() {
        long hash = nextStageId;
        for (Stage stage : stageIdToStage.values()) {
            hash = hash * 31 + stage.fingerprint();
        }
        return hash;
    }
}
