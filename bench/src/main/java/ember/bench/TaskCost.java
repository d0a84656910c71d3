// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench;

import ember.scheduler.SchedulerConfig;
import ember.scheduler.plan.JobPlan;
import ember.simulator.scale.InstantCluster;
import ember.simulator.scale.Plans;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One job of many tasks from its submission to its end, on a cluster that was there before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TaskCost {
    /** Tasks of the job. */
    @Param({"1000", "10000", "100000", "1000000"})
    int tasks;

    /** Executors of one slot each. */
    @Param("10000")
    int executors;

    /** Facts applied before free slots are filled: 1 is an idle loop that meets each end alone, 1024 a busy one. */
    @Param({"1", "1024"})
    int eventsPerTurn;

    /** {@code flat}: result tasks; {@code shuffled}: half of them map tasks, half result tasks. */
    @Param({"flat", "shuffled"})
    String shape = "flat";

    /** Whether someone listens to the start and end of tasks. */
    @Param("false")
    boolean watched;

    private JobPlan planned;
    private InstantCluster cluster;
    private int jobs;

    @Setup
    public void join() {
        planned = shape.equals("flat") ? Plans.flat(0, tasks) : Plans.shuffled(0, 0, tasks / 2);
        cluster = new InstantCluster(SchedulerConfig.DEFAULT, executors, 1, eventsPerTurn, watched);
    }

    @Benchmark
    public long job() {
        int id = jobs++;
        // Planning is not the scheduler's: lineage is cut into stages once, here as in an iterative program.
        JobPlan plan =
                new JobPlan(id, planned.callSite(), planned.finalStage(), planned.mapStages(), planned.properties());
        cluster.submit(plan);
        cluster.run();
        cluster.releaseShuffles(plan);
        cluster.run();
        if (cluster.jobsSucceeded() != jobs) {
            throw new IllegalStateException("job " + id + " did not succeed");
        }
        return cluster.tasks();
    }
}
