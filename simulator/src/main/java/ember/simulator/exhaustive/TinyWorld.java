// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.exhaustive;

import ember.scheduler.SchedulerConfig;
import ember.scheduler.plan.JobPlan;
import java.util.List;
import java.util.Set;

/**
 * A world small enough that everything that can happen in it can be tried.
 *
 * @param name what is tried, in a few words
 * @param executors how many there are, each on a host of its own
 * @param slots of each executor
 * @param jobs in the order of their submission; each may come at any moment after the one before
 * @param faults the misfortunes it knows
 * @param mostFaults how many of them come at most in one course
 */
record TinyWorld(
        String name,
        SchedulerConfig config,
        int executors,
        int slots,
        List<JobPlan> jobs,
        Set<Move.Kind> faults,
        int mostFaults) {
    public TinyWorld {
        jobs = List.copyOf(jobs);
        faults = Set.copyOf(faults);
    }
}
