// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import java.util.Arrays;

/**
 * What of a lane can be seen in a part of the time: tasks that are long enough to be seen are pieces of their own, shorter ones of the
 * same stage are one piece with those beside them, and of what else lies within one step of time only the first is seen.
 */
public final class LanePieces {
    private int size;
    private int[] rows = new int[16];
    private long[] starts = new long[16];
    private long[] ends = new long[16];

    /**
     * Looks at no more tasks than there are pieces, several times.
     *
     * @param until what begins then or later is left out
     * @param step the shortest time that is seen; 0: each task is a piece
     */
    public LanePieces(AllTasks tasks, CoreTimeline.Lane lane, long from, long until, long step) {
        int i = firstAfter(tasks, lane, from, 0);
        while (i < lane.size() && tasks.launchedMillis(lane.row(i)) < until) {
            int row = lane.row(i);
            long start = tasks.launchedMillis(row);
            long end = start + tasks.durationMillis(row);
            boolean seenAlone = end - start >= step;
            if (!seenAlone
                    && size > 0
                    && tasks.stage(rows[size - 1]) == tasks.stage(row)
                    && start - ends[size - 1] < step) {
                ends[size - 1] = end;
            } else {
                add(row, start, end);
            }
            // The next that is no part of this step.
            i = seenAlone ? i + 1 : firstAfter(tasks, lane, start + step, i + 1);
        }
    }

    private void add(int row, long start, long end) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        rows[size] = row;
        starts[size] = start;
        ends[size++] = end;
    }

    /** Tasks of a lane end in the order in which they begin: they do not overlap. */
    static int firstAfter(AllTasks tasks, CoreTimeline.Lane lane, long time, int from) {
        int low = from;
        int high = lane.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int row = lane.row(middle);
            if (tasks.launchedMillis(row) + tasks.durationMillis(row) > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    public int size() {
        return size;
    }

    /** A task of the piece, as a row of {@link AllTasks}. */
    public int row(int piece) {
        return rows[piece];
    }

    public long startMillis(int piece) {
        return starts[piece];
    }

    public long endMillis(int piece) {
        return ends[piece];
    }
}
