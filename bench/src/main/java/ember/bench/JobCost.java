// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench;

import ember.scheduler.SchedulerConfig;
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

/** Many small jobs at once: all are submitted before the first can end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JobCost {
    private static final int EXECUTORS = 100;
    private static final int EVENTS_PER_TURN = 1024;
    private static final int TASKS = 4;

    @Param({"10", "100", "1000", "10000"})
    int jobs;

    private InstantCluster cluster;
    private int submitted;

    @Setup
    public void join() {
        cluster = new InstantCluster(SchedulerConfig.DEFAULT, EXECUTORS, 1, EVENTS_PER_TURN, false);
    }

    @Benchmark
    public long job() {
        for (int i = 0; i < jobs; i++) {
            cluster.submit(Plans.flat(submitted++, TASKS));
        }
        cluster.run();
        if (cluster.jobsSucceeded() != submitted) {
            throw new IllegalStateException("not every job succeeded");
        }
        return cluster.tasks();
    }
}
