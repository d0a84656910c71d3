// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

import ember.model.CallSite;
import ember.model.StorageLevel;
import ember.model.event.RddInfo;
import ember.scheduler.plan.CachedInput;
import ember.scheduler.plan.InputReach;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a stage's lineage: what its tasks read, and thereby what they must produce. It travels through the scheduler as the
 * opaque work of the stage.
 */
public final class StageModel {
    private final int rddId;
    private final int partitions;
    private final Reach inputs;
    private final List<CachedRdd> cachedRdds = new ArrayList<>();
    private final List<ShuffleModel> shuffles = new ArrayList<>();
    private final boolean commits;
    private final boolean unrepeatable;
    private final @Nullable Long[] expected;
    private final StageSpec spec;

    private StageModel(
            int rddId,
            int partitions,
            Reach inputs,
            StageOutput output,
            boolean commits,
            boolean unrepeatable,
            boolean barrier) {
        this.unrepeatable = unrepeatable;
        this.rddId = rddId;
        this.partitions = partitions;
        this.inputs = inputs;
        this.commits = commits;
        this.expected = new Long[partitions];
        collect(inputs);
        this.spec = specOf(output, barrier);
    }

    /** A stage that writes a shuffle. */
    public static ShuffleModel mapStage(int rddId, int partitions, Reach inputs, int shuffleId, int reducePartitions) {
        return mapStage(rddId, partitions, inputs, shuffleId, reducePartitions, false);
    }

    /**
     * A stage that writes a shuffle.
     *
     * @param unrepeatable whether the scheduler is told that its outputs may differ when they are made again
     */
    public static ShuffleModel mapStage(
            int rddId, int partitions, Reach inputs, int shuffleId, int reducePartitions, boolean unrepeatable) {
        StageOutput output = new StageOutput.Shuffle(shuffleId, reducePartitions);
        StageModel writer = new StageModel(rddId, partitions, inputs, output, false, unrepeatable, false);
        return new ShuffleModel(shuffleId, writer, reducePartitions);
    }

    /** A stage that writes a shuffle in tasks that must all run at once. */
    public static ShuffleModel barrierMapStage(
            int rddId, int partitions, Reach inputs, int shuffleId, int reducePartitions) {
        StageOutput output = new StageOutput.Shuffle(shuffleId, reducePartitions);
        StageModel writer = new StageModel(rddId, partitions, inputs, output, false, false, true);
        return new ShuffleModel(shuffleId, writer, reducePartitions);
    }

    /**
     * A stage that makes results.
     *
     * @param commits whether its tasks ask before they commit an output of their own
     */
    public static StageModel resultStage(int rddId, int partitions, Reach inputs, boolean commits, int... requested) {
        return new StageModel(rddId, partitions, inputs, new StageOutput.Results(requested), commits, false, false);
    }

    /** A stage that makes all its results in tasks that must all run at once. */
    public static StageModel barrierResultStage(int rddId, int partitions, Reach inputs) {
        int[] all = new int[partitions];
        for (int i = 0; i < partitions; i++) {
            all[i] = i;
        }
        return new StageModel(rddId, partitions, inputs, new StageOutput.Results(all), false, false, true);
    }

    /** Partitions of the stage's RDD, at least 1. */
    public int partitions() {
        return partitions;
    }

    /** Whether its outputs may differ when they are made again. */
    public boolean isUnrepeatable() {
        return unrepeatable;
    }

    /** Whether its outputs may differ, or anything that they are made from. */
    public boolean dependsOnUnrepeatable() {
        for (ShuffleModel shuffle : shuffles) {
            if (shuffle.writer().dependsOnUnrepeatable()) {
                return true;
            }
        }
        return unrepeatable;
    }

    /** Whether its tasks ask before they commit. */
    public boolean commits() {
        return commits;
    }

    /** What is met walking up from the stage's RDD. */
    public Reach inputs() {
        return inputs;
    }

