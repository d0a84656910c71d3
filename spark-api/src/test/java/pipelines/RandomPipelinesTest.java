// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs with little memory. {@code -Dember.pipelines} says how many, {@code -Dember.pipelines.seed} from which seed on;
 * {@code -Dember.pipelines.verbose} prints each.
 */
class RandomPipelinesTest {
    private static final int COUNT = Integer.getInteger("ember.pipelines", 120);
    private static final long FIRST_SEED = Long.getLong("ember.pipelines.seed", 1);
    private static final boolean VERBOSE = Boolean.getBoolean("ember.pipelines.verbose");
    private static final long MOST_BYTES = 4 << 20;
    private static final long SHRINK_NANOS = 30_000_000_000L;
    private static final int MOST_FAILURES = 5;

    @TempDir
    private Path directory;

    private final List<String> failures = new ArrayList<>();
    private int spilled;
    private int modelled;

    @Test
    void pipelinesWithLittleMemoryComeToWhatTheyDoWithAmpleMemory() throws Exception {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + COUNT; seed++) {
            run(seed, false);
        }
        assertThat(failures).isEmpty();
        assertThat(spilled).as("pipelines that spilled, of %s", COUNT).isGreaterThan(COUNT / 2);
        assertThat(modelled).as("pipelines whose answers are known otherwise").isGreaterThan(COUNT / 10);
    }

    @Test
    void pipelinesThatLoseExecutorsAndFilesComeToWhatTheyDoWithout() throws Exception {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + COUNT / 2; seed++) {
            run(-seed, true);
        }
        assertThat(failures).isEmpty();
        assertThat(spilled).as("pipelines that spilled, of %s", COUNT / 2).isGreaterThan(COUNT / 4);
    }

    private void run(long seed, boolean withFaults) throws Exception {
        Random random = new Random(Values.mix(seed));
        Setting setting = Setting.random(random, withFaults);
        long bytes = (long) Math.min(MOST_BYTES, setting.memoryBytes() * (0.6 + 3.4 * random.nextDouble()));
        Pipeline made = new PipelineGenerator(random).next(bytes);
        // What a local checkpoint has lost cannot be had again, in Spark neither.
        Pipeline pipeline = withFaults ? made.withoutAny(KeepOp.LOCAL_CHECKPOINT) : made;
        if (VERBOSE) {
            System.out.println("seed " + seed + ", " + setting + "\n" + pipeline);
        }
        String problem = problem(pipeline, setting, true);
        if (!problem.isEmpty()) {
            Pipeline smallest = new Shrinker(smaller -> stillFails(smaller, setting), SHRINK_NANOS).shrink(pipeline);
            String last = problem(smallest, setting, false);
            String failure = "seed " + seed + ", " + setting + "\n" + smallest
                    + (last.isEmpty() ? "(not each time) " + problem : last) + "\nfound with\n" + pipeline;
            // At once: a long run may be ended before it is done.
            System.out.println(failure);
            failures.add(failure);
            assertThat(failures).hasSizeLessThan(MOST_FAILURES);
        }
    }

    private boolean stillFails(Pipeline pipeline, Setting setting) {
        try {
            return !problem(pipeline, setting, false).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong; empty: nothing. */
    private String problem(Pipeline pipeline, Setting setting, boolean counts) throws Exception {
        Trial trial = new Trial(directory);
        Trial.Outcome known = trial.run(pipeline, Setting.ample());
        if (!known.problem().isEmpty()) {
            return "with ample memory: " + known.problem();
        }
        List<Answer> expected = known.result().answers();
        List<Answer> model = Model.run(pipeline, known.result().most());
        String wrong = difference(pipeline, expected, model);
        if (!wrong.isEmpty()) {
            return "with ample memory, against plain loops: " + wrong;
        }
        Trial.Outcome outcome = trial.run(pipeline, setting);
        if (!outcome.problem().isEmpty()) {
            return outcome.problem();
        }
        if (counts) {
            spilled += outcome.spilled() ? 1 : 0;
            modelled += model.get(0) == null ? 0 : 1;
        }
        return difference(pipeline, outcome.result().answers(), expected);
    }

    private static String difference(Pipeline pipeline, List<Answer> answers, List<Answer> expected) {
        for (int i = 0; i < answers.size(); i++) {
            if (expected.get(i) != null && !answers.get(i).equals(expected.get(i))) {
                return pipeline.calls().get(i) + ": " + answers.get(i).difference(expected.get(i));
            }
        }
        return "";
    }
}
