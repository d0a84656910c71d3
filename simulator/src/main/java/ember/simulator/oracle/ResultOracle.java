// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.JobOutcome;
import ember.model.MapOutputs;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.StageOutput;
import ember.simulator.scenario.StageModel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each output of a job is delivered once, with the right value, before the job's one end; a job that succeeds has delivered them all. */
final class ResultOracle extends Oracle {
    private final Ledger ledger;
    private final Map<Integer, BitSet> delivered = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();

    ResultOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    String rule() {
        return "each output is delivered once, with the right value, never after its job's end; each job ends once";
    }

    @Override
    public void jobSubmitted(SchedulerEvent.JobSubmitted event) {
        delivered.put(event.plan().jobId(), new BitSet());
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        Violation.unless(!ended.contains(effect.jobId()), "a result came after its job's end", effect);
        Ledger.Job job = ledger.job(effect.jobId());
        BitSet outputs = Objects.requireNonNull(delivered.get(effect.jobId()));
        Violation.unless(
                effect.outputId() >= 0 && effect.outputId() < outputCount(job), "a result nobody asked for", effect);
        Violation.unless(!outputs.get(effect.outputId()), "a result was delivered twice", effect);
        outputs.set(effect.outputId());
        Violation.unless(isRight(job, effect.outputId(), effect.value()), "a result is wrong", effect);
    }

    private static int outputCount(Ledger.Job job) {
        return job.plan.finalStage().output() instanceof StageOutput.Results results ? results.count() : 1;
    }

    private static boolean isRight(Ledger.Job job, int outputId, @Nullable Object value) {
        StageModel model = (StageModel) job.plan.finalStage().work();
        if (job.plan.finalStage().output() instanceof StageOutput.Results results) {
            return Objects.equals(value, model.expected(results.partition(outputId)));
        }
        return value instanceof MapOutputs outputs && outputs.shuffleId() == model.shuffleId() && outputs.isComplete();
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        Violation.unless(ended.add(effect.jobId()), "a job ended twice", effect);
        Ledger.Job job = ledger.job(effect.jobId());
        int count = Objects.requireNonNull(delivered.get(effect.jobId())).cardinality();
        if (effect.outcome() instanceof JobOutcome.Succeeded) {
            Violation.unless(count == outputCount(job), "a job succeeded without all its results", effect);
        }
    }

    @Override
    public void finished() {
        for (Ledger.Job job : ledger.jobs()) {
            Violation.unless(job.ended, "a job never ended", job.plan.jobId());
        }
    }
}
