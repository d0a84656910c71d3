// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.TaskKind;
import ember.model.event.StageCause;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the map outputs of one shuffle. Shared by all jobs that read the shuffle while they run. */
final class ShuffleMapStage extends Stage {
    private final MapOutputTable.Shuffle outputs;
    private final Map<Integer, Stage> children = new TreeMap<>();
    private final List<ActiveJob> mapStageJobs = new ArrayList<>();
    private final BitSet pendingPartitions = new BitSet();
    // Counted, not recomputed: a large stage would otherwise scan its bits on every completion.
    private int pendingCount;

    ShuffleMapStage(
            int id, StageSpec spec, MapOutputTable.Shuffle outputs, List<ShuffleMapStage> parents, int firstJobId) {
        super(id, spec, parents, firstJobId, spec.rdd().numPartitions(), outputs.shuffleId());
        this.outputs = outputs;
    }

    int shuffleId() {
        return outputs.shuffleId();
    }

    /** Where its outputs are. */
    MapOutputTable.Shuffle outputs() {
        return outputs;
    }

    /** The live stages that read the shuffle, by id. */
    Map<Integer, Stage> children() {
        return children;
    }

    /** Active jobs that want nothing but this stage's outputs. */
    List<ActiveJob> mapStageJobs() {
        return mapStageJobs;
    }

    int numAvailableOutputs() {
        return outputs.available();
    }

    /** Whether all outputs are there: if not, it never ran, is running, or lost some. */
    boolean isAvailable() {
        return outputs.available() == numPartitions();
    }

    @Override
    int[] findMissingPartitions() {
        return outputs.findMissingPartitions();
    }

    @Override
    StageCause causeOfMissing(int jobId) {
        if (!outputs.losses().isEmpty()) {
            return new StageCause.OutputsLost(shuffleId(), outputs.losses());
        }
        if (outputs.available() > 0) {
            // What an aborted barrier attempt has left does not count: its tasks run together or not at all.
            int usable = spec().isBarrier() ? 0 : outputs.available();
            return new StageCause.OutputsUnfinished(jobId, shuffleId(), numPartitions() - usable);
        }
        return new StageCause.FirstRun(jobId);
    }

    @Override
    int numTasks() {
        return numPartitions();
    }

    @Override
    int[] partitionsOf(int[] outputIds) {
        return outputIds;
    }

    @Override
    TaskKind taskKind() {
        return TaskKind.SHUFFLE_MAP_TASK;
    }

    /** Partitions that the latest attempt has still to compute. When there is none, the attempt is over. */
    BitSet pendingPartitions() {
        return pendingPartitions;
    }

    int pendingCount() {
        return pendingCount;
    }

    /** Makes exactly those partitions pending that the latest attempt is for and that are missing now. */
    void resetPending() {
        pendingPartitions.clear();
        pendingCount = 0;
        for (int partition : attemptOutputs()) {
            if (outputs.output(partition) == null) {
                addPending(partition);
            }
        }
    }

    void addPending(int partition) {
        if (!pendingPartitions.get(partition)) {
            pendingPartitions.set(partition);
            pendingCount++;
        }
    }

    void removePending(int partition) {
        if (pendingPartitions.get(partition)) {
            pendingPartitions.clear(partition);
            pendingCount--;
        }
    }

    @Override
    long fingerprint() {
        return super.fingerprint() * 31 + pendingPartitions.hashCode();
    }

    @Override
    public String toString() {
        return "ShuffleMapStage " + id();
    }
}
