// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.engine.listen.ListenerBus;
import ember.engine.planning.StagePreparation;
import ember.executor.Executor;
import ember.executor.Isolation;
import ember.executor.StageWork;
import ember.executor.TaskReports;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.event.AccumulableInfo;
import ember.model.event.EngineEvent;
import ember.model.event.TaskInfo;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs what the scheduler decided: one method per effect, called in the loop's turns, none of which waits. */
final class EffectRunner implements SchedulerBackend {
    private final Executors executors;
    private final Map<Integer, JobHandle<?>> jobs;
    private final ListenerBus bus;
    private final StagePreparers preparation = new StagePreparers();
    private final Isolation isolation;
    private final EnginePorts.AccumulatorMerge accumulators;
    private final StageAccumulables stageAccumulables = new StageAccumulables();
    private final Map<Long, CompletableFuture<Boolean>> commitQuestions = new ConcurrentHashMap<>();
    private Consumer<SchedulerEvent> post = EffectRunner::unanswerable;
    private Consumer<SchedulerEvent> postLast = EffectRunner::unanswerable;
    private @Nullable RehearsedFaults faults;
    /** Results larger than this are told to be fetched on their own. */
    private final long maxDirectResultBytes;

    private volatile boolean stopped;
    /** Named accumulators that {@link #changedBy} has changed: they go with the announcement of its end, if anyone listens. */
    private List<AccumulableInfo> changed = List.of();

    private long changedBy;

    EffectRunner(
            Executors executors,
            Map<Integer, JobHandle<?>> jobs,
            ListenerBus bus,
            Isolation isolation,
            EnginePorts.AccumulatorMerge accumulators,
            long maxDirectResultBytes) {
        this.maxDirectResultBytes = maxDirectResultBytes;
        this.executors = executors;
        this.jobs = jobs;
        this.bus = bus;
        this.isolation = isolation;
        this.accumulators = accumulators;
    }

    /**
     * Says where answers go, before the loop starts.
     *
     * @param inbox called by threads in the midst of something
     * @param whenIdle called by threads of the engine that have done all they had to, and may so be used for more
     */
    void answerTo(Consumer<SchedulerEvent> inbox, Consumer<SchedulerEvent> whenIdle) {
        post = inbox;
        postLast = whenIdle;
    }

    private static void unanswerable(SchedulerEvent event) {
        throw new IllegalStateException("answerTo was not called before " + event);
    }

    /** Whether anyone reads what takes time to measure. */
    boolean readsFigures() {
        return bus.readsFigures();
    }

    /** From now on things go wrong; called before the loop starts. @param rehearsed null: they do not */
    void disturbBy(@Nullable RehearsedFaults rehearsed) {
        faults = rehearsed;
    }

    /** Where tasks report to. */
    TaskReports reports() {
        // Faults are to come between the end of a task and what is made of it.
        return faults == null ? new Reports(post, postLast, this) : faults.around(new Reports(post, post, this));
    }

    /** The loop has ended: ends the preparation threads, and tells tasks that still wait for an answer no. */
    void stop() {
        stopped = true;
        preparation.stop();
        for (CompletableFuture<Boolean> question : commitQuestions.values()) {
            question.complete(false);
        }
    }

