// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.event.OutputLoss;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where every map output is: the part of Spark's {@code MapOutputTracker}, owned by the scheduler. Outlives the stages that wrote them;
 * a shuffle is forgotten when no one can use it any more.
 */
final class MapOutputTable {
    private static final int NO_JOB = -1;
    /** As many losses are told apart; the last one stands for all later ones. */
    private static final int LOSSES_TOLD = 4;

    private final Map<Integer, Shuffle> shuffles = new TreeMap<>();

    /** The outputs of one shuffle. */
    static final class Shuffle {
        private final int shuffleId;
        private final int reducePartitions;
        private final @Nullable MapOutput[] outputs;
        private final BitSet missing;
        private final Map<String, Integer> countByExecutor = new TreeMap<>();
        private int available;
        private boolean released;
        private int madeByJob = NO_JOB;
        private List<OutputLoss> losses = List.of();
        private @Nullable MapOutputs snapshot;

        private Shuffle(int shuffleId, int mapPartitions, int reducePartitions) {
            this.shuffleId = shuffleId;
            this.reducePartitions = reducePartitions;
            this.outputs = new MapOutput[mapPartitions];
            this.missing = new BitSet(mapPartitions);
            missing.set(0, mapPartitions);
        }

        int shuffleId() {
            return shuffleId;
        }

        int available() {
            return available;
        }

        int mapPartitions() {
            return outputs.length;
        }

        @Nullable
        MapOutput output(int mapPartition) {
            return outputs[mapPartition];
        }

        /** Map partitions without an output, rising. */
        int[] findMissingPartitions() {
            int[] partitions = new int[outputs.length - available];
            int count = 0;
            for (int p = missing.nextSetBit(0); p >= 0; p = missing.nextSetBit(p + 1)) {
                partitions[count++] = p;
            }
            return partitions;
        }

        /** Notes an output. If there is one already it stays: its readers know where it is. */
        void register(MapOutput output) {
            int partition = output.mapPartition();
            if (outputs[partition] != null) {
                return;
            }
            outputs[partition] = output;
            missing.clear(partition);
            available++;
            countByExecutor.merge(output.executor(), 1, Integer::sum);
            snapshot = null;
        }

        /** Forgets an output if it is still the one that {@code writer} wrote. */
        boolean unregister(int mapPartition, long writer) {
            if (mapPartition < 0 || mapPartition >= outputs.length) {
                return false;
            }
            MapOutput output = outputs[mapPartition];
            if (output == null || output.writer() != writer) {
                return false;
            }
            outputs[mapPartition] = null;
            missing.set(mapPartition);
            available--;
            // A count of 0 leaves the table.
            countByExecutor.computeIfPresent(output.executor(), (executor, n) -> n == 1 ? null : n - 1);
            snapshot = null;
            return true;
        }

        /** All outputs are there, the last of them made for this job. */
        void completed(int jobId) {
            madeByJob = jobId;
            losses = List.of();
        }

        /** The job for which the last missing output was made; negative: never were all there. */
        int madeByJob() {
            return madeByJob;
        }

        /** Why an output was forgotten just now; told with the others when they are made again. */
        void lost(OutputLoss.Kind kind, String what) {
            List<OutputLoss> told = new ArrayList<>(losses);
            int last = told.size() - 1;
            // Each reader that misses an output tells of it: the first one stands for them.
            boolean sameAsLast = last >= 0
                    && told.get(last).kind() == kind
                    && (kind == OutputLoss.Kind.UNREADABLE
                            || told.get(last).what().equals(what));
            if (sameAsLast || told.size() == LOSSES_TOLD) {
                told.set(last, told.get(last).more(1));
            } else {
                told.add(new OutputLoss(kind, what, 1));
            }
            losses = told;
        }

        /** What happened to outputs since all were there, or since the first was made. */
        List<OutputLoss> losses() {
            return losses;
        }

        /** Where the outputs are now; the same object until something changes. */
        MapOutputs snapshot() {
            MapOutputs current = snapshot;
            if (current == null) {
                current = new MapOutputs(shuffleId, reducePartitions, outputs);
                snapshot = current;
            }
            return current;
        }

        /** From now on the shuffle is only kept until no stage uses it. */
        void release() {
            released = true;
        }

        boolean isReleased() {
            return released;
        }
    }

    /** The shuffle of this id; null: never registered, or forgotten. */
    @Nullable
    Shuffle get(int shuffleId) {
        return shuffles.get(shuffleId);
    }

    /** Makes a shuffle known that is not. */
    Shuffle registerShuffle(int shuffleId, int mapPartitions, int reducePartitions) {
        Shuffle shuffle = new Shuffle(shuffleId, mapPartitions, reducePartitions);
        if (shuffles.putIfAbsent(shuffleId, shuffle) != null) {
            throw new IllegalStateException("shuffle " + shuffleId + " registered twice");
        }
        return shuffle;
    }

    void unregisterShuffle(int shuffleId) {
        shuffles.remove(shuffleId);
    }

    /** Forgets everything an executor kept. @return what that was, by shuffle and map partition */
    List<MapOutput> removeOutputsOnExecutor(String executor) {
        List<MapOutput> removed = new ArrayList<>();
        for (Shuffle shuffle : shuffles.values()) {
            // The count spares shuffles that have nothing there a scan of their outputs.
            if (shuffle.countByExecutor.containsKey(executor)) {
                for (MapOutput output : shuffle.outputs.clone()) {
                    if (output != null && output.executor().equals(executor)) {
                        shuffle.unregister(output.mapPartition(), output.writer());
                        shuffle.lost(OutputLoss.Kind.EXECUTOR, executor);
                        removed.add(output);
                    }
                }
            }
        }
        return removed;
    }

    void checkInvariants(Predicate<String> isAlive) {
        for (Shuffle shuffle : shuffles.values()) {
            int available = 0;
            for (int p = 0; p < shuffle.outputs.length; p++) {
                MapOutput output = shuffle.outputs[p];
                if ((output == null) != shuffle.missing.get(p)) {
                    throw new IllegalStateException(
                            "output " + p + " of shuffle " + shuffle.shuffleId + " is both missing and there");
                }
                if (output != null) {
                    available++;
                    if (!isAlive.test(output.executor())) {
                        throw new IllegalStateException("output " + p + " of shuffle " + shuffle.shuffleId
                                + " is on lost executor " + output.executor());
                    }
                }
            }
            if (available != shuffle.available) {
                throw new IllegalStateException("shuffle " + shuffle.shuffleId + " has " + available
                        + " outputs, counted " + shuffle.available);
            }
        }
    }

    long fingerprint() {
        long hash = 0;
        for (Shuffle shuffle : shuffles.values()) {
            hash = hash * 31 + shuffle.shuffleId;
            for (MapOutput output : shuffle.outputs) {
                hash = hash * 31 + (output == null ? -1 : output.writer());
            }
        }
        return hash;
    }
}
