// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.cluster;

import static ember.simulator.cluster.Chance.MILLISECOND;

import ember.model.StorageLevel;
import ember.model.TaskEnd;
import ember.model.TaskLocation;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.scenario.CachedRdd;
import ember.simulator.scenario.Scenario.ExecutorModel;
import ember.simulator.scenario.StageModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Performs the scheduler's effects on pretended machines and tells it what comes of them.
 *
 * <p>Nothing happens while an effect is performed: it only arranges for later moments on the timeline, so that a scheduler that hears of
 * the outcome has always finished deciding.
 */
public final class SimulatedCluster implements SchedulerBackend {
    private static final long SECOND = 1000 * MILLISECOND;

    private final Timeline timeline;
    private final FaultPlan faults;
    private final Chance chance;
    private final Consumer<SchedulerEvent> driver;
    private final Meddler meddler;
    private final Map<String, SimulatedExecutor> executors = new TreeMap<>();
    private final Map<Long, TaskRun> tasks = new HashMap<>();
    private final Set<HopelessTask> hopeless = new HashSet<>();
    private int staying;
    private int everJoined;
    private boolean stopped;

    /** @param driver where facts are told */
    public SimulatedCluster(
            Timeline timeline, FaultPlan faults, SplittableRandom random, Consumer<SchedulerEvent> driver) {
        this.timeline = timeline;
        this.faults = faults;
        this.chance = new Chance(random);
        this.driver = driver;
        this.meddler = new Meddler(this, faults, chance);
    }

    private record HopelessTask(StageModel stage, int partition) {}

    /** Starts an executor and tells so at once. */
    public void join(ExecutorModel model) {
        staying++;
        everJoined++;
        executors.put(model.id(), new SimulatedExecutor(model));
        driver.accept(new SchedulerEvent.ExecutorJoined(model.id(), model.host(), model.slots()));
    }

    /** Those who cancel, release and unpersist. */
    public Meddler meddler() {
        return meddler;
    }

    /** Tells the scheduler something after a while. */
    void tell(long delayNanos, SchedulerEvent event) {
        timeline.after(delayNanos, () -> driver.accept(event));
    }

    void later(long delayNanos, Runnable action) {
        timeline.after(delayNanos, action);
    }

    /** From now on nothing happens any more; what is on its way arrives, and so does the news that every executor is gone. */
    void stop() {
        stopped = true;
        for (SimulatedExecutor executor : executors.values()) {
            executor.crash();
            tell(
                    chance.messageNanos(),
                    new SchedulerEvent.ExecutorLost(executor.model().id(), "the engine stops", false));
        }
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        if (stopped) {
            return;
        }
        meddler.stageSeen(effect.stageId());
        long delay = faults.strikes(Fault.PREPARATION_SLOW) ? chance.around(SECOND) : chance.around(MILLISECOND);
        if (faults.strikes(Fault.PREPARATION_FAILS)) {
            tell(
                    delay,
                    new SchedulerEvent.StagePreparationFailed(
                            effect.stageId(), effect.stageAttempt(), "Task not serializable: simulated", null));
            return;
        }
        SchedulerEvent answer =
                new SchedulerEvent.StagePrepared(effect.stageId(), effect.stageAttempt(), locations(effect));
        tell(delay, answer);
        if (faults.strikes(Fault.PREPARATION_REPORTED_TWICE)) {
            tell(delay + chance.around(10 * MILLISECOND), answer);
        }
    }

    private List<List<TaskLocation>> locations(Effect.PrepareStage effect) {
        if (chance.oneIn(2)) {
            return List.of();
        }
        List<List<TaskLocation>> locations = new ArrayList<>();
        for (int partition : effect.partitions()) {
            locations.add(location(effect, partition));
        }
        return locations;
    }

    private List<TaskLocation> location(Effect.PrepareStage effect, int partition) {
        for (CachedRdd rdd : ((StageModel) effect.work()).cachedRdds()) {
            if (partition < rdd.partitions()) {
                List<TaskLocation> places = effect.cached().of(rdd.id(), partition);
                if (!places.isEmpty()) {
                    return places;
                }
            }
        }
        return chance.oneIn(2) ? List.of() : List.of(TaskLocation.host("host" + chance.below(5)));
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        SimulatedExecutor executor = executors.get(effect.attempt().executor());
        if (executor == null || !executor.isRunning()) {
            return;
        }
        TaskRun run = new TaskRun(this, effect, executor, faults, chance);
        tasks.put(effect.attempt().taskId(), run);
        run.start();
        meddler.taskSeen(effect.attempt());
        if (faults.strikes(Fault.EXECUTOR_CRASHES)) {
            later(chance.around(10 * MILLISECOND), () -> crash(executor));
        }
        if (faults.strikes(Fault.EXECUTOR_DISCONNECTS)) {
            later(chance.around(5 * MILLISECOND), () -> disconnect(executor));
        }
    }

