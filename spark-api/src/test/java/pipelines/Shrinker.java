// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Makes a failing pipeline as small as it gets while it fails. */
final class Shrinker {
    private final Predicate<Pipeline> fails;
    private final long deadlineNanos;

    /** @param nanos for how long to try */
    Shrinker(Predicate<Pipeline> fails, long nanos) {
        this.fails = fails;
        this.deadlineNanos = System.nanoTime() + nanos;
    }

    Pipeline shrink(Pipeline failing) {
        Pipeline smallest = failing;
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (Pipeline smaller : smaller(smallest)) {
                if (System.nanoTime() > deadlineNanos) {
                    return smallest;
                }
                if (fails.test(smaller)) {
                    smallest = smaller;
                    shrunk = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Pipeline> smaller(Pipeline pipeline) {
        List<Pipeline> smaller = new ArrayList<>();
        for (int i = 0; i < pipeline.calls().size() && pipeline.calls().size() > 1; i++) {
            List<Pipeline.Call> fewer = new ArrayList<>(pipeline.calls());
            fewer.remove(i);
            smaller.add(new Pipeline(pipeline.sources(), pipeline.steps(), fewer));
        }
        for (int i = pipeline.steps().size() - 1; i >= 0; i--) {
            smaller.add(pipeline.without(i));
        }
        for (int i = 0; i < pipeline.sources().size(); i++) {
            Source source = pipeline.sources().get(i);
            if (source.count() > 1) {
                smaller.add(with(pipeline, i, old -> old.with(old.count() / 2, old.partitions())));
                smaller.add(with(pipeline, i, old -> old.with(old.count() * 7 / 8, old.partitions())));
            }
            if (source.partitions() > 1) {
                smaller.add(with(pipeline, i, old -> old.with(old.count(), 1)));
            }
            if (!source.plain().equals(source)) {
                smaller.add(with(pipeline, i, Source::plain));
            }
        }
        for (int i = 0; i < pipeline.steps().size(); i++) {
            Step step = pipeline.steps().get(i);
            if (step.partitions() > 1) {
                List<Step> steps = new ArrayList<>(pipeline.steps());
                steps.set(i, step.with(step.left(), step.right(), 1));
                smaller.add(new Pipeline(pipeline.sources(), steps, pipeline.calls()));
            }
        }
        return smaller;
    }

    private static Pipeline with(Pipeline pipeline, int index, UnaryOperator<Source> change) {
        List<Source> sources = new ArrayList<>(pipeline.sources());
        sources.set(index, change.apply(sources.get(index)));
        return new Pipeline(sources, pipeline.steps(), pipeline.calls());
    }
}
