// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import ember.model.TaskMetric;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StageTasks;
import ember.observe.status.StageView;
import ember.observe.status.TaskFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All remembered task attempts in the order of their launch, in columns: there may be a million. */
public final class AllTasks {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int ROW_BITS = 24;

    private final List<StageView> stages = new ArrayList<>();
    private final Map<String, Integer> executors = new LinkedHashMap<>();
    private final TaskFigures one = new TaskFigures();
    private @Nullable String latestExecutor;
    private int latestNumber;
    private int size;
    private long[] launched = new long[16];
    private int[] lasted = new int[16];
    private int[] stageOf = new int[16];
    private int[] executorOf = new int[16];
    private int[] figures = new int[16 * Figure.COUNT];

    /** What part of a task's time went where, in milliseconds. */
    public enum Figure {
        CPU,
        GC,
        FETCH_WAIT,
        SHUFFLE_WRITE,
        RUN,
        DESERIALIZE,
        SERIALIZE,
        FETCH_RESULT;

        private static final int COUNT = values().length;
    }

    private AllTasks() {}

    /** @param nowMillis until when tasks that run have lasted */
    public static AllTasks of(ApplicationStore store, long nowMillis) {
        AllTasks all = new AllTasks();
        List<StageView> oldestFirst = store.stageViews();
        Collections.reverse(oldestFirst);
        for (StageView stage : oldestFirst) {
            StageTasks tasks = stage.retainedTasks() == 0
                    ? null
                    : store.tasks(stage.info().stageId(), stage.info().attempt(), nowMillis);
            if (tasks != null) {
                all.add(stage, tasks);
            }
        }
        all.sort();
        return all;
    }

    private void add(StageView stage, StageTasks tasks) {
        stages.add(stage);
        for (int i = 0; i < tasks.size(); i++) {
            tasks.figures(i, one);
            add(one);
        }
    }

    private void add(TaskFigures row) {
        if (size == launched.length) {
            int room = size * 2;
            launched = Arrays.copyOf(launched, room);
            lasted = Arrays.copyOf(lasted, room);
            stageOf = Arrays.copyOf(stageOf, room);
            executorOf = Arrays.copyOf(executorOf, room);
            figures = Arrays.copyOf(figures, room * Figure.COUNT);
        }
        launched[size] = row.launchedMillis();
        lasted[size] = (int) Math.max(0, row.durationMillis());
        stageOf[size] = stages.size() - 1;
        executorOf[size] = executor(row.executor());
        note(Figure.CPU, row.metric(TaskMetric.EXECUTOR_CPU_NANOS) / NANOS_PER_MILLI);
        note(Figure.GC, row.metric(TaskMetric.JVM_GC_TIME));
        note(Figure.FETCH_WAIT, row.metric(TaskMetric.FETCH_WAIT_TIME));
        note(Figure.SHUFFLE_WRITE, row.metric(TaskMetric.SHUFFLE_WRITE_NANOS) / NANOS_PER_MILLI);
        note(Figure.RUN, row.running() ? row.durationMillis() : row.metric(TaskMetric.EXECUTOR_RUN_TIME));
        note(Figure.DESERIALIZE, row.metric(TaskMetric.EXECUTOR_DESERIALIZE_TIME));
        note(Figure.SERIALIZE, row.metric(TaskMetric.RESULT_SERIALIZATION_TIME));
        note(Figure.FETCH_RESULT, row.gettingResultMillis());
        size++;
    }

    private int executor(String name) {
        if (!name.equals(latestExecutor)) {
            latestExecutor = name;
            latestNumber = executors.getOrDefault(name, executors.size());
            executors.put(name, latestNumber);
        }
        return latestNumber;
    }

    @SuppressWarnings("EnumOrdinal") // an index of an array in this class
    private void note(Figure figure, long millis) {
        figures[size * Figure.COUNT + figure.ordinal()] = (int) Math.min(Integer.MAX_VALUE, millis);
    }

    private void sort() {
        if (isSorted()) {
            return;
        }
        long base = from();
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (launched[i] - base) << ROW_BITS | i;
        }
        Arrays.sort(keys);
        AllTasks sorted = new AllTasks();
        sorted.launched = new long[size];
        sorted.lasted = new int[size];
        sorted.stageOf = new int[size];
        sorted.executorOf = new int[size];
        sorted.figures = new int[size * Figure.COUNT];
        for (int to = 0; to < size; to++) {
            int row = (int) (keys[to] & (1 << ROW_BITS) - 1);
            sorted.launched[to] = launched[row];
            sorted.lasted[to] = lasted[row];
            sorted.stageOf[to] = stageOf[row];
            sorted.executorOf[to] = executorOf[row];
            System.arraycopy(figures, row * Figure.COUNT, sorted.figures, to * Figure.COUNT, Figure.COUNT);
        }
        launched = sorted.launched;
        lasted = sorted.lasted;
        stageOf = sorted.stageOf;
        executorOf = sorted.executorOf;
        figures = sorted.figures;
    }

    private boolean isSorted() {
        for (int i = 1; i < size; i++) {
            if (launched[i] < launched[i - 1]) {
                return false;
            }
        }
        return true;
    }

    public int size() {
        return size;
    }

    /** Stage attempts that have tasks. */
    public List<StageView> stages() {
        return stages;
    }

    public List<String> executors() {
        return new ArrayList<>(executors.keySet());
    }

    /** The first launch; 0: there is none. */
    public long from() {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            first = Math.min(first, launched[i]);
        }
        return size == 0 ? 0 : first;
    }

    public long launchedMillis(int row) {
        return launched[row];
    }

    public int durationMillis(int row) {
        return lasted[row];
    }

    /** An index of {@link #stages}. */
    public int stage(int row) {
        return stageOf[row];
    }

    /** An index of {@link #executors}. */
    public int executor(int row) {
        return executorOf[row];
    }

    @SuppressWarnings("EnumOrdinal") // an index of an array in this class
    public int figureMillis(int row, Figure figure) {
        return figures[row * Figure.COUNT + figure.ordinal()];
    }
}