    /** Asks on behalf of a task whether it may commit, and waits for the answer. Called on the task's thread. */
    boolean askToCommit(long taskId) throws InterruptedException {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        commitQuestions.put(taskId, answer);
        post.accept(new SchedulerEvent.CommitRequested(taskId));
        if (stopped) {
            answer.complete(false);
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is a value, never a failure", e);
        } finally {
            // Still there if nobody will answer, or if the task was interrupted.
            commitQuestions.remove(taskId);
        }
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        try {
            preparation.run(() -> postLast.accept(StagePreparation.prepare(effect, isolation)));
        } catch (RuntimeException | OutOfMemoryError e) {
            // The system gives no more threads, which fails this stage's jobs and no others.
            post.accept(new SchedulerEvent.StagePreparationFailed(
                    effect.stageId(), effect.stageAttempt(), "Task creation failed: " + e, e));
        }
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        if (faults != null) {
            faults.launched(effect);
        }
        Executor executor = executors.get(effect.attempt().executor());
        // An executor that went away meanwhile has been reported as lost: its tasks are ended by that.
        if (executor != null) {
            executor.launch(
                    effect.attempt(),
                    (StageWork) effect.work(),
                    effect.inputs(),
                    effect.properties(),
                    effect.barrierAddresses());
        }
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        Executor executor = executors.get(effect.executor());
        if (executor != null) {
            executor.kill(effect.taskId(), effect.interrupt(), effect.reason());
        }
    }

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {
        try {
            changed = accumulators.merge(effect.updates(), effect.failed());
        } catch (RuntimeException | Error e) {
            // An accumulator's code is the user's: it must not end the loop.
            changed = List.of();
            LoggerFactory.getLogger("DAGScheduler")
                    .error(
                            "Failed to update accumulators for {}",
                            effect.attempt().label(),
                            e);
        }
        changedBy = effect.attempt().taskId();
        stageAccumulables.changed(effect.attempt(), changed);
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        JobHandle<?> job = jobs.get(effect.jobId());
        if (job != null) {
            job.deliver(effect.outputId(), effect.value());
        }
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        JobHandle<?> job = jobs.remove(effect.jobId());
        if (job != null) {
            job.end(effect.outcome());
        }
    }

    @Override
    public void announce(Effect.Announce effect) {
        EngineEvent event = withFetchedResult(effect.event());
        if (event instanceof EngineEvent.TaskEnded ended
                && !changed.isEmpty()
                && ended.task().attempt().taskId() == changedBy) {
            event = new EngineEvent.TaskEnded(
                    ended.kind(), ended.end(), ended.task().withAccumulables(changed), ended.metrics());
            changed = List.of();
        } else if (event instanceof EngineEvent.StageSubmitted submitted) {
            stageAccumulables.begin(submitted.stage());
        } else if (event instanceof EngineEvent.StageCompleted completed) {
            event = new EngineEvent.StageCompleted(stageAccumulables.complete(completed.stage()));
        }
        bus.post(event);
    }

    /** A result too large to come with its task's end is said to be fetched, as in Spark: an event of its own, told before. */
    private EngineEvent withFetchedResult(EngineEvent event) {
        if (event instanceof EngineEvent.TaskEnded ended
                && ended.end() instanceof TaskEnd.Succeeded
                && ended.metrics() != null
                && ended.metrics().get(TaskMetric.RESULT_SIZE) > maxDirectResultBytes) {
            TaskInfo task = ended.task().withGettingResultTime(ended.task().finishTimeMillis());
            bus.post(new EngineEvent.TaskGettingResult(task.stillRunning()));
            return new EngineEvent.TaskEnded(ended.kind(), ended.end(), task, ended.metrics());
        }
        return event;
    }

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        CompletableFuture<Boolean> question = commitQuestions.remove(effect.taskId());
        if (question != null) {
            question.complete(effect.allowed());
        }
    }

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {
        Executor executor = executors.get(effect.executor());
        if (executor != null) {
            executor.answerBarrier(effect.taskId(), effect.messages(), effect.failure());
        }
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        executors.dropShuffle(effect.shuffleId());
    }

    @Override
    public void log(Effect.Log effect) {
        Logger log = LoggerFactory.getLogger(effect.logger());
        if (effect.level() == LogLevel.ERROR) {
            log.error(effect.message());
        } else if (effect.level() == LogLevel.WARN) {
            log.warn(effect.message());
        } else if (effect.level() == LogLevel.INFO) {
            log.info(effect.message());
        } else if (effect.level() == LogLevel.DEBUG) {
            log.debug(effect.message());
        } else {
            log.trace(effect.message());
        }
    }
}
