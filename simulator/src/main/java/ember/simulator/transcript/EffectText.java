// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.transcript;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.SchedulerBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes effects as lines of a transcript. Announcements are left out unless wanted, apart from those that explain something. */
public final class EffectText implements SchedulerBackend, EngineEvent.Handler {
    private final Consumer<String> lines;
    private boolean all;

    public EffectText(Consumer<String> lines) {
        this.lines = lines;
    }

    /** From now on every announcement is written. */
    public void showAll() {
        all = true;
    }

    private static String stage(int id, int attempt) {
        return "stage=" + id + "." + attempt;
    }

    /** In quotation marks, on one line: what comes after the first line of a message is a stack trace or says nothing more. */
    static String quoted(String text) {
        int end = text.indexOf('\n');
        return '"' + (end < 0 ? text : text.substring(0, end)) + '"';
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        StringBuilder partitions = new StringBuilder();
        for (int partition : effect.partitions()) {
            partitions.append(partitions.isEmpty() ? "" : ",").append(partition);
        }
        lines.accept("prepare " + stage(effect.stageId(), effect.stageAttempt()) + " partitions={" + partitions + "}");
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt attempt = effect.attempt();
        String again = attempt.attemptNumber() == 0 ? "" : " attempt=" + attempt.attemptNumber();
        lines.accept("launch task=" + attempt.taskId() + " " + stage(attempt.stageId(), attempt.stageAttempt())
                + " partition=" + attempt.partition() + again + (attempt.speculative() ? " copy" : "") + " executor="
                + attempt.executor());
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        lines.accept("kill task=" + effect.taskId() + " " + quoted(effect.reason()));
    }

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {
        if (all) {
            lines.accept("accumulate task=" + effect.attempt().taskId());
        }
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        lines.accept("deliver job=" + effect.jobId() + " output=" + effect.outputId());
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        lines.accept("end job=" + effect.jobId() + " " + effect.outcome().match(OUTCOME));
    }

    private static final JobOutcome.Cases<String> OUTCOME = new JobOutcome.Cases<>() {
        @Override
        public String succeeded(JobOutcome.Succeeded outcome) {
            return "succeeded";
        }

        @Override
        public String aborted(JobOutcome.Aborted outcome) {
            return "aborted " + quoted(outcome.message());
        }

        @Override
        public String cancelled(JobOutcome.Cancelled outcome) {
            return "cancelled " + quoted(outcome.message());
        }
    };

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        lines.accept("answer task=" + effect.taskId() + (effect.allowed() ? " may commit" : " may not commit"));
    }

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {
        String failure = effect.failure();
        lines.accept("answer task=" + effect.taskId()
                + (failure == null ? " all are at the barrier " + effect.messages() : " " + quoted(failure)));
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        lines.accept("forget shuffle=" + effect.shuffleId());
    }

    @Override
    public void log(Effect.Log effect) {}

    @Override
    public void announce(Effect.Announce effect) {
        effect.event().deliverTo(this);
    }

    private void announce(String text) {
        lines.accept("announce " + text);
    }

    @Override
    public void jobStarted(EngineEvent.JobStarted event) {
        if (all) {
            List<String> stages = new ArrayList<>();
            for (StageInfo stage : event.stages()) {
                stages.add(String.valueOf(stage.stageId()));
            }
            announce("job=" + event.jobId() + " started stages={" + String.join(",", stages) + "}");
        }
    }

    @Override
    public void jobEnded(EngineEvent.JobEnded event) {
        if (all) {
            announce("job=" + event.jobId() + " ended");
        }
    }

    @Override
    public void stageSubmitted(EngineEvent.StageSubmitted event) {
        if (all) {
            StageInfo stage = event.stage();
            announce(stage(stage.stageId(), stage.attempt()) + " submitted tasks=" + stage.numTasks());
        }
    }

    @Override
    public void stageCompleted(EngineEvent.StageCompleted event) {
        StageInfo stage = event.stage();
        String name = stage(stage.stageId(), stage.attempt());
        if (stage.failureReason() != null) {
            announce(name + " failed " + quoted(stage.failureReason()));
        } else if (all) {
            announce(name + " completed");
        }
    }

    @Override
    public void taskStarted(EngineEvent.TaskStarted event) {
        if (all) {
            announce("task=" + event.task().attempt().taskId() + " started");
        }
    }

    @Override
    public void taskEnded(EngineEvent.TaskEnded event) {
        if (all || event.end() instanceof TaskEnd.Resubmitted) {
            announce("task=" + event.task().attempt().taskId() + " ended "
                    + quoted(event.end().errorString()));
        }
    }

    @Override
    public void executorAdded(EngineEvent.ExecutorAdded event) {
        if (all) {
            announce("executor=" + event.executor() + " added");
        }
    }

    @Override
    public void executorRemoved(EngineEvent.ExecutorRemoved event) {
        if (all) {
            announce("executor=" + event.executor() + " removed " + quoted(event.reason()));
        }
    }
}
