// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import conformance.pipeline.Fn;
import conformance.pipeline.Kind;
import conformance.pipeline.Operator;
import conformance.pipeline.Operators;
import conformance.pipeline.Program;
import conformance.pipeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Makes programs from random numbers: sources, then steps and questions mixed, then what became of the last RDD. */
final class ProgramGenerator {
    private static final List<Operator> SOURCES =
            Operators.all().stream().filter(Operator::isSource).toList();
    private static final List<Operator> STEPS = Operators.all().stream()
            .filter(operator -> !operator.isSource() && operator.output() != Kind.ANSWER)
            .toList();
    private static final List<Operator> ANSWERS = Operators.all().stream()
            .filter(operator -> operator.output() == Kind.ANSWER)
            .toList();

    /** Partitions are put together by where their data is, if that is known: Ember has one place only. */
    private static final Set<String> MERGING = Set.of("coalesce", "coalescePairs", "coalesceDoubles");
    /** What leaves data in no place. */
    private static final Set<String> PLAIN = Set.of(
            "map",
            "filter",
            "flatMap",
            "mapToPair",
            "mapValues",
            "flatMapValues",
            "keys",
            "values",
            "mapToDouble",
            "union",
            "cartesian",
            "glom",
            "keyBy",
            "sample",
            "randomSplit",
            "mapPartitions",
            "zipWithIndex",
            "filterDoubles",
            "filterPairs",
            "coalesce",
            "coalescePairs",
            "coalesceDoubles",
            "unionPairs",
            "unionDoubles",
            "setName");

    /** A program that joins joins may run for hours, or tell more than there is memory for. */
    private static final long MOST_ELEMENTS = 1_000_000;

    /** Do not wait until Spark has removed what was kept, which may be after it is kept again. */
    private static final Set<String> UNPERSISTING =
            Set.of("unpersist", "unpersistBlocking", "unpersistPairs", "unpersistDoubles");

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> rdds = new ArrayList<>();
    /** For each step at most how many elements it makes. */
    private final List<Long> sizes = new ArrayList<>();

    private boolean fails;
    private boolean plain = true;
    private boolean unpersists;

    private ProgramGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** The same program for the same seed. */
    static Program program(long seed) {
        return new ProgramGenerator(seed * 0x9E3779B97F4A7C15L).make();
    }

    private Program make() {
        int sources = 1 + random.nextInt(2);
        for (int i = 0; i < sources; i++) {
            source();
        }
        int operators = 1 + random.nextInt(6);
        for (int i = 0; i < operators; i++) {
            step(STEPS);
            if (random.nextInt(3) == 0) {
                step(ANSWERS);
            }
        }
        int last = rdds.get(rdds.size() - 1);
        for (int i = random.nextInt(3); i >= 0; i--) {
            step(ANSWERS);
        }
        String describe = switch (kind(last)) {
            case PAIRS -> "describePairs";
            case DOUBLES -> "describeDoubles";
            default -> "describe";
        };
        steps.add(new Step(describe, last, last, 0, 0));
        steps.add(new Step("partitions", last, last, 0, 0));
        return new Program(steps);
    }

    private void source() {
        Operator source = SOURCES.get(random.nextInt(3) > 0 ? 0 : random.nextInt(SOURCES.size()));
        int count = random.nextInt(8) == 0 ? random.nextInt(2) : random.nextInt(30);
        rdds.add(steps.size());
        sizes.add((long) count);
        // Some of these files end in the middle of a record.
        fails |= source.name().equals("binaryRecords");
        steps.add(new Step(source.name(), count, random.nextInt(Fn.KINDS), number(), random.nextInt(60)));
    }

    private void step(List<Operator> among) {
        int left = random.nextInt(4) > 0 ? rdds.get(rdds.size() - 1) : rdds.get(random.nextInt(rdds.size()));
        Operator operator = among.get(random.nextInt(among.size()));
        // Most steps are of the kind that is there: what must be converted first loses partitioners and orders.
        for (int i = 0; i < 4 && operator.inputs().get(0) != kind(left); i++) {
            operator = among.get(random.nextInt(among.size()));
        }
        if (isUpToChance(operator)) {
            return;
        }
        note(operator);
        int right = operator.inputs().size() < 2 ? left : rdds.get(random.nextInt(rdds.size()));
        long size = size(operator.name(), sizes.get(left), sizes.get(right));
        if (size > MOST_ELEMENTS) {
            return;
        }
        if (operator.output() != Kind.ANSWER) {
            rdds.add(steps.size());
        }
        sizes.add(size);
        steps.add(new Step(operator.name(), left, right, number(), random.nextInt(60)));
    }

    /** Whether engines may tell different things of the program with this step, and none of them the wrong one. */
    private boolean isUpToChance(Operator operator) {
        boolean answers = operator.output() == Kind.ANSWER;
        if (MERGING.contains(operator.name()) && !plain) {
            return true;
        }
        if (unpersists && !answers && operator.name().matches("(persist|cache|localCheckpoint).*")) {
            return true;
        }
        // Which of two failures comes first.
        return mayFail(operator) && (fails || (!operator.name().equals("cast") && random.nextInt(3) > 0));
    }

    /** What decides whether later steps are up to chance. */
    private void note(Operator operator) {
        unpersists |= UNPERSISTING.contains(operator.name());
        fails |= mayFail(operator);
        plain &= operator.output() == Kind.ANSWER || PLAIN.contains(operator.name());
    }

    private static boolean mayFail(Operator operator) {
        return operator.name().startsWith("fail") || operator.name().equals("cast");
    }

    private static long size(String operator, long left, long right) {
        if (operator.startsWith("cartesian")
                || operator.toLowerCase(Locale.ROOT).contains("join")) {
            return left * right;
        }
        if (operator.startsWith("unionOfMany")) {
            return 2 * left + right;
        }
        if (operator.startsWith("union")) {
            return left + right;
        }
        return operator.startsWith("sampleMany") ? 4 * left : operator.startsWith("flatMap") ? 2 * left : left;
    }

    private Kind kind(int step) {
        return Operators.of(steps.get(step)).output();
    }

    private int number() {
        return random.nextInt(40) == 0 ? random.nextInt(3) - 2 : 1 + random.nextInt(random.nextInt(5) == 0 ? 12 : 4);
    }
}
