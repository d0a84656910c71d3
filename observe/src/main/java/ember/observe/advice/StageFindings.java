// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.StageInfo;
import ember.observe.status.StageTasks;
import ember.observe.status.StageView;
import ember.observe.status.TaskDistribution;
import ember.observe.status.TaskFigures;
import ember.observe.status.TaskRow;
import ember.observe.status.TaskStatus;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one stage attempt shows. */
final class StageFindings {
    private static final int SKEW_MIN_TASKS = 4;
    private static final double SKEW_RATIO = 3;
    private static final long SKEW_MIN_MILLIS = 500;
    private static final double GC_SHARE = 0.1;
    private static final long GC_MIN_MILLIS = 500;
    private static final int KIB = 1024;
    /** From this size on Spark warns of a task. */
    private static final long CLOSURE_MIN_BYTES = 1000L * KIB;

    /** A quarter of what Spark lets a job's results be at most, spark.driver.maxResultSize. */
    private static final long RESULT_MIN_BYTES = 256L << 20;

    private static final long FETCH_MIN_MILLIS = 500;
    private static final double FETCH_SHARE = 0.1;

    private static final int TINY_MIN_TASKS = 200;
    private static final long TINY_MEDIAN_MILLIS = 10;
    private static final long FEW_MIN_MILLIS = 2_000;

    private final StageView stage;
    /** Shares and means are of tasks that have ended: one that runs has not told all its figures. */
    private final TaskMetrics ended;

    private final List<Finding> found;

    private StageFindings(StageView stage, List<Finding> found) {
        this.stage = stage;
        this.ended = stage.endedMetrics();
        this.found = found;
    }

    static void add(StageView stage, @Nullable StageTasks tasks, int cores, List<Finding> found) {
        StageFindings findings = new StageFindings(stage, found);
        findings.spill();
        findings.garbage();
        findings.closures();
        findings.bigResults();
        findings.tooFew(cores);
        if (tasks != null) {
            findings.lostWork(tasks);
            findings.slowResults(tasks);
            TaskDistribution distribution = tasks.distribution(0.5, 1.0);
            if (distribution != null) {
                findings.skew(distribution);
                findings.tiny(distribution);
            }
        }
    }

    private void skew(TaskDistribution distribution) {
        double[] run = distribution.of(TaskMetric.EXECUTOR_RUN_TIME);
        long excess = (long) (run[1] - run[0]);
        if (distribution.count() < SKEW_MIN_TASKS || excess < SKEW_MIN_MILLIS || run[1] < SKEW_RATIO * run[0]) {
            return;
        }
        add(
                "skew",
                excess,
                "its longest task took " + (long) run[1] + " ms, the median task " + (long) run[0] + " ms",
                "the longest of four tasks or more takes three times the median, and 500 ms more",
                "Look which keys the longest partition holds; salt them, or use more partitions.");
    }

    private void spill() {
        long disk = stage.metrics().get(TaskMetric.DISK_BYTES_SPILLED);
        if (disk > 0) {
            add(
                    "spill",
                    ended.get(TaskMetric.EXECUTOR_RUN_TIME) / 10,
                    "it moved " + disk + " bytes to disk because memory was short",
                    "any byte",
                    "Use more partitions for this shuffle, or give the JVM more memory.");
        }
    }

    private void garbage() {
        long gc = ended.get(TaskMetric.JVM_GC_TIME);
        long run = ended.get(TaskMetric.EXECUTOR_RUN_TIME);
        if (gc >= GC_MIN_MILLIS && gc >= GC_SHARE * run) {
            add(
                    "gc",
                    gc,
                    "garbage collection ran during " + gc + " ms of " + run + " ms of its tasks",
                    "10 % of the time of its tasks, and 500 ms",
                    "Create fewer objects per record, or give the JVM more memory.");
        }
    }

