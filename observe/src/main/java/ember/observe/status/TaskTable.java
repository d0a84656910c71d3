// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocality;
import ember.model.TaskMetrics;
import ember.model.event.AccumulableInfo;
import ember.model.event.EngineEvent;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The task attempts of one stage attempt in columns, by task id. What few tasks have, such as an error, is in maps. Guarded by the
 * store's lock; a {@link #snapshot} is its owner's.
 */
final class TaskTable {
    private static final TaskLocality[] LOCALITIES = TaskLocality.values();
    private static final int NO_METRICS = -1;

    private int size;
    private int version;
    private long[] taskIds = new long[4];
    private long[] launched = new long[4];
    private long[] gettingResult = new long[0];
    private long[] finished = new long[4];
    private int[] indices = new int[4];
    private int[] partitions = new int[4];
    private int[] attempts = new int[4];
    private int[] places = new int[4];
    private int[] metricsAt = new int[4];
    private int[] changedAt = new int[4];
    private byte[] states = new byte[4];
    private byte[] localities = new byte[4];
    private final Places placeNames;
    private final int expected;
    private PackedMetrics metrics = new PackedMetrics();
    /** What tasks that run have reported last: as many as run, however often they report. */
    private Map<Long, TaskMetrics> reported = new HashMap<>();

    private Map<Long, String> errors = new HashMap<>();
    private Map<Long, String> causes = new HashMap<>();
    private Map<Long, List<AccumulableInfo>> accumulables = new HashMap<>();

    /** @param expected how many tasks there will be unless some are tried again; room for them is made as they start */
    TaskTable(Places placeNames, int expected) {
        this.placeNames = placeNames;
        this.expected = expected;
    }

    int size() {
        return size;
    }

    void start(TaskInfo task) {
        TaskAttempt attempt = task.attempt();
        if (size == taskIds.length) {
            resize(roomAfter(size));
        }
        int row = size;
        // Ids rise, in every log seen so far; a log may still say something else.
        while (row > 0 && taskIds[row - 1] > attempt.taskId()) {
            move(row - 1, row);
            row--;
        }
        size++;
        taskIds[row] = attempt.taskId();
        launched[row] = task.launchTimeMillis();
        finished[row] = 0;
        if (gettingResult.length > 0) {
            gettingResult[row] = 0;
        }
        indices[row] = attempt.index();
        partitions[row] = attempt.partition();
        attempts[row] = attempt.attemptNumber();
        places[row] = placeNames.number(attempt.executor(), attempt.host());
        metricsAt[row] = NO_METRICS;
        changedAt[row] = ++version;
        localities[row] = (byte) localityNumber(attempt.locality());
        states[row] = (byte) (attempt.speculative() ? TaskRow.SPECULATIVE : 0);
        if (!(task.cause() instanceof TaskCause.First)) {
            causes.put(attempt.taskId(), task.cause().sentence());
        }
    }

    /** Growing takes time while the engine waits: in few steps, but no further than needed. */
    private int roomAfter(int full) {
        return Math.max(8, full < expected ? (int) Math.min(expected, 4L * full) : full + (full >> 1));
    }

    @SuppressWarnings("EnumOrdinal") // an index of an array in this class
    private static int localityNumber(TaskLocality locality) {
        return locality.ordinal();
    }

    void gettingResult(TaskInfo task) {
        int row = row(task.attempt().taskId());
        if (row >= 0) {
            changedAt[row] = ++version;
            noteGettingResult(row, task.gettingResultTimeMillis());
        }
    }

    /** Few stages have results that are fetched: the column is there only if one has. */
    private void noteGettingResult(int row, long timeMillis) {
        if (timeMillis != 0) {
            gettingResult = gettingResult.length == 0 ? new long[taskIds.length] : gettingResult;
            gettingResult[row] = timeMillis;
        }
    }

    /**
     * How far a task that runs has come.
     *
     * @return whether that is news
     */
    boolean report(long taskId, TaskMetrics figures) {
        int row = row(taskId);
        if (row < 0 || figures.equals(reported.put(taskId, figures))) {
            return false;
        }
        changedAt[row] = ++version;
        return true;
    }

