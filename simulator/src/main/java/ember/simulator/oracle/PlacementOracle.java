// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.scheduler.effect.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tasks start on free slots of living executors, one copy of each at a time, only for stages that a running job wants and outputs that
 * are not there yet. Kills name running tasks; tasks that nobody wants any more are killed.
 */
final class PlacementOracle extends Oracle {
    private final Ledger ledger;
    private final Map<Index, Integer> launches = new HashMap<>();
    private final Set<Output> delivered = new HashSet<>();

    PlacementOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Index(int stageId, int stageAttempt, int index) {}

    private record Output(int jobId, int outputId) {}

    @Override
    String rule() {
        return "no executor gets more tasks than slots; no second copy unless it is meant; no unwanted task starts or runs on";
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt attempt = effect.attempt();
        Ledger.Task task = ledger.task(attempt.taskId());
        Violation.unless(!ledger.isStopped(), "a task was launched after the engine's end", attempt);
        Violation.unless(
                task.executor.busy <= task.executor.slots, "an executor got more tasks than it has slots", attempt);
        Index index = new Index(attempt.stageId(), attempt.stageAttempt(), attempt.index());
        int before = launches.merge(index, 1, Integer::sum) - 1;
        Violation.unless(attempt.attemptNumber() == before, "attempts of a task are miscounted", attempt);
        Ledger.Stage stage = ledger.stage(attempt.stageId());
        Violation.unless(stage.isWanted(), "a task was launched that no job wants", attempt);
        Violation.unless(
                attempt.speculative() || ledger.otherCopy(task) == null,
                "a second copy of a task was launched",
                attempt);
        if (task.model.shuffleId() < 0) {
            for (Ledger.Job job : stage.jobs) {
                Violation.unless(
                        !delivered.contains(new Output(job.plan.jobId(), attempt.outputId())),
                        "a task was launched for a result that is there",
                        attempt);
            }
        }
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        delivered.add(new Output(effect.jobId(), effect.outputId()));
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        Ledger.Task task = ledger.task(effect.taskId());
        Violation.unless(task.end == null, "a task was killed that had ended", effect);
        Violation.unless(
                task.attempt.executor().equals(effect.executor()), "a task was killed on a wrong executor", effect);
    }

    @Override
    public void factApplied() {
        if (ledger.isStopped()) {
            return;
        }
        for (Ledger.Task task : ledger.runningTasks()) {
            Violation.unless(
                    task.killed || ledger.stage(task.attempt.stageId()).isWanted(),
                    "a task runs on that nobody wants",
                    task.attempt);
        }
    }
}
