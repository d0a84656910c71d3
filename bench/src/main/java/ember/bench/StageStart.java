// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench;

import ember.scheduler.SchedulerConfig;
import ember.simulator.scale.InstantCluster;
import ember.simulator.scale.Plans;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The two turns that start a large stage: each keeps everything else waiting as long as it lasts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StageStart {
    private static final int SLOTS = 8;
    private static final int EVENTS_PER_TURN = 1024;

    @Param("100000")
    int tasks;

    /** Which turn: {@code submitted} orders the preparation, {@code prepared} launches the first tasks. */
    @Param({"submitted", "prepared"})
    String turn = "submitted";

    private InstantCluster cluster;
    private int jobs;

    @Setup(Level.Trial)
    public void join() {
        cluster = new InstantCluster(SchedulerConfig.DEFAULT, 1, SLOTS, EVENTS_PER_TURN, false);
    }

    @Setup(Level.Invocation)
    public void submit() {
        cluster.submit(Plans.flat(jobs++, tasks));
        if (turn.equals("prepared")) {
            cluster.turn();
        }
    }

    @Benchmark
    public boolean turn() {
        return cluster.turn();
    }

    @TearDown(Level.Invocation)
    public void finish() {
        cluster.run();
        if (cluster.jobsSucceeded() != jobs) {
            throw new IllegalStateException("job did not succeed");
        }
    }
}
