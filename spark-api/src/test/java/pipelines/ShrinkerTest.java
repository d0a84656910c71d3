// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final long NANOS = 10_000_000_000L;

    @Test
    void failingPipelineIsShrunkToTheStepThatFails() {
        Pipeline failing = null;
        for (int seed = 0; failing == null || !fails(failing) || failing.steps().size() < 4; seed++) {
            failing = new PipelineGenerator(new Random(seed)).next(1 << 20);
        }

        Pipeline smallest = new Shrinker(ShrinkerTest::fails, NANOS).shrink(failing);

        assertThat(smallest.steps()).singleElement().matches(step -> step.op() == KeyOp.PARTITION_BY);
        assertThat(smallest.calls()).hasSize(1);
        assertThat(smallest.sources().get(smallest.steps().get(0).left()).count())
                .isBetween(50, 57);
    }

    private static boolean fails(Pipeline pipeline) {
        for (Step step : pipeline.steps()) {
            int source = step.left();
            while (source >= pipeline.sources().size()) {
                source =
                        pipeline.steps().get(source - pipeline.sources().size()).left();
            }
            if (step.op() == KeyOp.PARTITION_BY
                    && pipeline.sources().get(source).count() >= 50) {
                return true;
            }
        }
        return false;
    }

    @Test
    void sameSeedMakesTheSamePipeline() {
        assertThat(new PipelineGenerator(new Random(7)).next(1 << 20))
                .isEqualTo(new PipelineGenerator(new Random(7)).next(1 << 20))
                .isNotEqualTo(new PipelineGenerator(new Random(8)).next(1 << 20));
    }
}
