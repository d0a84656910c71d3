// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import ember.model.BlockSizes;
import ember.model.JobOutcome;
import ember.model.MapOutput;
import ember.model.StorageLevel;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocation;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An engine that does nothing by itself: it remembers the effects and lets a test say what happens. */
final class TestEngine implements SchedulerBackend {
    boolean tasksAreWatched = true;
    final Outbox outbox = new Outbox(LogLevel.TRACE, () -> tasksAreWatched);
    final Scheduler scheduler;
    final Map<Long, Effect.LaunchTask> running = new LinkedHashMap<>();
    final List<Effect.PrepareStage> prepares = new ArrayList<>();
    final Map<Integer, Map<Integer, Object>> results = new TreeMap<>();
    final Map<Integer, JobOutcome> ended = new TreeMap<>();
    final List<EngineEvent> events = new ArrayList<>();
    final List<Effect.KillTask> kills = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final List<Effect> all = new ArrayList<>();
    final List<Effect.ApplyAccumulators> accumulators = new ArrayList<>();
    final List<Integer> forgotten = new ArrayList<>();
    final Map<Long, Boolean> commits = new TreeMap<>();
    final Map<Long, Effect.AnswerBarrier> barrierAnswers = new TreeMap<>();
    /** Whether stages are prepared as soon as it is asked for. */
    boolean prepareAtOnce = true;

    List<List<TaskLocation>> locations = List.of();
    private final List<SchedulerEvent> answers = new ArrayList<>();
    private long now;

    TestEngine(SchedulerConfig config) {
        scheduler = new Scheduler(config, outbox);
    }

