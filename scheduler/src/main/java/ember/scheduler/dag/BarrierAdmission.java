// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.JobOutcome;
import ember.model.event.RddInfo;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.Outbox;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import ember.scheduler.task.TaskScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Whether the barrier stages of a job can run at all, asked before anything of the job is created. A job that needs more slots than
 * there are is asked again some times, for executors may still join (SPARK-24819).
 */
final class BarrierAdmission {
    private static final long NEVER = Long.MAX_VALUE;

    private static final String TOO_FEW_SLOTS =
            "[SPARK-24819]: Barrier execution mode does not allow run a barrier stage that requires more slots than the total"
                    + " number of slots in the cluster currently. Please init a new cluster with more resources(e.g. CPU,"
                    + " GPU) or repartition the input RDD(s) to reduce the number of slots required to run this barrier stage.";
    private static final String UNSUPPORTED_CHAIN =
            "[SPARK-24820][SPARK-24821]: Barrier execution mode does not allow the following pattern of RDD chain within a"
                    + " barrier stage:\n"
                    + "1. Ancestor RDDs that have different number of partitions from the resulting RDD (e.g."
                    + " union()/coalesce()/first()/take()/PartitionPruningRDD). A workaround for first()/take() can be"
                    + " barrierRdd.collect().head (scala) or barrierRdd.collect()[0] (python).\n"
                    + "2. An RDD that depends on multiple barrier RDDs (e.g. barrierRdd1.zip(barrierRdd2)).";

    private final BarrierSettings settings;
    private final StageGraph graph;
    private final TaskScheduler taskScheduler;
    private final Outbox outbox;
    private final StageLog log;
    /** Jobs that are asked again, by id. */
    private final Map<Integer, Waiting> waiting = new TreeMap<>();

    BarrierAdmission(Rooms rooms, BarrierSettings settings) {
        this.settings = settings;
        this.graph = rooms.graph();
        this.taskScheduler = rooms.taskScheduler();
        this.outbox = rooms.outbox();
        this.log = rooms.log();
    }

    /** @param failures how often it was refused */
    private record Waiting(JobPlan plan, int failures, long dueNanos) {}

    /** Whether a job may begin. If not, it has ended, or waits to be submitted again when {@link #due}. */
    boolean admits(JobPlan plan, long nowNanos) {
        boolean admitted = mayBegin(plan, plan.finalStage(), tasks(plan.finalStage()), nowNanos);
        for (int i = 0; admitted && i < plan.mapStages().size(); i++) {
            StageSpec spec = plan.mapStages().get(i);
            admitted = isLive(spec) || mayBegin(plan, spec, tasks(spec), nowNanos);
        }
        if (admitted) {
            waiting.remove(plan.jobId());
        }
        return admitted;
    }

    /** Number of different partitions that the stage's tasks compute. */
    private static int tasks(StageSpec spec) {
        if (!spec.isBarrier() || !(spec.output() instanceof StageOutput.Results results)) {
            return spec.rdd().numPartitions();
        }
        Set<Integer> partitions = new TreeSet<>();
        for (int output = 0; output < results.count(); output++) {
            partitions.add(results.partition(output));
        }
        return partitions.size();
    }

    private boolean isLive(StageSpec spec) {
        return spec.output() instanceof StageOutput.Shuffle shuffle && graph.mapStage(shuffle.shuffleId()) != null;
    }

    private boolean mayBegin(JobPlan plan, StageSpec spec, int tasks, long nowNanos) {
        if (!spec.isBarrier()) {
            return true;
        }
        int slots = taskScheduler.maxConcurrentTasks();
        if (spec.rdd().numPartitions() > slots) {
            postpone(plan, spec.rdd().numPartitions(), slots, nowNanos);
            return false;
        }
        if (!isSupported(plan, spec, tasks)) {
            creatingStageFailed(plan, UNSUPPORTED_CHAIN);
            return false;
        }
        return true;
    }

    private void postpone(JobPlan plan, int required, int slots, long nowNanos) {
        if (plan.finalStage().output() instanceof StageOutput.Shuffle) {
            creatingStageFailed(plan, TOO_FEW_SLOTS);
            return;
        }
        Waiting before = waiting.remove(plan.jobId());
        int failures = before == null ? 1 : before.failures() + 1;
        log.warn("Barrier stage in job " + plan.jobId() + " requires " + required + " slots, but only " + slots
                + " are available. Will retry up to " + (settings.checkMaxFailures() - failures + 1) + " more times");
        if (failures > settings.checkMaxFailures()) {
            end(plan, TOO_FEW_SLOTS);
        } else {
            waiting.put(plan.jobId(), new Waiting(plan, failures, nowNanos + settings.checkIntervalNanos()));
        }
    }

    private void creatingStageFailed(JobPlan plan, String reason) {
        log.warn("Creating new stage failed due to exception - job: " + plan.jobId());
        end(plan, reason);
    }

    private void end(JobPlan plan, String reason) {
        waiting.remove(plan.jobId());
        outbox.add(new Effect.EndJob(plan.jobId(), new JobOutcome.Aborted(reason, null)));
    }

    /** Whether all RDDs of the stage have a partition for each task, and none depends on two barrier RDDs. */
    private static boolean isSupported(JobPlan plan, StageSpec spec, int tasks) {
        Set<Integer> barrierRdds = new TreeSet<>();
        addBarrierRdds(plan.finalStage(), barrierRdds);
        for (StageSpec mapStage : plan.mapStages()) {
            addBarrierRdds(mapStage, barrierRdds);
        }
        for (RddInfo rdd : spec.rddInfos()) {
            int barrierParents = 0;
            for (int parent : rdd.parentIds()) {
                barrierParents += barrierRdds.contains(parent) ? 1 : 0;
            }
            if (rdd.numPartitions() != tasks || barrierParents > 1) {
                return false;
            }
        }
        return true;
    }

    private static void addBarrierRdds(StageSpec spec, Set<Integer> into) {
        for (RddInfo rdd : spec.rddInfos()) {
            if (rdd.barrier()) {
                into.add(rdd.id());
            }
        }
    }

    /** The jobs that must be submitted again now. */
    List<JobPlan> due(long nowNanos) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<JobPlan> due = new ArrayList<>();
        for (Waiting job : waiting.values()) {
            if (job.dueNanos() <= nowNanos) {
                due.add(job.plan());
            }
        }
        return due;
    }

    /** Takes out the waiting jobs that fulfil a condition: they are not submitted again. */
    List<JobPlan> withdraw(Predicate<JobPlan> condition) {
        List<JobPlan> withdrawn = new ArrayList<>();
        for (Waiting job : List.copyOf(waiting.values())) {
            if (condition.test(job.plan())) {
                waiting.remove(job.plan().jobId());
                withdrawn.add(job.plan());
            }
        }
        return withdrawn;
    }

    /** When {@link #due} has an answer; the largest number: never. */
    long nextDeadlineNanos() {
        long next = NEVER;
        for (Waiting job : waiting.values()) {
            next = Math.min(next, job.dueNanos());
        }
        return next;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
