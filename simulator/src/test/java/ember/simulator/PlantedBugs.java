// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.model.TaskLocality;
import ember.model.event.EngineEvent;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.TaskPayload;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.task.PoolSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What looks like a scheduler with a bug: something between cluster and scheduler that does not pass on what it should. */
final class PlantedBugs {
    private PlantedBugs() {}

    /**
     * @param name the bug in a few words
     * @param caughtAs what the oracle says that must notice first
     */
    record Bug(String name, Supplier<Wire> wire, String caughtAs) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bug> all() {
        List<Bug> bugs = new ArrayList<>();
        bugs.addAll(bugsOfResults());
        bugs.addAll(bugsOfTasks());
        bugs.addAll(bugsOfInputs());
        bugs.addAll(bugsOfWords());
        bugs.addAll(bugsOfCopies());
        bugs.addAll(bugsOfPlaces());
        bugs.addAll(bugsOfBarriers());
        bugs.addAll(deafness());
        return bugs;
    }

    private static List<Bug> bugsOfResults() {
        return List.of(
                effects("a result is delivered twice", "a result was delivered twice", (effect, cluster) -> {
                    cluster.accept(effect);
                    if (effect instanceof Effect.DeliverResult) {
                        cluster.accept(effect);
                    }
                }),
                effects("a result is mixed up", "a result is wrong", (effect, cluster) -> {
                    boolean result = effect instanceof Effect.DeliverResult;
                    cluster.accept(result ? mixedUp((Effect.DeliverResult) effect) : effect);
                }),
                without("the waiting driver is never released", "a job never ended", Effect.EndJob.class::isInstance),
                without(
                        "released shuffles are kept",
                        "a released shuffle is forgotten while in use, or kept",
                        Effect.ForgetShuffle.class::isInstance),
                without(
                        "listeners are not told of a stage's end",
                        "a job ended before the stages",
                        effect -> effect instanceof Effect.Announce announce
                                && announce.event() instanceof EngineEvent.StageCompleted));
    }

    private static Effect mixedUp(Effect.DeliverResult effect) {
        return new Effect.DeliverResult(effect.jobId(), effect.outputId(), "something else");
    }

    private static List<Bug> bugsOfTasks() {
        return List.of(
                facts("slots are miscounted", "an executor got more tasks than it has slots", (event, scheduler) -> {
                    boolean joined = event instanceof SchedulerEvent.ExecutorJoined;
                    scheduler.accept(joined ? larger((SchedulerEvent.ExecutorJoined) event) : event);
                }),
                without("nobody is killed", "a task runs on that nobody wants", Effect.KillTask.class::isInstance),
                effects("everybody may commit", " may commit ", (effect, cluster) -> {
                    boolean answer = effect instanceof Effect.AnswerCommit;
                    cluster.accept(
                            answer ? new Effect.AnswerCommit(((Effect.AnswerCommit) effect).taskId(), true) : effect);
                }),
                effects("accumulators are merged twice", "accumulators were merged at a wrong time", (effect, to) -> {
                    to.accept(effect);
                    if (effect instanceof Effect.ApplyAccumulators) {
                        to.accept(effect);
                    }
                }));
    }

    private static SchedulerEvent larger(SchedulerEvent.ExecutorJoined event) {
        return new SchedulerEvent.ExecutorJoined(event.executor(), event.host(), event.slots() + 1);
    }

    private static List<Bug> bugsOfInputs() {
        return List.of(
                effects(
                        "a task starts too early",
                        "a task was launched although an input was missing",
                        (effect, to) -> {
                            boolean launch = effect instanceof Effect.LaunchTask;
                            to.accept(launch ? withInputs((Effect.LaunchTask) effect, PlantedBugs::emptied) : effect);
                        }),
                new Bug("a later attempt is told the old places", OldPlaces::new, "was sent to a map output that "),
                new Bug(
                        "of outputs that were lost together only the first is forgotten",
                        OnlyTheFirst::new,
                        "had been found unreadable"));
    }

    private static Effect withInputs(Effect.LaunchTask launch, UnaryOperator<MapOutputs> change) {
        List<MapOutputs> inputs = new ArrayList<>(launch.inputs());
        inputs.replaceAll(change);
        return new Effect.LaunchTask(
                launch.attempt(),
                new TaskPayload(launch.work(), inputs, launch.properties(), launch.barrierAddresses()));
    }

    private static MapOutputs emptied(MapOutputs outputs) {
        return new MapOutputs(outputs.shuffleId(), outputs.reducePartitions(), new MapOutput[outputs.mapPartitions()]);
    }

    /** Remembers for each stage what its first task was told, and tells every other the same. */
    private static final class OldPlaces implements Wire {
        private final Map<Integer, List<MapOutputs>> first = new HashMap<>();

