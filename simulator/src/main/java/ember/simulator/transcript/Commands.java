// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.transcript;

import ember.model.BarrierMethod;
import ember.model.BlockSizes;
import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.Scheduler;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.StageOutput;
import ember.simulator.oracle.EffectTap;
import ember.simulator.scenario.StageModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Performs the commands of a transcript on a scheduler, and writes down what it orders. One for each transcript. */
final class Commands {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1000 * MILLISECOND;

    private final Outbox outbox = new Outbox(LogLevel.ERROR);
    private final List<String> lines = new ArrayList<>();
    private final EffectText text = new EffectText(lines::add);
    private final Map<Long, Effect.LaunchTask> launches = new HashMap<>();
    private final PlanReader plans = new PlanReader();
    private SchedulerConfig config = SchedulerConfig.DEFAULT;
    private @Nullable Scheduler started;
    private long nowNanos;
    private long shownDeadline = Long.MAX_VALUE;

    /** Performs the commands of a block in one turn and returns the lines of what was ordered. */
    List<String> perform(List<String> commands) {
        lines.clear();
        for (String command : commands) {
            try {
                perform(Line.parse(command));
            } catch (IllegalArgumentException mistake) {
                throw new IllegalArgumentException("in '" + command + "': " + mistake.getMessage(), mistake);
            }
        }
        Scheduler scheduler = scheduler();
        scheduler.endTurn(nowNanos);
        drain();
        scheduler.checkInvariants();
        long deadline = scheduler.nextDeadlineNanos();
        if (deadline != shownDeadline && deadline != Long.MAX_VALUE) {
            lines.add("deadline +" + (deadline - nowNanos) / MILLISECOND + "ms");
        }
        shownDeadline = deadline;
        return List.copyOf(lines);
    }

    private Scheduler scheduler() {
        Scheduler scheduler = started;
        if (scheduler == null) {
            scheduler = new Scheduler(config, outbox);
            started = scheduler;
        }
        return scheduler;
    }

    private void drain() {
        outbox.drainTo(new EffectTap(effect -> {
            effect.performBy(text);
            if (effect instanceof Effect.LaunchTask launch) {
                launches.put(launch.attempt().taskId(), launch);
            }
        }));
    }

    private void tell(SchedulerEvent event) {
        scheduler().apply(event, nowNanos);
        drain();
    }

    private void perform(Line line) {
        switch (line.verb()) {
            case "limit" -> limit(line);
            case "show" -> text.showAll();
            case "executors" -> executors(line);
            case "advance" -> nowNanos += milliseconds(line.options().get(0).key()) * MILLISECOND;
            case "barrier", "gather" -> barrier(line);
            case "succeed", "fail", "killed", "fetch-failed", "result-lost", "commit-denied" -> end(line);
            default -> tell(fact(line));
        }
    }

    private static long milliseconds(String duration) {
        return Long.parseLong(duration.substring(0, duration.indexOf("ms")));
    }

    private void limit(Line line) {
        if (started != null) {
            throw new IllegalArgumentException("limits come first");
        }
        config = config.withBarrier(new BarrierSettings(
                line.number("barrier-check-seconds", 15) * SECOND,
                line.number("barrier-checks", config.barrier().checkMaxFailures()),
                line.number("barrier-wait-seconds", 365 * 86_400) * SECOND));
        config = config.withMaxTaskFailures(line.number("task-failures", config.maxTaskFailures()))
                .withStageAttempts(
                        line.number("stage-attempts", config.maxConsecutiveStageAttempts()),
                        line.number("stage-attempts-in-all", config.maxStageAttempts()));
    }

    private void executors(Line line) {
        int count = Integer.parseInt(line.options().get(0).key());
        for (int i = 0; i < count; i++) {
            tell(new SchedulerEvent.ExecutorJoined(String.valueOf(i), "host" + i, line.number("slots")));
        }
    }

    private SchedulerEvent fact(Line line) {
        return switch (line.verb()) {
            case "submit" -> new SchedulerEvent.JobSubmitted(plans.read(line));
            case "prepared" -> new SchedulerEvent.StagePrepared(stage(line), attempt(line), List.of());
            case "preparation-failed" ->
                new SchedulerEvent.StagePreparationFailed(
                        stage(line), attempt(line), String.valueOf(line.text()), null);
            case "ask-commit" -> new SchedulerEvent.CommitRequested(line.number("task"));
            case "join" ->
                new SchedulerEvent.ExecutorJoined(
                        line.get("executor"), "host" + line.get("executor"), line.number("slots"));
            case "lose" ->
                new SchedulerEvent.ExecutorLost(
                        line.get("executor"), String.valueOf(line.text()), line.has("caused-by-app"));
            case "release" -> new SchedulerEvent.ShuffleReleased(line.number("shuffle"));
            case "cancel" -> cancellation(line);
            case "stop" -> new SchedulerEvent.EngineStopped();
            default -> throw new IllegalArgumentException("'" + line.verb() + "' is no command");
        };
    }

