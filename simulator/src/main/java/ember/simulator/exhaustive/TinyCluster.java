// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.exhaustive;

import ember.model.BlockSizes;
import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.effect.Effect;
import ember.scheduler.plan.StageOutput;
import ember.simulator.oracle.Watcher;
import ember.simulator.scenario.BlockReader;
import ember.simulator.scenario.CachedRdd;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import ember.simulator.scenario.UnreadableBlockException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Executors and tasks of a tiny world. It does nothing by itself: what happens next is chosen by whoever asks. */
final class TinyCluster extends Watcher {
    private final Node[] nodes;
    /** So many times a task may be refused to commit before the one that may comes to its end. */
    private static final int MOST_REFUSALS = 2;

    private final Map<Long, Task> tasks = new TreeMap<>();
    private int refusals;

    TinyCluster(int executors) {
        nodes = new Node[executors];
        for (int i = 0; i < executors; i++) {
            nodes[i] = new Node();
        }
    }

    /** How the scheduler sees an executor, and how it is. */
    private enum Life {
        THERE,
        VANISHED,
        LOST
    }

    private static final class Node {
        Life life = Life.THERE;
        final Map<Long, Long> outputs = new TreeMap<>();
    }

    /** A task attempt that runs. */
    private static final class Task {
        final Effect.LaunchTask launch;
        final TaskAttempt attempt;
        final StageModel model;
        boolean killed;
        /** Whether it must meet the other tasks of its barrier before it does anything else. */
        boolean apart;
        /** Whether it waits there for them. */
        boolean waiting;

        boolean asked;

        @Nullable
        Boolean allowed;

        Task(Effect.LaunchTask launch) {
            this.launch = launch;
            this.attempt = launch.attempt();
            this.model = (StageModel) launch.work();
            this.apart = !launch.barrierAddresses().isEmpty();
        }

        MapOutputs outputs(int shuffleId) {
            for (MapOutputs outputs : launch.inputs()) {
                if (outputs.shuffleId() == shuffleId) {
                    return outputs;
                }
            }
            throw new IllegalStateException(attempt.label() + " was launched without shuffle " + shuffleId);
        }
    }

    void addChoices(List<Move> choices) {
        for (Task task : tasks.values()) {
            long id = task.attempt.taskId();
            if (canStep(task)) {
                choices.add(new Move(Move.Kind.STEP, id));
            }
            if (task.killed) {
                choices.add(new Move(Move.Kind.OBEY, id));
            }
            choices.add(new Move(Move.Kind.THROW, id));
            if (!task.asked && !task.apart) {
                choices.add(new Move(Move.Kind.END_TWICE, id));
            }
            if (!task.asked && !task.apart && !task.model.shuffles().isEmpty()) {
                choices.add(new Move(Move.Kind.FAIL_TO_READ, id));
            }
        }
        for (int i = 0; i < nodes.length; i++) {
            Move.Kind next = switch (nodes[i].life) {
                case THERE -> Move.Kind.VANISH;
                case VANISHED -> Move.Kind.TELL_LOSS;
                case LOST -> Move.Kind.RETURN;
            };
            choices.add(new Move(next, i));
        }
    }

    /** Not for ever is one task refused while another that may commit gets no time to do so: no real world is that unfair. */
    private boolean canStep(Task task) {
        if (task.waiting) {
            return false;
        }
        if (task.asked) {
            return task.allowed != null;
        }
        return refusals < MOST_REFUSALS || !task.model.commits() || !somebodyMayCommit();
    }

    private boolean somebodyMayCommit() {
        for (Task task : tasks.values()) {
            if (task.allowed != null && task.allowed) {
                return true;
            }
        }
        return false;
    }

    private Task task(long taskId) {
        Task task = tasks.get(taskId);
        if (task == null) {
            throw new IllegalStateException("task " + taskId + " does not run");
        }
        return task;
    }

    boolean mustMeet(long taskId) {
        return task(taskId).apart;
    }

    void waits(long taskId) {
        task(taskId).waiting = true;
    }

    boolean mustAsk(long taskId) {
        Task task = task(taskId);
        return task.model.commits() && !task.asked;
    }

    void asked(long taskId) {
        task(taskId).asked = true;
    }

    /** Ends a task as it must end: with what it could compute, or with what it could not read. */
    TaskEnd finish(long taskId) {
        Task task = task(taskId);
        tasks.remove(taskId);
        if (task.allowed != null && !task.allowed) {
            return new TaskEnd.CommitDenied(0, task.attempt.partition(), task.attempt.attemptNumber());
        }
        long content;
        try {
            content = task.model.compute(task.attempt.partition(), new Reader(task));
        } catch (UnreadableBlockException unreadable) {
            return unreadable.end();
        }
        if (!(task.model.spec().output() instanceof StageOutput.Shuffle shuffle)) {
            return new TaskEnd.Succeeded(content, null, "updates", null);
        }
        Node node = nodes[Integer.parseInt(task.attempt.executor())];
        if (node.life == Life.THERE) {
            node.outputs.put(taskId, content);
        }
        return new TaskEnd.Succeeded(null, outputOf(task.attempt, shuffle), "updates", null);
    }

