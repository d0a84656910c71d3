// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.transcript;

import ember.model.BarrierMethod;
import ember.model.JobTags;
import ember.model.TaskEnd;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import ember.simulator.scenario.CachedRdd;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes facts as a transcript would command them. What commands cannot say is added in the same style. */
public final class FactText implements SchedulerEvent.Handler {
    private final Consumer<String> lines;

    public FactText(Consumer<String> lines) {
        this.lines = lines;
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "" : " " + EffectText.quoted(reason);
    }

    @Override
    public void jobSubmitted(SchedulerEvent.JobSubmitted event) {
        StageSpec last = event.plan().finalStage();
        JobTags tags = JobTags.of(event.plan().properties());
        StringBuilder text =
                new StringBuilder("submit job=").append(event.plan().jobId());
        text.append(last.output() instanceof StageOutput.Results results ? " result=" + results.count() : "");
        text.append(reads((StageModel) last.work()));
        text.append(tags.group() == null ? "" : " group=" + tags.group());
        text.append(tags.tags().isEmpty() ? "" : " tags=" + String.join(",", tags.tags()));
        for (StageSpec stage : event.plan().mapStages()) {
            text.append(map(stage));
        }
        if (last.output() instanceof StageOutput.Shuffle) {
            text.append(map(last));
        }
        lines.accept(text.toString());
    }

    private static String map(StageSpec stage) {
        StageModel model = (StageModel) stage.work();
        return " map(shuffle=" + model.shuffleId() + " partitions=" + model.partitions() + reads(model) + ")";
    }

    private static String reads(StageModel model) {
        StringBuilder text = new StringBuilder();
        for (ShuffleModel shuffle : model.inputs().shuffles()) {
            text.append(text.isEmpty() ? " reads=" : ",").append(shuffle.id());
        }
        for (CachedRdd rdd : model.cachedRdds()) {
            text.append(" persisted=").append(rdd.id());
            for (ShuffleModel behind : rdd.behind().shuffles()) {
                text.append("<").append(behind.id());
            }
        }
        return text.toString();
    }

    @Override
    public void jobCancelled(SchedulerEvent.JobCancelled event) {
        lines.accept("cancel job=" + event.jobId() + because(event.reason()));
    }

    @Override
    public void stageCancelled(SchedulerEvent.StageCancelled event) {
        lines.accept("cancel stage=" + event.stageId() + because(event.reason()));
    }

    @Override
    public void groupCancelled(SchedulerEvent.GroupCancelled event) {
        lines.accept("cancel group=" + event.group() + (event.futureJobsToo() ? " future-jobs-too" : "")
                + because(event.reason()));
    }

    @Override
    public void tagCancelled(SchedulerEvent.TagCancelled event) {
        lines.accept("cancel tag=" + event.tag() + because(event.reason()));
    }

    @Override
    public void allJobsCancelled(SchedulerEvent.AllJobsCancelled event) {
        lines.accept("cancel all");
    }

    @Override
    public void stagePrepared(SchedulerEvent.StagePrepared event) {
        boolean anywhere = event.locations().stream().allMatch(List::isEmpty);
        lines.accept("prepared stage=" + event.stageId() + "." + event.stageAttempt()
                + (anywhere ? "" : " locations=" + event.locations()));
    }

    @Override
    public void stagePreparationFailed(SchedulerEvent.StagePreparationFailed event) {
        lines.accept(
                "preparation-failed stage=" + event.stageId() + "." + event.stageAttempt() + because(event.reason()));
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        lines.accept(event.end().match(new EndText("task=" + event.taskId())));
    }

    @Override
    public void taskProgressed(SchedulerEvent.TaskProgressed event) {
        lines.accept("progressed task=" + event.taskId() + " " + event.metrics());
    }

    @Override
    public void taskKillRequested(SchedulerEvent.TaskKillRequested event) {
        lines.accept("ask-kill task=" + event.taskId() + because(event.reason()));
    }

    @Override
    public void commitRequested(SchedulerEvent.CommitRequested event) {
        lines.accept("ask-commit task=" + event.taskId());
    }

    @Override
    public void barrierReached(SchedulerEvent.BarrierReached event) {
        lines.accept((event.method() == BarrierMethod.BARRIER ? "barrier" : "gather") + " task=" + event.taskId()
                + " epoch=" + event.epoch());
    }

    @Override
    public void executorJoined(SchedulerEvent.ExecutorJoined event) {
        lines.accept("join executor=" + event.executor() + " host=" + event.host() + " slots=" + event.slots());
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        lines.accept("lose executor=" + event.executor() + because(event.reason())
                + (event.causedByApp() ? " caused-by-app" : ""));
    }

    @Override
    public void blockChanged(SchedulerEvent.BlockChanged event) {
        lines.accept((event.level().isValid() ? "cached" : "dropped") + " rdd=" + event.rddId() + " partition="
                + event.partition() + " executor=" + event.executor());
    }

    @Override
    public void rddUnpersisted(SchedulerEvent.RddUnpersisted event) {
        lines.accept("unpersist rdd=" + event.rddId());
    }

    @Override
    public void shuffleReleased(SchedulerEvent.ShuffleReleased event) {
        lines.accept("release shuffle=" + event.shuffleId());
    }

    @Override
    public void engineStopped(SchedulerEvent.EngineStopped event) {
        lines.accept("stop");
    }

    /** How a task ended, as a command. */
    private record EndText(String task) implements TaskEnd.Cases<String> {
        @Override
        public String succeeded(TaskEnd.Succeeded end) {
            return "succeed " + task;
        }

        @Override
        public String threw(TaskEnd.Threw end) {
            return "fail " + task + because(end.message());
        }

        @Override
        public String fetchFailed(TaskEnd.FetchFailed end) {
            return "fetch-failed " + task + " shuffle=" + end.shuffleId()
                    + (end.mapPartition() < 0 ? "" : " map=" + end.mapPartition() + " writer=" + end.writer())
                    + others(end);
        }

        private static String others(TaskEnd.FetchFailed end) {
            StringBuilder text = new StringBuilder();
            for (TaskEnd.LostOutput other : end.others()) {
                text.append(" lost(shuffle=").append(other.shuffleId());
                text.append(" map=").append(other.mapPartition());
                text.append(" writer=").append(other.writer()).append(")");
            }
            return text.toString();
        }

        @Override
        public String killed(TaskEnd.Killed end) {
            return "killed " + task + because(end.reason());
        }

        @Override
        public String commitDenied(TaskEnd.CommitDenied end) {
            return "commit-denied " + task;
        }

        @Override
        public String executorLost(TaskEnd.ExecutorLost end) {
            return "lost " + task + because(end.reason());
        }

        @Override
        public String resultLost(TaskEnd.ResultLost end) {
            return "result-lost " + task;
        }

        @Override
        public String resubmitted(TaskEnd.Resubmitted end) {
            return "resubmitted " + task;
        }
    }
}