    private static SchedulerEvent cancellation(Line line) {
        if (line.has("job")) {
            return new SchedulerEvent.JobCancelled(line.number("job"), line.text());
        }
        if (line.has("stage")) {
            return new SchedulerEvent.StageCancelled(line.number("stage"), line.text());
        }
        if (line.has("group")) {
            return new SchedulerEvent.GroupCancelled(line.get("group"), line.has("future-jobs-too"), line.text());
        }
        return line.has("tag")
                ? new SchedulerEvent.TagCancelled(line.get("tag"), line.text())
                : new SchedulerEvent.AllJobsCancelled();
    }

    private static int stage(Line line) {
        String name = line.get("stage");
        return Integer.parseInt(name.substring(0, name.indexOf('.')));
    }

    private static int attempt(Line line) {
        String name = line.get("stage");
        return Integer.parseInt(name.substring(name.indexOf('.') + 1));
    }

    private void barrier(Line line) {
        for (int taskId : line.numbers("task")) {
            tell(
                    line.verb().equals("gather")
                            ? new SchedulerEvent.BarrierReached(
                                    taskId, line.number("epoch", 0), BarrierMethod.ALL_GATHER, "from " + taskId)
                            : new SchedulerEvent.BarrierReached(
                                    taskId, line.number("epoch", 0), BarrierMethod.BARRIER, ""));
        }
    }

    private void end(Line line) {
        for (int taskId : line.numbers("task")) {
            Effect.LaunchTask launch = launches.get((long) taskId);
            if (launch == null) {
                throw new IllegalArgumentException("task " + taskId + " was not launched");
            }
            tell(new SchedulerEvent.TaskEnded(taskId, end(line, launch)));
        }
    }

    private TaskEnd end(Line line, Effect.LaunchTask launch) {
        TaskAttempt attempt = launch.attempt();
        String message = line.text() == null ? "simulated" : line.text();
        return switch (line.verb()) {
            case "succeed" -> success(attempt, (StageModel) launch.work());
            case "fail" ->
                new TaskEnd.Threw(
                        "java.lang.RuntimeException",
                        message,
                        "java.lang.RuntimeException: " + message,
                        null,
                        TaskEnd.Retry.ALLOWED,
                        null,
                        null);
            case "killed" -> new TaskEnd.Killed(message, null, null);
            case "result-lost" -> new TaskEnd.ResultLost();
            case "commit-denied" -> new TaskEnd.CommitDenied(0, attempt.partition(), attempt.attemptNumber());
            default -> fetchFailure(line, attempt);
        };
    }

    private static TaskEnd success(TaskAttempt attempt, StageModel stage) {
        if (!(stage.spec().output() instanceof StageOutput.Shuffle shuffle)) {
            return new TaskEnd.Succeeded("result of partition " + attempt.partition(), null, "updates", null);
        }
        MapOutput output = new MapOutput(
                shuffle.shuffleId(),
                attempt.partition(),
                attempt.taskId(),
                attempt.executor(),
                attempt.host(),
                BlockSizes.of(new long[shuffle.reducePartitions()]));
        return new TaskEnd.Succeeded(null, output, "updates", null);
    }

    private TaskEnd fetchFailure(Line line, TaskAttempt attempt) {
        int writer = line.number("writer", -1);
        Effect.LaunchTask written = launches.get((long) writer);
        List<TaskEnd.LostOutput> others = new ArrayList<>();
        for (Line lost : line.groups()) {
            others.add(new TaskEnd.LostOutput(lost.number("shuffle"), lost.number("map"), lost.number("writer")));
        }
        return new TaskEnd.FetchFailed(
                line.number("shuffle"),
                line.number("map", -1),
                writer,
                attempt.partition(),
                written == null ? null : written.attempt().executor(),
                written == null ? null : written.attempt().host(),
                "lost map output " + line.number("shuffle") + "/" + line.get("map", "unknown"),
                null,
                others);
    }
}