    private static MapOutput outputOf(TaskAttempt attempt, StageOutput.Shuffle shuffle) {
        return new MapOutput(
                shuffle.shuffleId(),
                attempt.partition(),
                attempt.taskId(),
                attempt.executor(),
                attempt.host(),
                BlockSizes.of(new long[shuffle.reducePartitions()]));
    }

    TaskEnd obey(long taskId) {
        tasks.remove(taskId);
        return new TaskEnd.Killed("asked to", "updates", null);
    }

    TaskEnd throwing(long taskId) {
        tasks.remove(taskId);
        return new TaskEnd.Threw(
                "java.lang.RuntimeException",
                "tiny",
                "java.lang.RuntimeException: tiny",
                null,
                TaskEnd.Retry.ALLOWED,
                "updates",
                null);
    }

    TaskEnd failToRead(long taskId) {
        Task task = task(taskId);
        tasks.remove(taskId);
        MapOutput output = task.launch.inputs().get(0).output(0);
        if (output == null) {
            throw new IllegalStateException(task.attempt.label() + " was launched without its input");
        }
        return unreadable(output.shuffleId(), output, 0).end();
    }

    void vanish(int executor) {
        nodes[executor].life = Life.VANISHED;
        nodes[executor].outputs.clear();
    }

    void lossTold(int executor) {
        nodes[executor].life = Life.LOST;
    }

    /** The executor begins anew: what ran on it before was given up. */
    void returned(int executor) {
        nodes[executor].life = Life.THERE;
        String id = String.valueOf(executor);
        tasks.values().removeIf(task -> task.attempt.executor().equals(id));
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        tasks.put(effect.attempt().taskId(), new Task(effect));
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        Task task = tasks.get(effect.taskId());
        if (task != null) {
            task.killed = true;
        }
    }

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        Task task = tasks.get(effect.taskId());
        if (task != null) {
            task.allowed = effect.allowed();
            refusals += effect.allowed() ? 0 : 1;
        }
    }

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {
        Task task = tasks.get(effect.taskId());
        if (effect.failure() != null) {
            throw new IllegalStateException("a barrier failed that nobody broke: " + effect.failure());
        }
        if (task != null) {
            task.apart = false;
            task.waiting = false;
        }
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        throw new IllegalStateException("no shuffle was released");
    }

    private static UnreadableBlockException unreadable(int shuffleId, @Nullable MapOutput output, int reducePartition) {
        return new UnreadableBlockException(
                output == null
                        ? new TaskEnd.FetchFailed(shuffleId, -1, -1, reducePartition, null, null, "missing", null)
                        : new TaskEnd.FetchFailed(
                                shuffleId,
                                output.mapPartition(),
                                output.writer(),
                                reducePartition,
                                output.executor(),
                                output.host(),
                                "unreadable",
                                null));
    }

    /** Reads what a task was told of, if it is still there. */
    private final class Reader implements BlockReader {
        private final Task task;

        private Reader(Task task) {
            this.task = task;
        }

        @Override
        public long block(ShuffleModel shuffle, int mapPartition, int reducePartition) throws UnreadableBlockException {
            MapOutput output = task.outputs(shuffle.id()).output(mapPartition);
            Long stored =
                    output == null ? null : nodes[Integer.parseInt(output.executor())].outputs.get(output.writer());
            if (stored == null) {
                throw unreadable(shuffle.id(), output, reducePartition);
            }
            return ShuffleModel.block(stored, reducePartition);
        }

        @Override
        public @Nullable Long cached(CachedRdd rdd, int partition) {
            return null;
        }

        @Override
        public void computed(CachedRdd rdd, int partition, long content) {}
    }

    /** One number for all that is there and runs. */
    long state() {
        long state = refusals;
        for (Node node : nodes) {
            state = Course.mix(state * 31 + node.life.name().hashCode());
            state = Course.mix(state * 31 + node.outputs.hashCode());
        }
        for (Task task : tasks.values()) {
            state = Course.mix(state * 31 + task.attempt.hashCode());
            state = Course.mix(state * 31 + (task.killed ? 1 : 0) + (task.asked ? 2 : 0));
            state = Course.mix(state * 31 + (task.apart ? 1 : 0) + (task.waiting ? 2 : 0));
            state = Course.mix(state * 31 + (task.allowed == null ? 0 : task.allowed ? 1 : 2));
            for (MapOutputs outputs : task.launch.inputs()) {
                for (int map = 0; map < outputs.mapPartitions(); map++) {
                    MapOutput output = outputs.output(map);
                    state = Course.mix(state * 31 + (output == null ? -1 : output.writer()));
                }
            }
        }
        return state;
    }
}
