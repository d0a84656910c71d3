// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.cluster;

/** Everything that can go wrong or come unexpectedly in a simulated cluster. */
public enum Fault {
    /** An executor dies with its tasks and all it stored; noticed after a while. */
    EXECUTOR_CRASHES(0.03, 5),
    /** An executor is taken for lost while its tasks go on: their ends come late. */
    EXECUTOR_DISCONNECTS(0.02, 4),
    /** A loss is noticed only after seconds. */
    LOSS_NOTICED_LATE(0.3, 9),
    /** An executor that crashed is back under its id before anybody noticed. */
    LOSS_UNNOTICED(0.2, 9),
    /** A lost executor never comes back. */
    EXECUTOR_GONE_FOR_GOOD(0.3, 9),
    /** A loss is reported twice. */
    LOSS_REPORTED_TWICE(0.2, 9),
    /** A task throws; another attempt may succeed. */
    TASK_THROWS(0.06, 40),
    /** A task throws in every attempt, or says that no other attempt can succeed. */
    TASK_HOPELESS(0.004, 3),
    /** A task takes a hundred times as long as others: until after its stage was tried again. */
    TASK_SLOW(0.08, 10),
    /** An end is reported twice. */
    END_REPORTED_TWICE(0.05, 40),
    /** An end is reported seconds late, after many others. */
    END_REPORTED_LATE(0.05, 20),
    /** A task succeeds but its result is gone before the driver has it. */
    RESULT_LOST(0.02, 10),
    /** A stored map output vanishes: whoever reads it next finds out. */
    OUTPUT_LOST(0.04, 10),
    /** All map outputs of an executor vanish at once. */
    ALL_OUTPUTS_LOST(0.02, 4),
    /** A task that could not read one map output does not look for the others. */
    READER_LOOKS_NO_FURTHER(0.3, 10),
    /** A map output that is there cannot be read, once. */
    READ_FAILS(0.03, 10),
    /** A task cannot say which map output it could not read. */
    READ_FAILS_UNKNOWN(0.02, 8),
    /** A task fails after it was allowed to commit. */
    COMMIT_FAILS(0.15, 10),
    /** A barrier task waits for the others in another way than they do. */
    BARRIER_CALLS_DIFFER(0.05, 5),
    /** A task asks twice whether it may commit. */
    COMMIT_ASKED_TWICE(0.15, 10),
    /** A cached partition is dropped. */
    BLOCK_DROPPED(0.06, 20),
    /** An RDD is no longer persisted. */
    RDD_UNPERSISTED(0.02, 3),
    /** A stage cannot be prepared. */
    PREPARATION_FAILS(0.008, 2),
    /** Preparing a stage takes seconds. */
    PREPARATION_SLOW(0.1, 10),
    /** A stage is reported as prepared twice. */
    PREPARATION_REPORTED_TWICE(0.1, 10),
    /** A job is cancelled. */
    JOB_CANCELLED(0.02, 2),
    /** A job group is cancelled, half of the times with its future jobs. */
    GROUP_CANCELLED(0.015, 2),
    /** Jobs with a tag are cancelled. */
    TAG_CANCELLED(0.015, 2),
    /** A stage is cancelled. */
    STAGE_CANCELLED(0.015, 2),
    /** All jobs are cancelled. */
    ALL_JOBS_CANCELLED(0.004, 1),
    /** A single task attempt is asked to end. */
    TASK_KILL_REQUESTED(0.03, 10),
    /** A task does not notice that it should end. */
    KILL_IGNORED(0.3, 40),
    /** A shuffle is released as soon as no later job can use it. */
    SHUFFLE_RELEASED(0.5, 9),
    /** The scheduler is told of things that do not exist. */
    NONSENSE_REPORTED(0.03, 10),
    /** The control loop lags behind: many facts come in one turn. */
    LOOP_LAGS(0.2, 1000),
    /** The engine stops. */
    ENGINE_STOPPED(0.004, 1);

    private final double rate;
    private final int limit;

    Fault(double rate, int limit) {
        this.rate = rate;
        this.limit = limit;
    }

    /** How likely it is on each occasion, in a world of ordinary misfortune. */
    double rate() {
        return rate;
    }

    /** How often it comes at most: so that every world calms down. */
    int limit() {
        return limit;
    }
}
