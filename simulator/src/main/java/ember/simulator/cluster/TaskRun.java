// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.cluster;

import static ember.simulator.cluster.Chance.MILLISECOND;

import ember.model.BarrierMethod;
import ember.model.BlockSizes;
import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.StageOutput;
import ember.simulator.scenario.BlockReader;
import ember.simulator.scenario.CachedRdd;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import ember.simulator.scenario.UnreadableBlockException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task attempt on its executor: waits, reads, perhaps asks to commit, ends once. */
final class TaskRun implements BlockReader {
    private static final BlockSizes[] SIZES = new BlockSizes[8];

    static {
        for (int i = 0; i < SIZES.length; i++) {
            long[] bytes = new long[i];
            Arrays.fill(bytes, 100);
            SIZES[i] = BlockSizes.of(bytes);
        }
    }

    private final SimulatedCluster cluster;
    private final Effect.LaunchTask launch;
    private final TaskAttempt attempt;
    private final StageModel stage;
    private final SimulatedExecutor executor;
    private final FaultPlan faults;
    private final Chance chance;
    private boolean over;
    private boolean asking;
    private boolean waiting;
    private boolean firstRead = true;
    private long content;

    TaskRun(
            SimulatedCluster cluster,
            Effect.LaunchTask launch,
            SimulatedExecutor executor,
            FaultPlan faults,
            Chance chance) {
        this.cluster = cluster;
        this.launch = launch;
        this.attempt = launch.attempt();
        this.stage = (StageModel) launch.work();
        this.executor = executor;
        this.faults = faults;
        this.chance = chance;
    }

    /** What a task's accumulators gathered, told apart from any other's. */
    record Updates(long taskId) {}

    void start() {
        long median = faults.strikes(Fault.TASK_SLOW) ? 500 * MILLISECOND : 5 * MILLISECOND;
        cluster.later(chance.around(median), launch.barrierAddresses().isEmpty() ? this::work : this::waitForOthers);
    }

    private void waitForOthers() {
        if (!isGone()) {
            waiting = true;
            boolean differs = faults.strikes(Fault.BARRIER_CALLS_DIFFER);
            BarrierMethod method = differs ? BarrierMethod.ALL_GATHER : BarrierMethod.BARRIER;
            cluster.tell(chance.messageNanos(), new SchedulerEvent.BarrierReached(attempt.taskId(), 0, method, ""));
        }
    }

    /** All tasks of the barrier have come, or not all will. */
    void barrierAnswered(boolean allCame) {
        if (isGone() || !waiting) {
            return;
        }
        waiting = false;
        if (allCame) {
            cluster.later(chance.around(MILLISECOND), this::work);
        } else {
            end(threw(TaskEnd.Retry.ALLOWED));
        }
    }

    private boolean isGone() {
        return over || !executor.isRunning();
    }

    private void work() {
        if (isGone()) {
            return;
        }
        if (cluster.isHopeless(stage, attempt.partition())) {
            boolean admitted = attempt.taskId() % 2 == 0;
            end(threw(admitted ? TaskEnd.Retry.RESULT_NOT_SERIALIZABLE : TaskEnd.Retry.ALLOWED));
            return;
        }
        if (faults.strikes(Fault.TASK_THROWS)) {
            end(threw(TaskEnd.Retry.ALLOWED));
            return;
        }
        try {
            content = stage.compute(attempt.partition(), this);
        } catch (UnreadableBlockException unreadable) {
            end(unreadable.end());
            return;
        }
        if (stage.shuffleId() >= 0) {
            write();
        } else if (stage.commits()) {
            askToCommit();
        } else {
            deliver();
        }
    }

    private void write() {
        long writer = attempt.taskId();
        executor.storeOutput(writer, stage.shuffleId(), content);
        MapOutput output = new MapOutput(
                stage.shuffleId(),
                attempt.partition(),
                writer,
                attempt.executor(),
                attempt.host(),
                SIZES[reducePartitions()]);
        if (faults.strikes(Fault.OUTPUT_LOST)) {
            cluster.later(chance.around(5 * MILLISECOND), () -> executor.loseOutput(writer));
        }
        if (faults.strikes(Fault.ALL_OUTPUTS_LOST)) {
            cluster.later(chance.around(5 * MILLISECOND), executor::loseOutputs);
        }
        end(new TaskEnd.Succeeded(null, output, new Updates(writer), null));
    }

    private int reducePartitions() {
        return ((StageOutput.Shuffle) stage.spec().output()).reducePartitions();
    }