    /** Every shuffle its RDDs read, also behind persisted ones, in the order of the spec's. */
    public List<ShuffleModel> shuffles() {
        return shuffles;
    }

    /** Its persisted RDDs, in the order of the spec's. */
    public List<CachedRdd> cachedRdds() {
        return cachedRdds;
    }

    /** The shuffle it writes; -1: it makes results. */
    public int shuffleId() {
        return spec.output() instanceof StageOutput.Shuffle shuffle ? shuffle.shuffleId() : -1;
    }

    /** The stage as the scheduler is told of it. */
    public StageSpec spec() {
        return spec;
    }

    /**
     * Content of a partition.
     *
     * @throws UnreadableBlockException if one of its blocks cannot be read
     */
    public long compute(int partition, BlockReader reader) throws UnreadableBlockException {
        return inputs.read(Contents.seed(rddId, partition), partition, partitions, reader);
    }

    /** What {@link #compute} must give if nothing is wrong. */
    public long expected(int partition) {
        Long known = expected[partition];
        if (known == null) {
            try {
                known = compute(partition, IDEAL);
            } catch (UnreadableBlockException impossible) {
                throw new AssertionError("the ideal world has no faults", impossible);
            }
            expected[partition] = known;
        }
        return known;
    }

    private static final BlockReader IDEAL = new BlockReader() {
        @Override
        public long block(ShuffleModel shuffle, int mapPartition, int reducePartition) {
            return ShuffleModel.block(shuffle.writer().expected(mapPartition), reducePartition);
        }

        @Override
        public @Nullable Long cached(CachedRdd rdd, int partition) {
            return null;
        }

        @Override
        public void computed(CachedRdd rdd, int partition, long content) {}
    };

    private void collect(Reach reach) {
        for (ShuffleModel shuffle : reach.shuffles()) {
            if (!shuffles.contains(shuffle)) {
                shuffles.add(shuffle);
            }
        }
        for (CachedRdd rdd : reach.cached()) {
            if (!cachedRdds.contains(rdd)) {
                cachedRdds.add(rdd);
                collect(rdd.behind());
            }
        }
    }

    private StageSpec specOf(StageOutput output, boolean barrier) {
        List<Integer> parentShuffles = new ArrayList<>();
        for (ShuffleModel shuffle : shuffles) {
            parentShuffles.add(shuffle.id());
        }
        List<CachedInput> cachedInputs = new ArrayList<>();
        List<RddInfo> rddInfos = new ArrayList<>();
        boolean itselfCached = !cachedRdds.isEmpty() && cachedRdds.get(0).id() == rddId;
        if (!itselfCached) {
            rddInfos.add(info(rddId, partitions, StorageLevel.NONE, barrier));
        }
        for (CachedRdd rdd : cachedRdds) {
            cachedInputs.add(new CachedInput(rdd.id(), rdd.partitions(), reachOf(rdd.behind())));
            rddInfos.add(info(rdd.id(), rdd.partitions(), StorageLevel.MEMORY_ONLY, barrier && rdd.id() == rddId));
        }
        CallSite callSite = new CallSite("stage of rdd " + rddId, "");
        return new StageSpec(
                rddInfos, callSite, parentShuffles, reachOf(inputs), cachedInputs, unrepeatable, output, this);
    }

    private InputReach reachOf(Reach reach) {
        List<Integer> ids = new ArrayList<>();
        for (ShuffleModel shuffle : reach.shuffles()) {
            ids.add(shuffle.id());
        }
        List<Integer> positions = new ArrayList<>();
        for (CachedRdd rdd : reach.cached()) {
            positions.add(cachedRdds.indexOf(rdd));
        }
        return new InputReach(ids, positions);
    }

    private static RddInfo info(int id, int partitions, StorageLevel level, boolean barrier) {
        return new RddInfo(
                id, null, "ModelRDD", partitions, level, barrier, List.of(), CallSite.EMPTY, null, "DETERMINATE");
    }

    @Override
    public String toString() {
        return "rdd " + rddId;
    }
}
