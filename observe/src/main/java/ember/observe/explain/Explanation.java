// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.explain;

import ember.model.JobOutcome;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells, job by job, why each stage ran, why it ran again or why it was skipped, and why tasks ran more than once. Fed with the events
 * of a live application or of its log. Safe for use by many threads.
 *
 * <p>Keeps one line for each stage attempt and {@value #MAX_TASKS} for the repeated tasks of one, however many there are.
 */
public final class Explanation implements EngineEvent.Handler {
    private static final int MAX_TASKS = 20;

    private final Map<Integer, Job> jobs = new TreeMap<>();
    private final Map<Integer, Stage> stages = new TreeMap<>();

    private static final class Job {
        final int id;
        final List<Integer> stageIds = new ArrayList<>();
        final String name;
        String outcome = "is running";

        Job(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static final class Stage {
        final String name;
        /** Why it may be skipped; null: nothing is known. */
        final @Nullable String skipped;

        final Map<Integer, Attempt> attempts = new TreeMap<>();

        Stage(StageInfo info) {
            this.name = info.name();
            this.skipped = info.cause() == null ? null : info.cause().sentence();
        }
    }

    private static final class Attempt {
        final int tasks;
        final String cause;
        String outcome = "is running";
        final List<String> repeated = new ArrayList<>();
        int repeatedCount;

        Attempt(StageInfo info) {
            this.tasks = info.numTasks();
            this.cause = info.cause() == null ? "" : ", because " + info.cause().sentence();
        }
    }

    @Override
    public boolean readsFigures() {
        return false;
    }

    @Override
    public synchronized void jobStarted(EngineEvent.JobStarted event) {
        List<StageInfo> infos = event.stages();
        String name =
                infos.isEmpty() ? "no partitions" : infos.get(infos.size() - 1).name();
        Job job = new Job(event.jobId(), name);
        for (StageInfo info : infos) {
            job.stageIds.add(info.stageId());
            stages.computeIfAbsent(info.stageId(), id -> new Stage(info));
        }
        jobs.put(event.jobId(), job);
    }

    @Override
    public synchronized void jobEnded(EngineEvent.JobEnded event) {
        Job job = jobs.get(event.jobId());
        if (job != null) {
            job.outcome = event.outcome().match(OUTCOME);
        }
    }

    private static final JobOutcome.Cases<String> OUTCOME = new JobOutcome.Cases<>() {
        @Override
        public String succeeded(JobOutcome.Succeeded outcome) {
            return "succeeded";
        }

        @Override
        public String aborted(JobOutcome.Aborted outcome) {
            return "failed: " + firstLine(outcome.message());
        }

        @Override
        public String cancelled(JobOutcome.Cancelled outcome) {
            return "was cancelled: " + firstLine(outcome.message());
        }
    };

    @Override
    public synchronized void stageSubmitted(EngineEvent.StageSubmitted event) {
        StageInfo info = event.stage();
        stages.computeIfAbsent(info.stageId(), id -> new Stage(info)).attempts.put(info.attempt(), new Attempt(info));
    }

    @Override
    public synchronized void stageCompleted(EngineEvent.StageCompleted event) {
        Attempt attempt = attempt(event.stage().stageId(), event.stage().attempt());
        if (attempt != null) {
            String failure = event.stage().failureReason();
            attempt.outcome = failure == null ? "succeeded" : "failed: " + firstLine(failure);
        }
    }

    @Override
    public synchronized void taskStarted(EngineEvent.TaskStarted event) {
        TaskCause cause = event.task().cause();
        Attempt attempt =
                attempt(event.task().attempt().stageId(), event.task().attempt().stageAttempt());
        if (attempt == null || cause instanceof TaskCause.First) {
            return;
        }
        attempt.repeatedCount++;
        if (attempt.repeated.size() < MAX_TASKS) {
            attempt.repeated.add(event.task().attempt().label() + " ran, because " + firstLine(cause.sentence()));
        }
    }

    private @Nullable Attempt attempt(int stageId, int stageAttempt) {
        Stage stage = stages.get(stageId);
        return stage == null ? null : stage.attempts.get(stageAttempt);
    }

    /** Everything known so far, a line for each fact; jobs by id, under each its stages by id. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Job job : jobs.values()) {
            lines.add("Job " + job.id + " (" + job.name + ") " + job.outcome);
            for (int stageId : job.stageIds) {
                describe(stageId, lines);
            }
        }
        return lines;
    }

    private void describe(int stageId, List<String> lines) {
        Stage stage = stages.get(stageId);
        if (stage == null) {
            return;
        }
        if (stage.attempts.isEmpty()) {
            lines.add("  Stage " + stageId + " (" + stage.name + ") did not run"
                    + (stage.skipped == null ? "" : ", because " + stage.skipped));
            return;
        }
        for (Map.Entry<Integer, Attempt> entry : stage.attempts.entrySet()) {
            Attempt attempt = entry.getValue();
            lines.add("  Stage " + stageId + "." + entry.getKey() + " (" + stage.name + ") ran " + attempt.tasks
                    + (attempt.tasks == 1 ? " task" : " tasks") + attempt.cause + "; it " + attempt.outcome);
            for (String task : attempt.repeated) {
                lines.add("    " + task);
            }
            if (attempt.repeatedCount > attempt.repeated.size()) {
                lines.add("    and " + (attempt.repeatedCount - attempt.repeated.size()) + " more");
            }
        }
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