    private void askToCommit() {
        asking = true;
        SchedulerEvent question = new SchedulerEvent.CommitRequested(attempt.taskId());
        cluster.tell(chance.messageNanos(), question);
        if (faults.strikes(Fault.COMMIT_ASKED_TWICE)) {
            cluster.tell(chance.around(5 * MILLISECOND), question);
        }
    }

    /** The scheduler's answer has come. */
    void commitAnswered(boolean allowed) {
        if (isGone() || !asking) {
            return;
        }
        asking = false;
        if (!allowed) {
            end(new TaskEnd.CommitDenied(0, attempt.partition(), attempt.attemptNumber()));
            return;
        }
        cluster.later(chance.around(20 * MILLISECOND), () -> {
            if (isGone()) {
                return;
            }
            if (faults.strikes(Fault.COMMIT_FAILS)) {
                end(threw(TaskEnd.Retry.ALLOWED));
            } else {
                deliver();
            }
        });
    }

    private void deliver() {
        if (faults.strikes(Fault.RESULT_LOST)) {
            end(new TaskEnd.ResultLost());
        } else {
            end(new TaskEnd.Succeeded(content, null, new Updates(attempt.taskId()), null));
        }
    }

    /** Somebody wants the task to end. */
    void kill(String reason) {
        if (isGone() || faults.strikes(Fault.KILL_IGNORED)) {
            return;
        }
        cluster.later(chance.around(MILLISECOND), () -> {
            if (!isGone()) {
                end(new TaskEnd.Killed(reason, new Updates(attempt.taskId()), null));
            }
        });
    }

    private TaskEnd threw(TaskEnd.Retry retry) {
        return new TaskEnd.Threw(
                "java.lang.RuntimeException",
                "simulated",
                "java.lang.RuntimeException: simulated",
                null,
                retry,
                new Updates(attempt.taskId()),
                null);
    }

    private void end(TaskEnd end) {
        over = true;
        cluster.report(attempt.taskId(), end);
    }

    @Override
    public long block(ShuffleModel shuffle, int mapPartition, int reducePartition) throws UnreadableBlockException {
        MapOutput output = outputs(shuffle.id()).output(mapPartition);
        boolean first = firstRead;
        firstRead = false;
        if (output == null || (first && faults.strikes(Fault.READ_FAILS_UNKNOWN))) {
            String message = "Missing an output location for shuffle " + shuffle.id() + " partition " + mapPartition;
            throw new UnreadableBlockException(
                    new TaskEnd.FetchFailed(shuffle.id(), -1, -1, reducePartition, null, null, message, null));
        }
        Long stored = stored(output);
        if (stored == null || (first && faults.strikes(Fault.READ_FAILS))) {
            throw new UnreadableBlockException(new TaskEnd.FetchFailed(
                    shuffle.id(),
                    mapPartition,
                    output.writer(),
                    reducePartition,
                    output.executor(),
                    output.host(),
                    "simulated",
                    null,
                    faults.strikes(Fault.READER_LOOKS_NO_FURTHER) ? List.of() : lostToo(output)));
        }
        return ShuffleModel.block(stored, reducePartition);
    }

    private List<TaskEnd.LostOutput> lostToo(MapOutput unreadable) {
        List<TaskEnd.LostOutput> lost = new ArrayList<>();
        for (MapOutputs outputs : launch.inputs()) {
            for (int map = 0; map < outputs.mapPartitions(); map++) {
                MapOutput output = outputs.output(map);
                if (output != null && output.writer() != unreadable.writer() && stored(output) == null) {
                    lost.add(new TaskEnd.LostOutput(outputs.shuffleId(), map, output.writer()));
                }
            }
        }
        return lost;
    }

    private @Nullable Long stored(MapOutput output) {
        SimulatedExecutor keeper = cluster.reachable(output.executor());
        return keeper == null ? null : keeper.output(output.writer());
    }

    private MapOutputs outputs(int shuffleId) {
        for (MapOutputs outputs : launch.inputs()) {
            if (outputs.shuffleId() == shuffleId) {
                return outputs;
            }
        }
        throw new IllegalStateException(attempt.label() + " was launched without shuffle " + shuffleId);
    }

    @Override
    public @Nullable Long cached(CachedRdd rdd, int partition) {
        return cluster.cachedBlock(rdd.id(), partition);
    }

    @Override
    public void computed(CachedRdd rdd, int partition, long computed) {
        cluster.storeBlock(executor, rdd, partition, computed);
    }
}