    /** Each task has the same copy; a stage's sum counts all that were made. */
    private void closures() {
        int made = stage.completedTasks() + stage.failedTasks() + stage.killedTasks();
        long all = ended.get(TaskMetric.CLOSURE_BYTES);
        if (made > 0 && all / made >= CLOSURE_MIN_BYTES) {
            long millis = ended.get(TaskMetric.EXECUTOR_DESERIALIZE_TIME);
            add(
                    "big-closure",
                    millis,
                    "each of its tasks copied functions of " + all / made / KIB + " KiB, in " + millis + " ms in all",
                    "1000 KiB for each task",
                    "Hand what the functions captured to sc.broadcast, which is not copied, or capture less.");
        }
    }

    /** What comes to the driver passes through its memory, whatever the number of cores. */
    private void bigResults() {
        long bytes = ended.get(TaskMetric.RESULT_SIZE);
        if (bytes >= RESULT_MIN_BYTES) {
            add(
                    "big-results",
                    ended.get(TaskMetric.RESULT_SERIALIZATION_TIME),
                    "its tasks sent " + (bytes >> 20) + " MiB of results to the driver",
                    "256 MiB in all",
                    "Write the results to files, or reduce, take or count them instead of collecting them all.");
        }
    }

    private void slowResults(StageTasks tasks) {
        long fetching = 0;
        TaskFigures task = new TaskFigures();
        for (int i = 0; i < tasks.size(); i++) {
            tasks.figures(i, task);
            fetching += task.gettingResultMillis();
        }
        if (fetching >= FETCH_MIN_MILLIS && fetching >= FETCH_SHARE * ended.get(TaskMetric.EXECUTOR_RUN_TIME)) {
            add(
                    "slow-results",
                    fetching,
                    "the driver fetched the results of its tasks for " + fetching + " ms",
                    "500 ms, and 10 % of the time of its tasks",
                    "Return less from each task: write large results to files, or reduce them first.");
        }
    }

    private void tiny(TaskDistribution distribution) {
        double median = distribution.durationMillis()[0];
        int tasks = stage.info().numTasks();
        if (tasks >= TINY_MIN_TASKS && median < TINY_MEDIAN_MILLIS) {
            add(
                    "tiny-partitions",
                    tasks,
                    "it has " + tasks + " tasks of which half take less than " + (long) (median + 1) + " ms",
                    "200 tasks with a median under 10 ms",
                    "Use fewer partitions, by coalesce or the number given to the shuffle.");
        }
    }

    private void tooFew(int cores) {
        StageInfo info = stage.info();
        long duration = info.completionTimeMillis() - stage.firstLaunchMillis();
        if (info.completionTimeMillis() != StageInfo.ABSENT
                && stage.firstLaunchMillis() != StageInfo.ABSENT
                && info.attempt() == 0
                && info.numTasks() < cores
                && duration >= FEW_MIN_MILLIS) {
            add(
                    "few-partitions",
                    duration * (cores - info.numTasks()) / cores,
                    "it has " + info.numTasks() + " tasks for " + cores + " cores and took " + duration + " ms",
                    "fewer tasks than cores, for 2 s or more",
                    "Use at least as many partitions as there are cores.");
        }
    }

    private void lostWork(StageTasks tasks) {
        if (stage.failedTasks() == 0) {
            return;
        }
        long lost = 0;
        for (TaskRow row : tasks.rows(Set.of(TaskStatus.FAILED))) {
            lost += row.durationMillis();
        }
        add(
                "failed-tasks",
                Math.max(1, lost),
                stage.failedTasks() + " of its task attempts failed, after " + lost + " ms of work",
                "any failed attempt",
                "Read the errors on the stage's page; each is shown once.");
    }

    private void add(String kind, long cost, String what, String threshold, String remedy) {
        StageInfo info = stage.info();
        String name = "Stage " + info.stageId() + (info.attempt() == 0 ? "" : "." + info.attempt()) + " (" + info.name()
                + "): ";
        int job = stage.jobIds().isEmpty() ? -1 : stage.jobIds().get(0);
        found.add(new Finding(kind, cost, name + what, threshold, remedy, job, info.stageId(), info.attempt()));
    }
}
