// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

import ember.observe.status.ApplicationStore;
import ember.observe.status.JobStatus;
import ember.observe.status.JobView;
import ember.observe.status.StageState;
import ember.observe.status.StageView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks through an application for what cost time. Takes the store's lock only to get views, and looks only once at the tasks of a stage
 * attempt that has ended. Safe for use by many threads.
 */
public final class Findings {
    private static final long GAP_MIN_MILLIS = 2_000;
    private static final double GAP_MIN_SHARE = 0.2;

    private Map<String, Ended> ended = new HashMap<>();

    /**
     * What was found in a stage attempt that runs no more.
     *
     * @param tasks how many had ended then; a task may end after its stage
     */
    private record Ended(int tasks, List<Finding> found) {}

    /**
     * All there are now, the costliest first.
     *
     * @param store the same each time; it is not held, so that whoever keeps this does not keep the store
     */
    public synchronized List<Finding> list(ApplicationStore store) {
        long now = System.currentTimeMillis();
        List<Finding> found = new ArrayList<>();
        List<StageView> stages = store.stageViews();
        int cores = cores(store);
        // Attempts that the store has forgotten are not carried over.
        Map<String, Ended> stillEnded = new HashMap<>();
        for (StageView stage : stages) {
            if (stage.state() != StageState.PENDING && stage.state() != StageState.SKIPPED) {
                found.addAll(ofStage(store, stage, cores, now, stillEnded));
            }
        }
        ended = stillEnded;
        Recomputation.add(stages, found);
        List<JobView> jobs = store.jobViews();
        addFailedJobs(jobs, now, found);
        addGaps(jobs, found);
        found.sort(Comparator.comparingLong(Finding::costMillis).reversed());
        return found;
    }

    private List<Finding> ofStage(
            ApplicationStore store, StageView stage, int cores, long now, Map<String, Ended> stillEnded) {
        int stageId = stage.info().stageId();
        int attempt = stage.info().attempt();
        String key = stageId + "." + attempt;
        int tasks = stage.completedTasks() + stage.failedTasks() + stage.killedTasks();
        Ended known = ended.get(key);
        if (known == null || known.tasks() != tasks) {
            List<Finding> found = new ArrayList<>();
            StageFindings.add(stage, store.tasks(stageId, attempt, now), cores, found);
            known = new Ended(tasks, found);
        }
        if (stage.state() != StageState.ACTIVE) {
            stillEnded.put(key, known);
        }
        return known.found();
    }

    private static int cores(ApplicationStore store) {
        int cores = 0;
        for (var executor : store.executorViews()) {
            cores += executor.alive() ? executor.cores() : 0;
        }
        return cores;
    }

    private static void addFailedJobs(List<JobView> jobs, long now, List<Finding> found) {
        for (JobView job : jobs) {
            if (job.status().state() == JobStatus.State.FAILED) {
                long end = job.completionTimeMillis() < 0 ? now : job.completionTimeMillis();
                int id = job.status().jobId();
                found.add(new Finding(
                        "failed-job",
                        end - job.submissionTimeMillis(),
                        "Job " + id + " (" + job.name() + ") failed after " + (end - job.submissionTimeMillis())
                                + " ms",
                        "a job failed",
                        "Read the errors of its failed stage; each is shown once, with the tasks that had it.",
                        id,
                        -1,
                        -1));
            }
        }
    }

    /** Times between jobs in which the program did something else, or waited. */
    private static void addGaps(List<JobView> newestFirst, List<Finding> found) {
        if (newestFirst.size() < 2) {
            return;
        }
        List<JobView> jobs = new ArrayList<>(newestFirst);
        jobs.sort(Comparator.comparingLong(JobView::submissionTimeMillis));
        long busyUntil = jobs.get(0).submissionTimeMillis();
        long first = busyUntil;
        long idle = 0;
        long longest = 0;
        int after = -1;
        for (JobView job : jobs) {
            long gap = job.submissionTimeMillis() - busyUntil;
            if (gap > 0) {
                idle += gap;
                after = gap > longest ? job.status().jobId() : after;
                longest = Math.max(longest, gap);
            }
            long end = job.completionTimeMillis();
            busyUntil = Math.max(busyUntil, end < 0 ? Long.MAX_VALUE : end);
            if (busyUntil == Long.MAX_VALUE) {
                break;
            }
        }
        long whole =
                (busyUntil == Long.MAX_VALUE ? jobs.get(jobs.size() - 1).submissionTimeMillis() : busyUntil) - first;
        if (idle >= GAP_MIN_MILLIS && idle >= GAP_MIN_SHARE * whole) {
            found.add(new Finding(
                    "driver-gaps",
                    idle,
                    "No job ran for " + idle + " ms of " + whole + "; the longest gap, " + longest
                            + " ms, ended with job " + after,
                    "20 % of the time from the first job to the last, and 2 s",
                    "Look at what the program does between its actions: collecting, reading files, sleeping.",
                    after,
                    -1,
                    -1));
        }
    }
}
