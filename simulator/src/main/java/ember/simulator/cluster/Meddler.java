// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.cluster;

import static ember.simulator.cluster.Chance.MILLISECOND;

import ember.model.StorageLevel;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.scenario.Scenario.JobModel;
import ember.simulator.scenario.ScenarioGenerator;
import java.util.ArrayList;
import java.util.List;

/** People and programs that interfere: they cancel, kill, release, unpersist, talk nonsense, and stop the engine, while things run. */
public final class Meddler {
    private final SimulatedCluster cluster;
    private final FaultPlan faults;
    private final Chance chance;
    private final List<Integer> jobs = new ArrayList<>();

    Meddler(SimulatedCluster cluster, FaultPlan faults, Chance chance) {
        this.cluster = cluster;
        this.faults = faults;
        this.chance = chance;
    }

    private long soon() {
        return chance.around(15 * MILLISECOND);
    }

    /** A job was submitted. */
    public void jobSubmitted(JobModel job) {
        jobs.add(job.plan().jobId());
        for (int shuffleId : job.lastUseOf()) {
            if (faults.strikes(Fault.SHUFFLE_RELEASED)) {
                cluster.tell(chance.around(50 * MILLISECOND), new SchedulerEvent.ShuffleReleased(shuffleId));
            }
        }
        if (faults.strikes(Fault.GROUP_CANCELLED)) {
            boolean futureJobsToo = chance.oneIn(2);
            cluster.tell(
                    soon(),
                    new SchedulerEvent.GroupCancelled(chance.oneOf(ScenarioGenerator.GROUPS), futureJobsToo, null));
        }
        if (faults.strikes(Fault.TAG_CANCELLED)) {
            cluster.tell(soon(), new SchedulerEvent.TagCancelled(chance.oneOf(ScenarioGenerator.TAGS), "because"));
        }
    }

    /** A stage attempt is being prepared. */
    void stageSeen(int stageId) {
        if (faults.strikes(Fault.JOB_CANCELLED)) {
            cluster.tell(soon(), new SchedulerEvent.JobCancelled(chance.oneOf(jobs), null));
        }
        if (faults.strikes(Fault.STAGE_CANCELLED)) {
            cluster.tell(soon(), new SchedulerEvent.StageCancelled(chance.below(stageId + 2), "because"));
        }
        if (faults.strikes(Fault.ALL_JOBS_CANCELLED)) {
            cluster.tell(soon(), new SchedulerEvent.AllJobsCancelled());
        }
        if (faults.strikes(Fault.NONSENSE_REPORTED)) {
            cluster.tell(soon(), nonsense(stageId));
        }
    }

    /** A task was launched. */
    void taskSeen(TaskAttempt attempt) {
        if (faults.strikes(Fault.TASK_KILL_REQUESTED)) {
            long delay = chance.around(2 * MILLISECOND);
            cluster.tell(
                    delay, new SchedulerEvent.TaskKillRequested(attempt.taskId(), chance.oneIn(2), "somebody asked"));
        }
        if (faults.strikes(Fault.ENGINE_STOPPED)) {
            cluster.later(soon(), () -> {
                cluster.tell(0, new SchedulerEvent.EngineStopped());
                cluster.stop();
            });
        }
    }

    /** A partition of an RDD was cached. */
    void rddSeen(int rddId) {
        if (faults.strikes(Fault.RDD_UNPERSISTED)) {
            cluster.later(soon(), () -> {
                cluster.dropRdd(rddId);
                cluster.tell(0, new SchedulerEvent.RddUnpersisted(rddId));
            });
        }
    }

    private SchedulerEvent nonsense(int stageId) {
        return switch (chance.below(12)) {
            case 0 -> new SchedulerEvent.TaskEnded(1_000_000, new TaskEnd.Killed("nobody", null, null));
            case 1 -> new SchedulerEvent.JobCancelled(1_000, "nobody");
            case 2 -> new SchedulerEvent.StagePrepared(1_000, 0, List.of());
            case 3 -> new SchedulerEvent.StagePrepared(stageId, 1_000, List.of());
            case 4 -> new SchedulerEvent.StagePreparationFailed(stageId, 1_000, "nobody", null);
            case 5 -> new SchedulerEvent.CommitRequested(1_000_000);
            case 6 -> new SchedulerEvent.ShuffleReleased(1_000);
            case 7 -> new SchedulerEvent.ExecutorLost("nobody", "nobody", true);
            case 8 -> new SchedulerEvent.BlockChanged("nobody", 0, 0, StorageLevel.MEMORY_ONLY, 1, 1);
            case 9 -> new SchedulerEvent.TaskKillRequested(1_000_000, true, "nobody");
            case 10 -> new SchedulerEvent.RddUnpersisted(1_000);
            default -> new SchedulerEvent.StageCancelled(1_000, "nobody");
        };
    }
}
