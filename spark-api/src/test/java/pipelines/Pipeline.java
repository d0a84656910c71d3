// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.List;

/** A program: sources make the first RDDs, each step the next; then actions ask for results, one after the other. */
record Pipeline(List<Source> sources, List<Step> steps, List<Call> calls) {
    /** An action on an RDD. */
    record Call(Action action, int rdd, int number) {
        @Override
        public String toString() {
            return "r" + rdd + "." + action + "(" + number + ")";
        }
    }

    Pipeline {
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
        calls = List.copyOf(calls);
    }

    boolean has(Op op) {
        return steps.stream().anyMatch(step -> step.op() == op);
    }

    /** The program without the steps of a kind. */
    Pipeline withoutAny(Op op) {
        Pipeline left = this;
        for (int i = steps.size() - 1; i >= 0; i--) {
            left = steps.get(i).op() == op ? left.without(i) : left;
        }
        return left;
    }

    /** The program without a step; who used what it made uses what it was made of. */
    Pipeline without(int step) {
        int gone = sources.size() + step;
        int instead = steps.get(step).left();
        List<Step> left = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step kept = steps.get(i);
            if (i != step) {
                left.add(kept.with(
                        renamed(kept.left(), gone, instead), renamed(kept.right(), gone, instead), kept.partitions()));
            }
        }
        return new Pipeline(sources, left, renamed(gone, instead));
    }

    private List<Call> renamed(int gone, int instead) {
        List<Call> renamed = new ArrayList<>();
        for (Call call : calls) {
            renamed.add(new Call(call.action(), renamed(call.rdd(), gone, instead), call.number()));
        }
        return renamed;
    }

    private static int renamed(int rdd, int gone, int instead) {
        int kept = rdd == gone ? instead : rdd;
        return kept > gone ? kept - 1 : kept;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (Source source : sources) {
            text.append("r").append(number++).append(" = ").append(source).append('\n');
        }
        for (Step step : steps) {
            text.append("r").append(number++).append(" = ").append(step).append('\n');
        }
        for (Call call : calls) {
            text.append(call).append('\n');
        }
        return text.toString();
    }
}
