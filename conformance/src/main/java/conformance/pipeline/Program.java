// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.util.ArrayList;
import java.util.List;

/** A program as data: each step makes an RDD or tells something. The same text means the same program on every engine. */
public record Program(List<Step> steps) {
    public Program {
        steps = List.copyOf(steps);
    }

    /** One line for each step. */
    public String encoded() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(step.encoded()).append('\n');
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if the text is none that {@link #encoded} makes */
    public static Program decoded(String text) {
        return new Program(text.lines().map(Step::decoded).toList());
    }

    /** The program with another step in place of one. */
    public Program with(int index, Step step) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(index, step);
        return new Program(changed);
    }

    /** The program without a step; who used what it made uses what it was made of, or the first source if it was a source. */
    public Program without(int gone) {
        int instead =
                Operators.of(steps.get(gone)).isSource() ? 0 : steps.get(gone).left();
        List<Step> left = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i != gone) {
                left.add(
                        Operators.of(step).isSource()
                                ? step
                                : new Step(
                                        step.operator(),
                                        renamed(step.left(), gone, instead),
                                        renamed(step.right(), gone, instead),
                                        step.number(),
                                        step.variant()));
            }
        }
        return new Program(left);
    }

    private static int renamed(int used, int gone, int instead) {
        int kept = used == gone ? instead : used;
        return kept > gone ? kept - 1 : kept;
    }
}