    private void crash(SimulatedExecutor executor) {
        if (executor.isReachable()) {
            executor.crash();
            if (faults.strikes(Fault.LOSS_UNNOTICED)) {
                later(chance.around(5 * MILLISECOND), () -> rejoin(executor.model(), true));
                return;
            }
            reportLoss(executor, faults.strikes(Fault.LOSS_NOTICED_LATE) ? SECOND : 5 * MILLISECOND);
        }
    }

    private void disconnect(SimulatedExecutor executor) {
        if (executor.isReachable()) {
            executor.disconnect();
            reportLoss(executor, MILLISECOND);
        }
    }

    private void reportLoss(SimulatedExecutor executor, long medianNanos) {
        boolean causedByApp = chance.oneIn(2);
        boolean returns = staying == 1 || !faults.strikes(Fault.EXECUTOR_GONE_FOR_GOOD);
        if (!returns) {
            staying--;
        }
        later(chance.around(medianNanos), () -> {
            if (stopped) {
                return;
            }
            ExecutorModel model = executor.model();
            SchedulerEvent loss = new SchedulerEvent.ExecutorLost(model.id(), "simulated loss", causedByApp);
            driver.accept(loss);
            if (faults.strikes(Fault.LOSS_REPORTED_TWICE)) {
                driver.accept(loss);
            }
            if (returns) {
                later(chance.around(50 * MILLISECOND), () -> rejoin(model, !chance.oneIn(3)));
            }
        });
    }

    private void rejoin(ExecutorModel model, boolean sameId) {
        if (stopped) {
            return;
        }
        staying--;
        join(sameId ? model : new ExecutorModel(String.valueOf(everJoined), model.host(), model.slots()));
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        TaskRun run = tasks.get(effect.taskId());
        if (run != null) {
            run.kill(effect.reason());
        }
    }

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        TaskRun run = tasks.get(effect.taskId());
        if (run != null) {
            run.commitAnswered(effect.allowed());
        }
    }

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {
        TaskRun run = tasks.get(effect.taskId());
        if (run != null) {
            run.barrierAnswered(effect.failure() == null);
        }
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        for (SimulatedExecutor executor : executors.values()) {
            executor.forgetShuffle(effect.shuffleId());
        }
    }

    /** The executor that others reach under an id now; null: none. */
    @Nullable
    SimulatedExecutor reachable(String id) {
        SimulatedExecutor executor = executors.get(id);
        return executor != null && executor.isReachable() ? executor : null;
    }

    /** A cached partition, wherever it is; null: nowhere. */
    @Nullable
    Long cachedBlock(int rddId, int partition) {
        for (SimulatedExecutor executor : executors.values()) {
            Long content = executor.block(rddId, partition);
            if (content != null) {
                return content;
            }
        }
        return null;
    }

    /** Stores a cached partition, tells so, and may drop it again. */
    void storeBlock(SimulatedExecutor executor, CachedRdd rdd, int partition, long content) {
        if (!executor.isReachable()) {
            return;
        }
        executor.storeBlock(rdd, partition, content);
        tellOfBlock(executor, rdd.id(), partition, StorageLevel.MEMORY_ONLY);
        meddler.rddSeen(rdd.id());
        if (faults.strikes(Fault.BLOCK_DROPPED)) {
            later(chance.around(20 * MILLISECOND), () -> {
                if (executor.dropBlock(rdd.id(), partition)) {
                    tellOfBlock(executor, rdd.id(), partition, StorageLevel.NONE);
                }
            });
        }
    }

    private void tellOfBlock(SimulatedExecutor executor, int rddId, int partition, StorageLevel level) {
        String id = executor.model().id();
        long size = level.isValid() ? 100 : 0;
        timeline.at(executor.afterOlderBlockNews(timeline.nowNanos() + chance.messageNanos()), () -> {
            // News from an earlier life of the executor do not outlive its return.
            if (executors.get(id) == executor) {
                driver.accept(new SchedulerEvent.BlockChanged(id, rddId, partition, level, size, 0));
            }
        });
    }

    /** Takes an RDD out of all stores. */
    void dropRdd(int rddId) {
        for (SimulatedExecutor executor : executors.values()) {
            executor.dropRdd(rddId);
        }
    }

    /** Whether every attempt of this task fails; by and by some become so. */
    boolean isHopeless(StageModel stage, int partition) {
        HopelessTask task = new HopelessTask(stage, partition);
        if (faults.strikes(Fault.TASK_HOPELESS)) {
            hopeless.add(task);
        }
        return hopeless.contains(task);
    }

    /** Reports the end of a task. */
    void report(long taskId, TaskEnd end) {
        SchedulerEvent event = new SchedulerEvent.TaskEnded(taskId, end);
        long delay = faults.strikes(Fault.END_REPORTED_LATE) ? chance.around(SECOND) : chance.messageNanos();
        tell(delay, event);
        if (faults.strikes(Fault.END_REPORTED_TWICE)) {
            tell(delay + chance.around(5 * MILLISECOND), event);
        }
    }

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {}

    @Override
    public void deliverResult(Effect.DeliverResult effect) {}

    @Override
    public void endJob(Effect.EndJob effect) {}

    @Override
    public void announce(Effect.Announce effect) {}

    @Override
    public void log(Effect.Log effect) {}
}