    /** Tells what tasks that run have reported last, and the executor of each. */
    void forEachReport(BiConsumer<String, TaskMetrics> consumer) {
        reported.forEach((taskId, figures) -> consumer.accept(placeNames.executor(places[row(taskId)]), figures));
    }

    /** @return its figures: those of its end or, as in Spark, if that has none what it reported last; null: neither is known */
    @Nullable
    TaskMetrics end(EngineEvent.TaskEnded event) {
        TaskInfo task = event.task();
        long taskId = task.attempt().taskId();
        TaskMetrics figures = event.metrics();
        if (!reported.isEmpty()) {
            TaskMetrics last = reported.remove(taskId);
            figures = figures == null ? last : figures;
        }
        int row = row(taskId);
        if (row < 0) {
            return figures;
        }
        finished[row] = task.finishTimeMillis();
        changedAt[row] = ++version;
        noteGettingResult(row, task.gettingResultTimeMillis());
        int state = states[row] & TaskRow.SPECULATIVE;
        if (task.failed()) {
            state |= TaskRow.FAILED;
        } else if (task.killed()) {
            state |= TaskRow.KILLED;
        }
        states[row] = (byte) state;
        metricsAt[row] = figures == null ? NO_METRICS : metrics.add(figures);
        if (!(event.end() instanceof TaskEnd.Succeeded)) {
            errors.put(taskId, error(event.end()));
        }
        if (!task.accumulables().isEmpty()) {
            accumulables.put(taskId, task.accumulables());
        }
        return figures;
    }

    /** As Spark's pages tell it: of a task that was killed, only why. */
    private static String error(TaskEnd end) {
        return end instanceof TaskEnd.Killed killed ? killed.reason() : end.errorString();
    }

    /** Forgets the tasks that were started first and have ended. Looks only at those: the others move as whole pieces of columns. */
    void dropOldest(int count) {
        int excess = count;
        int looked = 0;
        while (looked < size && excess > 0) {
            if (finished[looked] != 0) {
                excess--;
                errors.remove(taskIds[looked]);
                causes.remove(taskIds[looked]);
                accumulables.remove(taskIds[looked]);
            }
            looked++;
        }
        int first = looked;
        for (int row = looked - 1; row >= 0; row--) {
            if (finished[row] == 0) {
                move(row, --first);
            }
        }
        dropRows(first);
        dropMetrics();
    }

    private void dropRows(int count) {
        int kept = size - count;
        System.arraycopy(taskIds, count, taskIds, 0, kept);
        System.arraycopy(launched, count, launched, 0, kept);
        System.arraycopy(finished, count, finished, 0, kept);
        if (gettingResult.length > 0) {
            System.arraycopy(gettingResult, count, gettingResult, 0, kept);
        }
        System.arraycopy(indices, count, indices, 0, kept);
        System.arraycopy(partitions, count, partitions, 0, kept);
        System.arraycopy(attempts, count, attempts, 0, kept);
        System.arraycopy(places, count, places, 0, kept);
        System.arraycopy(metricsAt, count, metricsAt, 0, kept);
        System.arraycopy(changedAt, count, changedAt, 0, kept);
        System.arraycopy(states, count, states, 0, kept);
        System.arraycopy(localities, count, localities, 0, kept);
        size = kept;
    }

    /** What lies before the figures of every task that is left: they were added as tasks ended, so that is nearly all that nobody needs. */
    private void dropMetrics() {
        int from = metrics.length();
        for (int row = 0; row < size; row++) {
            from = metricsAt[row] == NO_METRICS ? from : Math.min(from, metricsAt[row]);
        }
        for (int row = 0; row < size; row++) {
            metricsAt[row] -= metricsAt[row] == NO_METRICS ? 0 : from;
        }
        metrics.dropFirst(from);
    }

    private void move(int from, int to) {
        taskIds[to] = taskIds[from];
        launched[to] = launched[from];
        finished[to] = finished[from];
        if (gettingResult.length > 0) {
            gettingResult[to] = gettingResult[from];
        }
        indices[to] = indices[from];
        partitions[to] = partitions[from];
        attempts[to] = attempts[from];
        places[to] = places[from];
        metricsAt[to] = metricsAt[from];
        changedAt[to] = changedAt[from];
        states[to] = states[from];
        localities[to] = localities[from];
    }

