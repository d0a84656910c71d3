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

/** One job of many stages of one task from its submission to its end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StageCost {
    private static final int EXECUTORS = 100;
    private static final int EVENTS_PER_TURN = 1024;

    @Param({"100", "1000", "10000", "100000"})
    int stages;

    /** {@code chain}: each stage reads the one before it; {@code wide}: the last one reads all others. */
    @Param({"chain", "wide"})
    String graph = "chain";

    private InstantCluster cluster;
    private int jobs;

    @Setup
    public void join() {
        cluster = new InstantCluster(SchedulerConfig.DEFAULT, EXECUTORS, 1, EVENTS_PER_TURN, false);
    }

    @Benchmark
    public long job() {
        int id = jobs++;
        JobPlan plan = graph.equals("chain") ? Plans.chain(id, 0, stages) : Plans.wide(id, 0, stages);
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
