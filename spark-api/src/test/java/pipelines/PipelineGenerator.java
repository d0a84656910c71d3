// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import pipelines.Source.KeyKind;
import pipelines.Source.Spread;
import pipelines.Source.ValueKind;

/** Makes pipelines from random numbers. */
final class PipelineGenerator {
    /** What a pair takes besides its value, about. */
    private static final int PAIR_BYTES = 100;

    private static final int MOST_ELEMENTS = 40_000;
    private static final int MOST_CLASHING = 300;

    private static final List<Op> ONE_INPUT =
            all(ElementOp.values(), KeyOp.values(), KeyOp.values(), GroupOp.values(), KeepOp.values(), new Op[] {
                KeepOp.PERSIST, KeepOp.PERSIST
            });
    private static final List<Op> TWO_INPUTS = all(JoinOp.values(), new Op[] {JoinOp.JOIN, JoinOp.COGROUP});

    private final Random random;

    PipelineGenerator(Random random) {
        this.random = random;
    }

    private static List<Op> all(Op[]... many) {
        List<Op> all = new ArrayList<>();
        for (Op[] some : many) {
            all.addAll(List.of(some));
        }
        return List.copyOf(all);
    }

    /** @param bytes about how much data there is at first */
    Pipeline next(long bytes) {
        int sourceCount = 1 + random.nextInt(2);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < sourceCount; i++) {
            sources.add(source(bytes / sourceCount));
        }
        List<Step> steps = new ArrayList<>();
        int stepCount = 1 + random.nextInt(7);
        for (int i = 0; i < stepCount; i++) {
            steps.add(step(sourceCount + i));
        }
        List<Pipeline.Call> calls = new ArrayList<>();
        int callCount = 1 + random.nextInt(4);
        for (int i = 0; i < callCount; i++) {
            int last = sourceCount + stepCount - 1;
            int rdd = i == 0 || random.nextInt(3) > 0 ? last : random.nextInt(last + 1);
            calls.add(new Pipeline.Call(one(Action.values()), rdd, 1 + random.nextInt(2000)));
        }
        Pipeline made = new Pipeline(sources, steps, calls);
        // What is not kept any more cannot be had again after a local checkpoint.
        return calls.stream().anyMatch(call -> call.action() == Action.UNPERSIST)
                ? made.withoutAny(KeepOp.LOCAL_CHECKPOINT)
                : made;
    }

    private Source source(long bytes) {
        ValueKind values = one(ValueKind.values());
        int size = random.nextInt(8) == 0 ? 2_000 + random.nextInt(20_000) : 8 + random.nextInt(300);
        size = values == ValueKind.LONG ? 8 : size;
        int count = (int) Math.max(1, Math.min(MOST_ELEMENTS, bytes / (size + PAIR_BYTES)));
        if (random.nextInt(30) == 0) {
            count = random.nextInt(2);
        }
        KeyKind keys = one(KeyKind.values());
        int most = keys == KeyKind.CLASHING ? MOST_CLASHING : Math.max(2, count);
        return new Source(
                count,
                1 + random.nextInt(6),
                keys,
                one(Spread.values()),
                Math.max(1, (int) Math.pow(most, random.nextDouble())),
                values,
                size,
                random.nextInt(1_000_000),
                random.nextInt(4) == 0);
    }

    /** @param made how many RDDs there are */
    private Step step(int made) {
        boolean two = random.nextInt(4) == 0;
        List<Op> ops = two ? TWO_INPUTS : ONE_INPUT;
        int left = random.nextInt(10) < 8 ? made - 1 : random.nextInt(made);
        int right = two ? random.nextInt(made) : left;
        return new Step(ops.get(random.nextInt(ops.size())), left, right, 1 + random.nextInt(6), random.nextInt(100));
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
