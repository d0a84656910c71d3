// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.flight.Flight;
import ember.model.flight.ShuffleReadEvent;
import ember.shuffle.Segment;
import ember.shuffle.SegmentCursor;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The map outputs that a task may read, as they were when it was launched, and the first of them that it could not read. */
final class ShuffleInputs implements Closeable {
    private final List<MapOutputs> inputs;
    private final RunningTask task;
    private final Peers peers;

    /** Map outputs that are not read to their end; guards itself. */
    private final List<SegmentCursor> open = new ArrayList<>(0);

    private TaskEnd.@Nullable FetchFailed failure;

    ShuffleInputs(List<MapOutputs> inputs, RunningTask task, Peers peers) {
        this.inputs = inputs;
        this.task = task;
        this.peers = peers;
    }

    /** The first fetch failure, even if the user's code swallowed it; null: none. */
    TaskEnd.@Nullable FetchFailed failure() {
        return failure;
    }

    void throwIfFailed() {
        TaskEnd.FetchFailed failed = failure;
        if (failed != null) {
            throw new FetchFailedException(failed);
        }
    }

    /**
     * What there is of reduce partitions [from, until) of a shuffle, by map partition.
     *
     * @throws FetchFailedException if an output is not there any more
     */
    List<Segment> segments(int shuffleId, int from, int until) {
        ShuffleReadEvent flight = Flight.shuffleRead(shuffleId, from, until);
        MapOutputs outputs = outputsOf(shuffleId);
        List<Segment> segments = new ArrayList<>();
        for (int map = 0; map < outputs.mapPartitions(); map++) {
            for (int reduce = from; reduce < until; reduce++) {
                fetch(outputs, map, reduce, segments);
            }
        }
        if (flight != null) {
            flight.ended(segments.size());
        }
        return segments;
    }

    private MapOutputs outputsOf(int shuffleId) {
        for (MapOutputs outputs : inputs) {
            if (outputs.shuffleId() == shuffleId) {
                return outputs;
            }
        }
        throw new IllegalStateException(
                "shuffle " + shuffleId + " is not an input of " + task.attempt().label());
    }

    private void fetch(MapOutputs outputs, int map, int reduce, List<Segment> into) {
        MapOutput output = outputs.output(map);
        int shuffleId = outputs.shuffleId();
        if (output == null) {
            String missing = "Missing an output location for shuffle " + shuffleId + " partition " + reduce;
            throw failed(new TaskEnd.FetchFailed(shuffleId, -1, -1, reduce, null, null, missing, null));
        }
        if (output.sizes().bytes(reduce) == 0) {
            return;
        }
        Segment segment = peers.segment(output, reduce);
        if (segment == null) {
            throw failed(output, reduce, "is gone from executor " + output.executor());
        }
        into.add(new FetchedSegment(segment, output, reduce, this));
        task.metrics().add(TaskMetric.LOCAL_BLOCKS_FETCHED, 1);
        task.metrics().add(TaskMetric.LOCAL_BYTES_READ, output.sizes().bytes(reduce));
    }

    /** What was kept of an output cannot be read: it is dropped, and its map task is to run again. */
    FetchFailedException unreadable(MapOutput output, int reduce, String why) {
        task.throwIfKilled();
        peers.drop(output);
        return failed(output, reduce, "on executor " + output.executor() + " cannot be read: " + why);
    }

    private FetchFailedException failed(MapOutput output, int reduce, String what) {
        String message = "output of map partition " + output.mapPartition() + " of shuffle " + output.shuffleId()
                + ", written by task " + output.writer() + ", " + what;
        return failed(new TaskEnd.FetchFailed(
                output.shuffleId(),
                output.mapPartition(),
                output.writer(),
                reduce,
                output.executor(),
                output.host(),
                message,
                null));
    }

    private FetchFailedException failed(TaskEnd.FetchFailed fetch) {
        if (failure == null) {
            failure = fetch;
        }
        return new FetchFailedException(fetch);
    }

    /**
     * What else the task was told of that is gone, and with it from the stores: files are often lost together, and one round of
     * recovery should make up for all.
     */
    List<TaskEnd.LostOutput> lostToo(TaskEnd.FetchFailed failed) {
        List<TaskEnd.LostOutput> lost = new ArrayList<>(0);
        for (MapOutputs outputs : inputs) {
            for (int map = 0; map < outputs.mapPartitions(); map++) {
                MapOutput output = outputs.output(map);
                if (output != null && output.writer() != failed.writer() && !peers.isThere(output)) {
                    peers.drop(output);
                    lost.add(new TaskEnd.LostOutput(output.shuffleId(), output.mapPartition(), output.writer()));
                }
            }
        }
        if (!lost.isEmpty()) {
            LoggerFactory.getLogger("Executor")
                    .warn(
                            "{} more map outputs that {} would read are gone",
                            lost.size(),
                            task.attempt().label());
        }
        return lost;
    }

    /** An output is being read. */
    void opened(SegmentCursor records) {
        synchronized (open) {
            open.add(records);
        }
    }

    /** An output was read to its end. */
    void ended(SegmentCursor records) {
        synchronized (open) {
            open.remove(records);
        }
    }

    /** Closes what was not read to its end. */
    @Override
    public void close() {
        synchronized (open) {
            for (SegmentCursor records : open) {
                try {
                    records.close();
                } catch (IOException e) {
                    LoggerFactory.getLogger("Executor")
                            .warn("Could not close a file of {}", task.attempt().label(), e);
                }
            }
            open.clear();
        }
    }
}
