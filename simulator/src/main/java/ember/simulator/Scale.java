// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.scheduler.SchedulerConfig;
import ember.scheduler.plan.JobPlan;
import ember.simulator.oracle.Violation;
import ember.simulator.scale.InstantCluster;
import ember.simulator.scale.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Drives the scheduler at the size of a large cluster, without faults, and judges what is left: every job succeeded, nothing ran twice,
 * all tables agree and are empty. The tables are checked at the end of each world, not after each step, which would take longer than
 * everything else.
 */
public final class Scale {
    private static final int EVENTS_PER_TURN = 1024;
    private static final int SMALL_JOB_TASKS = 4;

    private final LongSupplier nanoClock;
    private final List<World> worlds = new ArrayList<>();

    /**
     * What one world took.
     *
     * @param tasks task attempts launched
     * @param turns turns of the scheduler
     * @param nanos time by the clock that was given, from the first submission to the last turn
     */
    public record World(String what, long tasks, long turns, long nanos) {
        @Override
        public String toString() {
            return String.format("%-58s %,9d tasks  %,9d turns  %,7d ms", what, tasks, turns, nanos / 1_000_000);
        }
    }

    /** @param nanoClock tells how long a world took, such as {@code System::nanoTime}; decides nothing */
    public Scale(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /**
     * The worlds that the scheduler is made for: 1,000,000 tasks on 10,000 executors, graphs of 100,000 stages, and 10,000 small jobs
     * at once.
     *
     * @return what each took, in order
     * @throws Violation if the scheduler did what it must not
     */
    public List<World> full() {
        return run(1_000_000, 10_000, 100_000, 10_000);
    }

    /** Worlds of the same shapes and other sizes. */
    public List<World> run(int tasks, int executors, int stages, int jobs) {
        worlds.clear();
        String many = String.format("%,d tasks on %,d executors", tasks, executors);
        world("one stage, " + many, executors, List.of(Plans.flat(0, tasks)));
        world("a shuffle, " + many, executors, List.of(Plans.shuffled(0, 0, tasks / 2)));
        world(String.format("a chain of %,d stages", stages), 100, List.of(Plans.chain(0, 0, stages)));
        world(String.format("%,d stages side by side", stages), 100, List.of(Plans.wide(0, 0, stages)));
        List<JobPlan> small = new ArrayList<>(jobs);
        for (int job = 0; job < jobs; job++) {
            small.add(Plans.flat(job, SMALL_JOB_TASKS));
        }
        world(String.format("%,d jobs of %d tasks at once", jobs, SMALL_JOB_TASKS), 100, small);
        return List.copyOf(worlds);
    }

    private void world(String what, int executors, List<JobPlan> plans) {
        InstantCluster cluster = new InstantCluster(SchedulerConfig.DEFAULT, executors, 1, EVENTS_PER_TURN, false);
        long begin = nanoClock.getAsLong();
        long firstTurn = cluster.turns();
        long tasks = 0;
        long results = 0;
        for (JobPlan plan : plans) {
            cluster.submit(plan);
            tasks += Plans.tasks(plan);
            results += plan.finalStage().rdd().numPartitions();
        }
        cluster.run();
        for (JobPlan plan : plans) {
            cluster.releaseShuffles(plan);
        }
        cluster.run();
        long nanos = nanoClock.getAsLong() - begin;
        require(cluster.jobsSucceeded() == plans.size(), what, "jobs that succeeded", cluster.jobsSucceeded());
        require(cluster.tasks() == tasks, what, "tasks launched", cluster.tasks());
        require(cluster.results() == results, what, "results delivered", cluster.results());
        cluster.scheduler().checkInvariants();
        require(cluster.scheduler().isEmpty(), what, "tables not empty, tasks", cluster.tasks());
        worlds.add(new World(what, tasks, cluster.turns() - firstTurn, nanos));
    }

    private static void require(boolean holds, String world, String what, long number) {
        if (!holds) {
            throw new Violation("in a world of " + world + ": " + what + ": " + number);
        }
    }
}