    /** Executors 0, 1, ... on hosts host0, host1, ... */
    static TestEngine with(int executors, int slots) {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT);
        for (int i = 0; i < executors; i++) {
            engine.join("" + i, slots);
        }
        return engine;
    }

    void join(String executor, int slots) {
        apply(new SchedulerEvent.ExecutorJoined(executor, "host" + executor, slots));
    }

    void lose(String executor) {
        running.values().removeIf(task -> task.attempt().executor().equals(executor));
        apply(new SchedulerEvent.ExecutorLost(executor, "crashed", true));
    }

    void submit(JobPlan plan) {
        apply(new SchedulerEvent.JobSubmitted(plan));
    }

    /** One fact, one turn, and the turns that its answers take. */
    void apply(SchedulerEvent event) {
        scheduler.apply(event, now);
        endTurn();
    }

    void advanceMillis(long millis) {
        now += millis * 1_000_000;
        endTurn();
    }

    private void endTurn() {
        while (true) {
            scheduler.endTurn(now);
            scheduler.checkInvariants();
            outbox.drainTo(this);
            if (answers.isEmpty()) {
                return;
            }
            for (SchedulerEvent answer : List.copyOf(answers)) {
                scheduler.apply(answer, now);
            }
            answers.clear();
        }
    }

    /** The running attempts of a stage, by task id. */
    List<TaskAttempt> tasks(int stageId) {
        List<TaskAttempt> attempts = new ArrayList<>();
        for (Effect.LaunchTask task : running.values()) {
            if (task.attempt().stageId() == stageId) {
                attempts.add(task.attempt());
            }
        }
        return attempts;
    }

    /** The one running attempt of a partition of a stage attempt. */
    TaskAttempt task(int stageId, int stageAttempt, int partition) {
        for (TaskAttempt attempt : tasks(stageId)) {
            if (attempt.stageAttempt() == stageAttempt && attempt.partition() == partition) {
                return attempt;
            }
        }
        throw new AssertionError("partition " + partition + " of stage " + stageId + "." + stageAttempt
                + " does not run; running: " + running.values());
    }

    void end(TaskAttempt attempt, TaskEnd end) {
        running.remove(attempt.taskId());
        apply(new SchedulerEvent.TaskEnded(attempt.taskId(), end));
    }

    /** A result task succeeds with the text "value of its output". */
    void succeed(TaskAttempt attempt) {
        end(attempt, new TaskEnd.Succeeded("value " + attempt.outputId(), null, null, null));
    }

    static MapOutput output(TaskAttempt attempt, int shuffleId) {
        return new MapOutput(
                shuffleId,
                attempt.partition(),
                attempt.taskId(),
                attempt.executor(),
                attempt.host(),
                BlockSizes.of(new long[] {10}));
    }

    void succeedMap(TaskAttempt attempt, int shuffleId) {
        end(attempt, new TaskEnd.Succeeded(null, output(attempt, shuffleId), null, null));
    }

    /** Every running task of a map stage succeeds. */
    void succeedMaps(int stageId, int shuffleId) {
        for (TaskAttempt attempt : tasks(stageId)) {
            succeedMap(attempt, shuffleId);
        }
    }

    /** Every running task of a result stage succeeds. */
    void succeedResults(int stageId) {
        for (TaskAttempt attempt : tasks(stageId)) {
            succeed(attempt);
        }
    }

    void failFetch(TaskAttempt attempt, int shuffleId, int mapPartition, long writer) {
        end(attempt, new TaskEnd.FetchFailed(shuffleId, mapPartition, writer, 0, "0", "host0", "lost block", null));
    }

    /** The attempt throws; Spark would try it again. */
    void fail(TaskAttempt attempt, Exception cause) {
        end(attempt, threw(cause, TaskEnd.Retry.ALLOWED));
    }

    static TaskEnd.Threw threw(Exception cause, TaskEnd.Retry retry) {
        return new TaskEnd.Threw(
                cause.getClass().getName(), cause.getMessage(), cause + "\n\tat Test", cause, retry, null, null);
    }

    void cached(String executor, int rddId, int partition) {
        apply(new SchedulerEvent.BlockChanged(executor, rddId, partition, StorageLevel.MEMORY_ONLY, 1, 0));
    }

    /** The events of one kind, in order. */
    <E extends EngineEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What happened to stages, such as "submitted 0.0" and "completed 0.0 failed". */
    List<String> stageStory() {
        List<String> story = new ArrayList<>();
        for (EngineEvent event : events) {
            if (event instanceof EngineEvent.StageSubmitted e) {
                story.add("submitted " + e.stage().stageId() + "." + e.stage().attempt());
            } else if (event instanceof EngineEvent.StageCompleted e) {
                story.add("completed " + e.stage().stageId() + "." + e.stage().attempt() + " "
                        + e.stage().status());
            }
        }
        return story;
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        all.add(effect);
        prepares.add(effect);
        if (prepareAtOnce) {
            answers.add(new SchedulerEvent.StagePrepared(effect.stageId(), effect.stageAttempt(), locations));
        }
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        all.add(effect);
        running.put(effect.attempt().taskId(), effect);
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        all.add(effect);
        kills.add(effect);
    }

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {
        all.add(effect);
        accumulators.add(effect);
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        all.add(effect);
        if (ended.containsKey(effect.jobId())) {
            throw new AssertionError("result after the end of job " + effect.jobId());
        }
        Object before = results.computeIfAbsent(effect.jobId(), id -> new LinkedHashMap<>())
                .put(effect.outputId(), effect.value());
        if (before != null) {
            throw new AssertionError("output " + effect.outputId() + " was delivered twice");
        }
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        all.add(effect);
        if (ended.put(effect.jobId(), effect.outcome()) != null) {
            throw new AssertionError("job " + effect.jobId() + " ended twice");
        }
    }

    @Override
    public void announce(Effect.Announce effect) {
        all.add(effect);
        events.add(effect.event());
    }

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        commits.put(effect.taskId(), effect.allowed());
    }

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {
        all.add(effect);
        barrierAnswers.put(effect.taskId(), effect);
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        forgotten.add(effect.shuffleId());
    }

    @Override
    public void log(Effect.Log effect) {
        log.add(effect.level() + " " + effect.logger() + ": " + effect.message());
    }
}