        @Override
        public void effect(Effect effect, Consumer<Effect> cluster) {
            if (effect instanceof Effect.LaunchTask launch) {
                List<MapOutputs> inputs = first.computeIfAbsent(launch.attempt().stageId(), id -> launch.inputs());
                cluster.accept(new Effect.LaunchTask(
                        launch.attempt(),
                        new TaskPayload(launch.work(), inputs, launch.properties(), launch.barrierAddresses())));
            } else {
                cluster.accept(effect);
            }
        }
    }

    private static List<Bug> bugsOfWords() {
        return List.of(
                facts("jobs are put into the wrong pool", "a task was launched out of turn", (event, scheduler) -> {
                    boolean submitted = event instanceof SchedulerEvent.JobSubmitted;
                    scheduler.accept(submitted ? inAnotherPool((SchedulerEvent.JobSubmitted) event) : event);
                }),
                announcements(
                        "a stage attempt is told a wrong cause", "runs for another reason than is said", event -> {
                            boolean submitted = event instanceof EngineEvent.StageSubmitted;
                            return submitted ? withCauseOfFirstRun((EngineEvent.StageSubmitted) event) : event;
                        }),
                announcements("a task's cause is always the first", "a task runs for another reason", event -> {
                    boolean started = event instanceof EngineEvent.TaskStarted;
                    return started ? asFirst((EngineEvent.TaskStarted) event) : event;
                }));
    }

    private static SchedulerEvent inAnotherPool(SchedulerEvent.JobSubmitted event) {
        JobPlan plan = event.plan();
        Map<String, String> properties = new HashMap<>(plan.properties());
        properties.put(PoolSettings.POOL_PROPERTY, "batch");
        return new SchedulerEvent.JobSubmitted(
                new JobPlan(plan.jobId(), plan.callSite(), plan.finalStage(), plan.mapStages(), properties));
    }

    private static EngineEvent withCauseOfFirstRun(EngineEvent.StageSubmitted event) {
        StageInfo stage = event.stage();
        StageInfo changed = new StageInfo(
                stage.stageId(),
                stage.attempt(),
                stage.name(),
                stage.details(),
                stage.numTasks(),
                stage.rddInfos(),
                stage.parentIds(),
                stage.shuffleId(),
                stage.resourceProfileId(),
                stage.submissionTimeMillis(),
                stage.completionTimeMillis(),
                stage.failureReason(),
                stage.metrics(),
                stage.accumulables(),
                new StageCause.FirstRun(0));
        return new EngineEvent.StageSubmitted(changed, event.properties());
    }

    private static EngineEvent asFirst(EngineEvent.TaskStarted event) {
        TaskInfo task = event.task();
        return new EngineEvent.TaskStarted(new TaskInfo(
                task.attempt(),
                task.launchTimeMillis(),
                task.gettingResultTimeMillis(),
                task.finishTimeMillis(),
                task.failed(),
                task.killed(),
                task.accumulables(),
                TaskCause.First.INSTANCE));
    }

    private static Bug announcements(String name, String caughtAs, UnaryOperator<EngineEvent> change) {
        return effects(name, caughtAs, (effect, cluster) -> {
            boolean announce = effect instanceof Effect.Announce;
            cluster.accept(announce ? new Effect.Announce(change.apply(((Effect.Announce) effect).event())) : effect);
        });
    }

    private static List<Bug> bugsOfCopies() {
        return List.of(
                launches(
                        "a second copy is taken for a first",
                        "a second copy of a task was launched",
                        attempt -> with(attempt, attempt.locality(), false)),
                without(
                        "the slower of two copies runs on",
                        "the slower attempt of a task was not asked to end",
                        effect -> effect instanceof Effect.KillTask kill
                                && kill.reason().equals("another attempt succeeded")),
                without(
                        "second copies are not announced",
                        "a second copy was launched that was not announced",
                        effect -> effect instanceof Effect.Announce announce
                                && announce.event() instanceof EngineEvent.SpeculativeTaskSubmitted));
    }

    private static List<Bug> bugsOfPlaces() {
        return List.of(
                launches(
                        "every task is said to be near its data",
                        "a task is told a wrong locality",
                        attempt -> with(attempt, TaskLocality.PROCESS_LOCAL, attempt.speculative())),
                facts("preferences are forgotten", "a task is told a wrong locality", (event, scheduler) -> {
                    boolean prepared = event instanceof SchedulerEvent.StagePrepared;
                    scheduler.accept(prepared ? anywhere((SchedulerEvent.StagePrepared) event) : event);
                }),
                without(
                        "exclusions last for ever",
                        "an exclusion did not end",
                        effect -> effect instanceof Effect.Announce announce
                                && announce.event() instanceof EngineEvent.ExecutorUnexcluded),
                new Bug("old and new data are mixed", MixedPlaces::new, "old and new data of a stage are mixed"));
    }

