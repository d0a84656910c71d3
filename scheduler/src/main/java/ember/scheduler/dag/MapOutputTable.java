// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.event.OutputLoss;
import ember.scheduler.table.IdTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where every map output is: the part of Spark's {@code MapOutputTracker}, owned by the scheduler. Outlives the stages that wrote them;
 * a shuffle is forgotten when no one can use it any more.
 */
final class MapOutputTable {
    private static final int NO_JOB = -1;
    /** Most shuffles are read by no other shuffle. */
    private static final NavigableSet<Integer> NO_READERS = Collections.emptyNavigableSet();

    /** As many losses are told apart; the last one stands for all later ones. */
    private static final int LOSSES_TOLD = 4;

    private final IdTable<Shuffle> shuffles = new IdTable<>();
    private final OutputsByExecutor byExecutor = new OutputsByExecutor();

    /** The outputs of one shuffle. */
    final class Shuffle {
        private final int shuffleId;
        private final int reducePartitions;
        private final @Nullable MapOutput[] outputs;
        private final BitSet missing;
        private final OutputsByExecutor.Links links;
        private final int[] parents;
        private NavigableSet<Integer> readers = NO_READERS;
        private int available;
        private boolean released;
        private int madeByJob = NO_JOB;
        private List<OutputLoss> losses = List.of();
        private @Nullable MapOutputs snapshot;

        private Shuffle(int shuffleId, int mapPartitions, int reducePartitions, List<Integer> parents) {
            this.shuffleId = shuffleId;
            this.reducePartitions = reducePartitions;
            this.outputs = new MapOutput[mapPartitions];
            this.missing = new BitSet(mapPartitions);
            missing.set(0, mapPartitions);
            this.links = new OutputsByExecutor.Links(shuffleId, mapPartitions);
            this.parents = new int[parents.size()];
            for (int i = 0; i < this.parents.length; i++) {
                this.parents[i] = parents.get(i);
            }
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
            byExecutor.add(output.executor(), links, partition);
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
            byExecutor.remove(output.executor(), links, mapPartition);
            snapshot = null;
            return true;
        }

        /** Forgets all outputs. */
        void unregisterAll(OutputLoss.Kind kind, String what) {
            int forgotten = available;
            for (MapOutput output : outputs.clone()) {
                if (output != null) {
                    unregister(output.mapPartition(), output.writer());
                }
            }
            if (forgotten > 0) {
                lost(kind, what, forgotten);
            }
            madeByJob = NO_JOB;
        }

        /** Whether all outputs were there at some time, so that others may have read them and made something of them. */
        boolean mayHaveBeenRead() {
            return madeByJob != NO_JOB;
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

        /** Why some outputs were forgotten just now; told with the others when they are made again. */
        void lost(OutputLoss.Kind kind, String what, int count) {
            List<OutputLoss> told = new ArrayList<>(losses);
            int last = told.size() - 1;
            // Each reader that misses an output tells of it: the first one stands for them.
            boolean sameAsLast = last >= 0
                    && told.get(last).kind() == kind
                    && (kind == OutputLoss.Kind.UNREADABLE
                            || told.get(last).what().equals(what));
            if (sameAsLast || told.size() == LOSSES_TOLD) {
                told.set(last, told.get(last).more(count));
            } else {
                told.add(new OutputLoss(kind, what, count));
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

    /**
     * Makes a shuffle known that is not.
     *
     * @param parents the shuffles that its map stage reads
     */
    Shuffle registerShuffle(int shuffleId, int mapPartitions, int reducePartitions, List<Integer> parents) {
        if (shuffles.get(shuffleId) != null) {
            throw new IllegalStateException("shuffle " + shuffleId + " registered twice");
        }
        Shuffle shuffle = new Shuffle(shuffleId, mapPartitions, reducePartitions, parents);
        shuffles.add(shuffleId, shuffle);
        for (int parent : shuffle.parents) {
            Shuffle read = shuffles.get(parent);
            if (read != null) {
                read.readers = read.readers == NO_READERS ? new TreeSet<>() : read.readers;
                read.readers.add(shuffleId);
            }
        }
        return shuffle;
    }

    void unregisterShuffle(int shuffleId) {
        Shuffle forgotten = shuffles.remove(shuffleId);
        if (forgotten == null) {
            return;
        }
        for (int parent : forgotten.parents) {
            Shuffle read = shuffles.get(parent);
            if (read != null && read.readers.contains(shuffleId)) {
                read.readers.remove(shuffleId);
            }
        }
        for (MapOutput output : forgotten.outputs) {
            if (output != null) {
                forgotten.unregister(output.mapPartition(), output.writer());
            }
        }
    }

    /** A shuffle and all those that were made from it, directly or not, whether or not a stage writes them now. */
    List<Shuffle> madeFrom(Shuffle shuffle) {
        Map<Integer, Shuffle> found = new TreeMap<>();
        Deque<Shuffle> toVisit = new ArrayDeque<>();
        toVisit.add(shuffle);
        while (!toVisit.isEmpty()) {
            Shuffle visited = toVisit.removeFirst();
            if (found.putIfAbsent(visited.shuffleId, visited) == null) {
                for (int reader : visited.readers) {
                    Shuffle known = shuffles.get(reader);
                    if (known != null) {
                        toVisit.add(known);
                    }
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Forgets everything an executor kept. @return what that was, by shuffle and map partition */
    List<MapOutput> removeOutputsOnExecutor(String executor) {
        List<MapOutput> removed = new ArrayList<>();
        for (int shuffleId : byExecutor.shuffles(executor)) {
            Shuffle shuffle = shuffles.get(shuffleId);
            if (shuffle == null) {
                throw new IllegalStateException("executor " + executor + " keeps forgotten shuffle " + shuffleId);
            }
            int[] mapPartitions = byExecutor.mapPartitions(executor, shuffle.links);
            for (int mapPartition : mapPartitions) {
                MapOutput output = shuffle.outputs[mapPartition];
                if (output != null && shuffle.unregister(mapPartition, output.writer())) {
                    removed.add(output);
                }
            }
            shuffle.lost(OutputLoss.Kind.EXECUTOR, executor, mapPartitions.length);
        }
        byExecutor.forget(executor);
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
                    if (!byExecutor.keeps(output.executor(), shuffle.links)) {
                        throw new IllegalStateException("output " + p + " of shuffle " + shuffle.shuffleId
                                + " is not among those that executor " + output.executor() + " keeps");
                    }
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
            hash = hash * 31 + shuffle.madeByJob;
            for (MapOutput output : shuffle.outputs) {
                hash = hash * 31 + (output == null ? -1 : output.writer());
            }
        }
        return hash;
    }
}
