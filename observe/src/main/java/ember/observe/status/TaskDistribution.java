// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.TaskMetric;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of the figures of the tasks of a stage attempt that succeeded. As in Spark a quantile is one of the values, the one at
 * {@code min(floor(q * n), n - 1)} of all in order: nothing is interpolated.
 */
@SuppressWarnings("EnumOrdinal") // indexes of arrays that never leave this class
public final class TaskDistribution {
    private final double[] quantiles;
    private final int[] positions;
    private final int count;
    private final long[][] byMetric;
    private final long[] durations;
    private final long[] gettingResult;
    private final long[] schedulerDelays;

    private TaskDistribution(double[] quantiles, StageTasks tasks, int count) {
        this.quantiles = quantiles.clone();
        this.count = count;
        this.positions = new int[quantiles.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (int) Math.max(0, Math.min(count - 1, (long) (quantiles[i] * count)));
        }
        TaskMetric[] metrics = TaskMetric.values();
        byMetric = new long[metrics.length][count];
        durations = new long[count];
        gettingResult = new long[count];
        schedulerDelays = new long[count];
        TaskFigures figures = new TaskFigures();
        int at = 0;
        for (int position = 0; position < tasks.size(); position++) {
            if (tasks.hasSucceeded(position)) {
                tasks.figures(position, figures);
                durations[at] = figures.durationMillis();
                gettingResult[at] = figures.gettingResultMillis();
                schedulerDelays[at] = figures.schedulerDelayMillis();
                for (TaskMetric metric : metrics) {
                    byMetric[metric.ordinal()][at] = figures.metric(metric);
                }
                at++;
            }
        }
    }

    static @Nullable TaskDistribution of(StageTasks tasks, double[] quantiles) {
        int succeeded = 0;
        for (int position = 0; position < tasks.size(); position++) {
            succeeded += tasks.hasSucceeded(position) ? 1 : 0;
        }
        return succeeded == 0 ? null : new TaskDistribution(quantiles, tasks, succeeded);
    }

    /** The quantiles that were asked for; every list of values here is parallel to them. */
    public double[] quantiles() {
        return quantiles.clone();
    }

    /** How many tasks have succeeded. */
    public int count() {
        return count;
    }

    public double[] of(TaskMetric metric) {
        return pick(byMetric[metric.ordinal()].clone());
    }

    /** The quantiles of the sum of two figures of each task. */
    public double[] ofSum(TaskMetric one, TaskMetric other) {
        long[] sum = byMetric[one.ordinal()].clone();
        for (int i = 0; i < count; i++) {
            sum[i] += byMetric[other.ordinal()][i];
        }
        return pick(sum);
    }

    public double[] durationMillis() {
        return pick(durations.clone());
    }

    public double[] gettingResultMillis() {
        return pick(gettingResult.clone());
    }

    public double[] schedulerDelayMillis() {
        return pick(schedulerDelays.clone());
    }

    private double[] pick(long[] values) {
        Arrays.sort(values);
        double[] picked = new double[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[positions[i]];
        }
        return picked;
    }
}
