// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import conformance.pipeline.Operator;
import conformance.pipeline.Operators;
import conformance.pipeline.Program;
import conformance.pipeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a program on which engines differ as small as it gets while they differ. */
final class Shrinker {
    private final Predicate<Program> differs;
    private final int most;
    private int tried;

    /** @param most how many programs may be tried */
    Shrinker(Predicate<Program> differs, int most) {
        this.differs = differs;
        this.most = most;
    }

    Program shrink(Program differing) {
        Program smallest = differing;
        for (boolean shrunk = true; shrunk; ) {
            shrunk = false;
            for (Program smaller : smaller(smallest)) {
                if (tried++ >= most) {
                    return smallest;
                }
                if (differs.test(smaller)) {
                    smallest = smaller;
                    shrunk = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Program> smaller(Program program) {
        List<Program> smaller = new ArrayList<>();
        List<Step> steps = program.steps();
        for (int i = steps.size() - 1; i > 0; i--) {
            smaller.add(program.without(i));
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Operator operator = Operators.of(step);
            if (operator.isSource()) {
                if (step.left() > 0) {
                    smaller.add(program.with(i, sized(step, step.left() / 2)));
                    smaller.add(program.with(i, sized(step, step.left() - 1)));
                }
                if (step.right() > 0) {
                    smaller.add(
                            program.with(i, new Step(step.operator(), step.left(), 0, step.number(), step.variant())));
                }
            } else if (operator.inputs().size() > 1 && step.right() != step.left()) {
                smaller.add(program.with(
                        i, new Step(step.operator(), step.left(), step.left(), step.number(), step.variant())));
            }
            if (operator.java().contains("{n}") && step.number() > 1) {
                smaller.add(program.with(
                        i, new Step(step.operator(), step.left(), step.right(), step.number() - 1, step.variant())));
            }
            if (operator.java().contains("{v}") && step.variant() > 0) {
                smaller.add(program.with(
                        i, new Step(step.operator(), step.left(), step.right(), step.number(), step.variant() / 2)));
            }
        }
        return smaller;
    }

    private static Step sized(Step source, int count) {
        return new Step(source.operator(), count, source.right(), source.number(), source.variant());
    }
}
