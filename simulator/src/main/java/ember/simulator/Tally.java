// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.model.JobOutcome;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.cluster.Fault;
import ember.simulator.cluster.FaultPlan;
import ember.simulator.oracle.Watcher;
import java.util.Map;
import java.util.TreeMap;

/** Counts what really happened, so that a test that checks nothing is noticed. */
public final class Tally extends Watcher {
    private final Map<String, Long> counts = new TreeMap<>();

    /** How often something happened: by the name of a fault, or as this class names it. */
    public long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Adds what another run counted. */
    public void add(Tally other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    void add(FaultPlan faults) {
        for (Fault fault : Fault.values()) {
            if (faults.count(fault) > 0) {
                counts.merge("fault " + fault, (long) faults.count(fault), Long::sum);
            }
        }
    }

    private void one(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    @Override
    public void factComes() {
        one("facts");
    }

    @Override
    public void jobSubmitted(SchedulerEvent.JobSubmitted event) {
        one("jobs");
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        one("stage attempts");
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        one("tasks");
        if (effect.attempt().speculative()) {
            one("second copies");
        }
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        JobOutcome outcome = effect.outcome();
        one(
                outcome instanceof JobOutcome.Succeeded
                        ? "jobs succeeded"
                        : outcome instanceof JobOutcome.Aborted ? "jobs aborted" : "jobs cancelled");
    }

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        one(effect.allowed() ? "commits allowed" : "commits denied");
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        one("shuffles forgotten");
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.TaskEnded ended) {
            TaskEnd end = ended.end();
            one("ends " + end.getClass().getSimpleName());
            if (end instanceof TaskEnd.Succeeded && ended.task().attempt().speculative()) {
                one("second copies that were faster");
            }
        }
    }

    /** One line for each count, each begun with {@code prefix}. */
    public String lines(String prefix) {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, count) -> text.append(String.format("%s%-36s %,12d%n", prefix, what, count)));
        return text.toString();
    }
}