    private void resize(int room) {
        taskIds = Arrays.copyOf(taskIds, room);
        launched = Arrays.copyOf(launched, room);
        finished = Arrays.copyOf(finished, room);
        gettingResult = gettingResult.length == 0 ? gettingResult : Arrays.copyOf(gettingResult, room);
        indices = Arrays.copyOf(indices, room);
        partitions = Arrays.copyOf(partitions, room);
        attempts = Arrays.copyOf(attempts, room);
        places = Arrays.copyOf(places, room);
        metricsAt = Arrays.copyOf(metricsAt, room);
        changedAt = Arrays.copyOf(changedAt, room);
        states = Arrays.copyOf(states, room);
        localities = Arrays.copyOf(localities, room);
    }

    /** As it is now: for reading without the lock. */
    TaskTable snapshot() {
        TaskTable copy = new TaskTable(placeNames.snapshot(), expected);
        copy.taskIds = taskIds.clone();
        copy.launched = launched.clone();
        copy.finished = finished.clone();
        copy.gettingResult = gettingResult.clone();
        copy.indices = indices.clone();
        copy.partitions = partitions.clone();
        copy.attempts = attempts.clone();
        copy.places = places.clone();
        copy.metricsAt = metricsAt.clone();
        copy.changedAt = changedAt.clone();
        copy.version = version;
        copy.states = states.clone();
        copy.localities = localities.clone();
        copy.size = size;
        copy.metrics = metrics.snapshot();
        copy.reported = new HashMap<>(reported);
        copy.errors = new HashMap<>(errors);
        copy.causes = new HashMap<>(causes);
        copy.accumulables = new HashMap<>(accumulables);
        return copy;
    }

    /** The row of a task; negative: it has none. */
    int row(long taskId) {
        return Arrays.binarySearch(taskIds, 0, size, taskId);
    }

    /** Rises with each change of a row. */
    int version() {
        return version;
    }

    /** The version that the last change of a row made. */
    int changedAt(int row) {
        return changedAt[row];
    }

    long finished(int row) {
        return finished[row];
    }

    /** Whether a task has succeeded and told figures. */
    boolean hasSucceeded(int row) {
        return finished[row] != 0 && (states[row] & ~TaskRow.SPECULATIVE) == 0 && metricsAt[row] != NO_METRICS;
    }

    @Nullable
    TaskMetrics metrics(int row) {
        return metricsAt[row] == NO_METRICS ? reported.get(taskIds[row]) : metrics.read(metricsAt[row]);
    }

    /** @param nowMillis until when a task that runs has lasted */
    void read(int row, long nowMillis, TaskFigures into) {
        long fetched = gettingResult.length == 0 ? 0 : gettingResult[row];
        long end = finished[row] == 0 ? nowMillis : finished[row];
        into.fill(
                launched[row],
                Math.max(0, end - launched[row]),
                fetched == 0 || finished[row] == 0 ? 0 : Math.max(0, end - fetched),
                finished[row] == 0,
                placeNames.executor(places[row]));
        if (metricsAt[row] == NO_METRICS) {
            into.metrics(reported.get(taskIds[row]));
        } else {
            metrics.read(metricsAt[row], into.metrics());
        }
    }

    /** @param nowMillis until when a task that runs has lasted */
    TaskRow read(int row, long nowMillis) {
        long taskId = taskIds[row];
        return new TaskRow(
                taskId,
                indices[row],
                attempts[row],
                partitions[row],
                launched[row],
                gettingResult.length == 0 ? 0 : gettingResult[row],
                finished[row],
                finished[row] == 0 ? Math.max(0, nowMillis - launched[row]) : finished[row] - launched[row],
                placeNames.executor(places[row]),
                placeNames.host(places[row]),
                LOCALITIES[localities[row]],
                states[row],
                metrics(row),
                accumulables.getOrDefault(taskId, List.of()),
                errors.get(taskId),
                causes.get(taskId));
    }
}
