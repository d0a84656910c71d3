// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import ember.observe.analysis.AllTasks.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which core ran what when: the tasks of each executor on as few lanes as they need, and how many cores did what over time. */
public final class CoreTimeline {
    private static final int BINS = 240;

    private final AllTasks tasks;
    private final List<Lane> lanes = new ArrayList<>();
    private final long from;
    private final long to;
    private final double[][] busy = new double[Use.COUNT][BINS];

    /** What cores did. */
    public enum Use {
        /** The work itself, garbage collection left out. */
        COMPUTE,
        GC,
        FETCH_WAIT,
        SHUFFLE_WRITE,
        DESERIALIZE,
        SERIALIZE,
        FETCH_RESULT,
        /** What remains of a task's time: until it ran, and until its end was known. */
        DELAY,
        /** Processor time, whatever it was for. */
        CPU;

        private static final int COUNT = values().length;
    }

    /** Tasks that do not overlap, as rows of {@link AllTasks}, in the order of time. */
    public static final class Lane {
        private final int executor;
        private int[] rows = new int[8];
        private int size;
        private long freeFrom;

        private Lane(int executor) {
            this.executor = executor;
        }

        private void add(int row, long end) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
            }
            rows[size++] = row;
            freeFrom = end;
        }

        public int executor() {
            return executor;
        }

        public int size() {
            return size;
        }

        public int row(int position) {
            return rows[position];
        }
    }

    public CoreTimeline(AllTasks tasks) {
        this.tasks = tasks;
        this.from = tasks.from();
        long end = from + 1;
        List<List<Lane>> byExecutor = new ArrayList<>();
        for (int i = 0; i < tasks.executors().size(); i++) {
            byExecutor.add(new ArrayList<>());
        }
        for (int row = 0; row < tasks.size(); row++) {
            place(row, byExecutor.get(tasks.executor(row)));
            end = Math.max(end, tasks.launchedMillis(row) + tasks.durationMillis(row));
        }
        byExecutor.forEach(lanes::addAll);
        to = end;
        for (int row = 0; row < tasks.size(); row++) {
            spread(row);
        }
    }

    private void place(int row, List<Lane> own) {
        long launched = tasks.launchedMillis(row);
        int lane = 0;
        while (lane < own.size() && own.get(lane).freeFrom > launched) {
            lane++;
        }
        if (lane == own.size()) {
            own.add(new Lane(tasks.executor(row)));
        }
        own.get(lane).add(row, launched + tasks.durationMillis(row));
    }

    private void spread(int row) {
        int duration = tasks.durationMillis(row);
        if (duration == 0) {
            return;
        }
        int gc = tasks.figureMillis(row, Figure.GC);
        int wait = tasks.figureMillis(row, Figure.FETCH_WAIT);
        int write = tasks.figureMillis(row, Figure.SHUFFLE_WRITE);
        int run = tasks.figureMillis(row, Figure.RUN);
        int compute = Math.max(0, run - gc - wait - write);
        int open = tasks.figureMillis(row, Figure.DESERIALIZE);
        int pack = tasks.figureMillis(row, Figure.SERIALIZE);
        int fetch = tasks.figureMillis(row, Figure.FETCH_RESULT);
        int delay = Math.max(0, duration - compute - gc - wait - write - open - pack - fetch);
        double bin = Math.max(1, (to - from)) / (double) BINS;
        double start = (tasks.launchedMillis(row) - from) / bin;
        double end = start + duration / bin;
        for (int i = (int) start; i < BINS && i < end; i++) {
            // The part of this bin in which the task ran, for each kind the share of the task's time.
            double share = (Math.min(end, i + 1) - Math.max(start, i)) / duration;
            add(Use.COMPUTE, i, share * compute);
            add(Use.GC, i, share * gc);
            add(Use.FETCH_WAIT, i, share * wait);
            add(Use.SHUFFLE_WRITE, i, share * write);
            add(Use.DESERIALIZE, i, share * open);
            add(Use.SERIALIZE, i, share * pack);
            add(Use.FETCH_RESULT, i, share * fetch);
            add(Use.DELAY, i, share * delay);
            add(Use.CPU, i, share * tasks.figureMillis(row, Figure.CPU));
        }
    }

    @SuppressWarnings("EnumOrdinal") // an index of an array in this class
    private void add(Use use, int bin, double cores) {
        busy[use.ordinal()][bin] += cores;
    }

    /** Of each executor, executors in the order in which they came. */
    public List<Lane> lanes() {
        return lanes;
    }

    /** How many tasks of a lane run at some time of an interval. */
    public int tasksBetween(Lane lane, long fromMillis, long untilMillis) {
        int first = LanePieces.firstAfter(tasks, lane, fromMillis, 0);
        int beyond = LanePieces.firstAfter(tasks, lane, untilMillis, first);
        return beyond - first + (beyond < lane.size() && tasks.launchedMillis(lane.row(beyond)) < untilMillis ? 1 : 0);
    }

    public long fromMillis() {
        return from;
    }

    public long toMillis() {
        return to;
    }

    /** How many cores did it, on average, in each of the equal parts of the time from the first launch to the last end. */
    @SuppressWarnings("EnumOrdinal") // an index of an array in this class
    public double[] cores(Use use) {
        return busy[use.ordinal()].clone();
    }
}