    private static List<Bug> bugsOfBarriers() {
        return List.of(
                deafTo(SchedulerEvent.BarrierReached.class, "stages were never completed"),
                without(
                        "barrier tasks outlive one that failed",
                        "a barrier task runs on although another one failed",
                        effect -> effect instanceof Effect.KillTask kill
                                && kill.reason().contains(" from barrier stage ")),
                effects(
                        "barrier tasks are not told of each other",
                        "a barrier task was launched as something else",
                        (effect, to) ->
                                to.accept(effect instanceof Effect.LaunchTask launch ? alone(launch) : effect)));
    }

    private static Effect alone(Effect.LaunchTask launch) {
        return new Effect.LaunchTask(
                launch.attempt(), new TaskPayload(launch.work(), launch.inputs(), launch.properties(), List.of()));
    }

    private static SchedulerEvent anywhere(SchedulerEvent.StagePrepared event) {
        return new SchedulerEvent.StagePrepared(event.stageId(), event.stageAttempt(), List.of());
    }

    private static TaskAttempt with(TaskAttempt attempt, TaskLocality locality, boolean speculative) {
        return new TaskAttempt(
                attempt.taskId(),
                attempt.stageId(),
                attempt.stageAttempt(),
                attempt.index(),
                attempt.partition(),
                attempt.outputId(),
                attempt.attemptNumber(),
                attempt.executor(),
                attempt.host(),
                locality,
                speculative);
    }

    private static Bug launches(String name, String caughtAs, UnaryOperator<TaskAttempt> change) {
        return effects(
                name,
                caughtAs,
                (effect, cluster) -> cluster.accept(
                        effect instanceof Effect.LaunchTask launch
                                ? new Effect.LaunchTask(change.apply(launch.attempt()), launch.payload())
                                : effect));
    }

    /** Tells every other task of the first output that there was of partition 0 of each shuffle. */
    private static final class MixedPlaces implements Wire {
        private final Map<Integer, MapOutput> first = new HashMap<>();

        @Override
        public void effect(Effect effect, Consumer<Effect> cluster) {
            boolean every = effect instanceof Effect.LaunchTask launch
                    && (launch.attempt().taskId() % 2 == 0 || first.isEmpty());
            cluster.accept(every ? withInputs((Effect.LaunchTask) effect, this::mixed) : effect);
        }

        private MapOutputs mixed(MapOutputs outputs) {
            MapOutput[] mixed = new MapOutput[outputs.mapPartitions()];
            for (int partition = 0; partition < mixed.length; partition++) {
                mixed[partition] = outputs.output(partition);
            }
            if (mixed[0] != null) {
                mixed[0] = first.computeIfAbsent(outputs.shuffleId(), id -> outputs.output(0));
            }
            return new MapOutputs(outputs.shuffleId(), outputs.reducePartitions(), mixed);
        }
    }

    private static List<Bug> deafness() {
        return List.of(
                deafTo(SchedulerEvent.ExecutorLost.class, "launched on an executor that is not there"),
                deafTo(SchedulerEvent.StagePrepared.class, "a slot is free although tasks wait"),
                deafTo(SchedulerEvent.TaskEnded.class, "a task's end was not announced"),
                deafTo(SchedulerEvent.BlockChanged.class, "wrong places of cached partitions"),
                deafTo(SchedulerEvent.JobCancelled.class, "a cancelled job goes on"),
                deafTo(SchedulerEvent.CommitRequested.class, "a task got no answer"));
    }

    private static Bug deafTo(Class<? extends SchedulerEvent> kind, String caughtAs) {
        return facts("the scheduler is deaf to " + kind.getSimpleName(), caughtAs, (event, scheduler) -> {
            if (!kind.isInstance(event)) {
                scheduler.accept(event);
            }
        });
    }

    private static Bug without(String name, String caughtAs, Predicate<Effect> missing) {
        return effects(name, caughtAs, (effect, cluster) -> {
            if (!missing.test(effect)) {
                cluster.accept(effect);
            }
        });
    }

    private static Bug effects(String name, String caughtAs, BiConsumer<Effect, Consumer<Effect>> change) {
        Wire wire = new Wire() {
            @Override
            public void effect(Effect effect, Consumer<Effect> cluster) {
                change.accept(effect, cluster);
            }
        };
        return new Bug(name, () -> wire, caughtAs);
    }

    private static Bug facts(
            String name, String caughtAs, BiConsumer<SchedulerEvent, Consumer<SchedulerEvent>> change) {
        Wire wire = new Wire() {
            @Override
            public void fact(SchedulerEvent event, Consumer<SchedulerEvent> scheduler) {
                change.accept(event, scheduler);
            }
        };
        return new Bug(name, () -> wire, caughtAs);
    }
}
