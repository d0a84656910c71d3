// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order that is kept up to date agrees with one that is made anew by the rule, whatever happens in between. */
class PoolOrderTest {
    private static final List<PoolSettings.Pool> POOLS = List.of(
            new PoolSettings.Pool("a", SchedulingMode.FIFO, 3, 1),
            new PoolSettings.Pool("b", SchedulingMode.FAIR, 2, 3),
            new PoolSettings.Pool("c", SchedulingMode.FAIR, 0, 1),
            new PoolSettings.Pool("default", SchedulingMode.FIFO, 0, 2));

    private final SlotTable slots = new SlotTable(1);
    private final List<TaskSet> sets = new ArrayList<>();
    private final List<RunningTask> running = new ArrayList<>();
    private final Random random = new Random(20_000);

    PoolOrderTest() {
        slots.add("0", "host0", 1);
    }

    @Test
    void fairOrderIsTheOneThatSortingGives() {
        Pools pools = new Pools(new PoolSettings(SchedulingMode.FAIR, POOLS), new Outbox(LogLevel.ERROR));
        for (int step = 0; step < 5_000; step++) {
            something(pools);
            if (random.nextInt(3) == 0) {
                assertThat(names(pools)).isEqualTo(sortedNames());
                pools.checkInvariants(sets);
            }
        }
    }

    private void something(Pools pools) {
        int what = random.nextInt(10);
        if (what < 2) {
            TaskSet set = set(sets.size());
            sets.add(set);
            pools.add(set);
        } else if (what < 6 && !sets.isEmpty()) {
            TaskSet set = sets.get(random.nextInt(sets.size()));
            int index = set.isSchedulable() ? set.pending().pollWithoutPreference(null) : -1;
            if (index >= 0) {
                RunningTask task = launch(set, index);
                running.add(task);
                set.launched(task);
                pools.changed(set);
            }
        } else if (!running.isEmpty()) {
            RunningTask task = running.remove(random.nextInt(running.size()));
            task.ended(random.nextBoolean() ? TaskEnd.Succeeded.WITHOUT_PAYLOAD : new TaskEnd.ResultLost(), 0);
            task.taskSet().ended(task, 3);
            pools.changed(task.taskSet());
        }
    }

    private TaskSet set(int stageId) {
        int tasks = 1 + random.nextInt(4);
        int[] partitions = new int[tasks];
        for (int i = 0; i < tasks; i++) {
            partitions[i] = i;
        }
        String pool = POOLS.get(random.nextInt(POOLS.size())).name();
        return new TaskSet(
                stageId,
                0,
                TaskKind.RESULT_TASK,
                random.nextInt(10),
                partitions,
                partitions,
                List.of(),
                "work",
                List.of(),
                Map.of(PoolSettings.POOL_PROPERTY, pool),
                false);
    }

    private RunningTask launch(TaskSet set, int index) {
        return new RunningTask(
                new TaskAttempt(
                        0, set.stageId(), 0, index, index, index, 0, "0", "host0", TaskLocality.PROCESS_LOCAL, false),
                set,
                slots.inOrder().get(0),
                0);
    }

    private static List<String> names(Pools pools) {
        List<String> names = new ArrayList<>();
        for (Pool pool : pools.inOrder()) {
            for (Pool.Turn turn : pool.ready()) {
                names.add(turn.set.name());
            }
        }
        return names;
    }

    private List<String> sortedNames() {
        List<PoolSettings.Pool> pools = new ArrayList<>(POOLS);
        pools.sort(this::byRule);
        List<String> names = new ArrayList<>();
        for (PoolSettings.Pool pool : pools) {
            List<TaskSet> inside = new ArrayList<>(inPool(pool));
            inside.removeIf(set -> !set.isSchedulable());
            inside.sort(
                    pool.mode() == SchedulingMode.FIFO
                            ? Comparator.comparingInt(TaskSet::priority).thenComparing(TaskSet::stageId)
                            : Comparator.comparingInt(TaskSet::running).thenComparing(TaskSet::name));
            inside.forEach(set -> names.add(set.name()));
        }
        return names;
    }

    private List<TaskSet> inPool(PoolSettings.Pool pool) {
        return sets.stream()
                .filter(set -> pool.name().equals(set.properties().get(PoolSettings.POOL_PROPERTY)))
                .toList();
    }

    private int runningIn(PoolSettings.Pool pool) {
        return inPool(pool).stream().mapToInt(TaskSet::running).sum();
    }

    private int byRule(PoolSettings.Pool a, PoolSettings.Pool b) {
        int runningA = runningIn(a);
        int runningB = runningIn(b);
        boolean needyA = runningA < a.minShare();
        boolean needyB = runningB < b.minShare();
        if (needyA != needyB) {
            return needyA ? -1 : 1;
        }
        double shareA = needyA ? runningA / Math.max(1.0, a.minShare()) : 1.0 * runningA / a.weight();
        double shareB = needyB ? runningB / Math.max(1.0, b.minShare()) : 1.0 * runningB / b.weight();
        return shareA != shareB ? Double.compare(shareA, shareB) : a.name().compareTo(b.name());
    }
}
