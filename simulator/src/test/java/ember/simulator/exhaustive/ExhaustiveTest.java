// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./ember simulate --exhaustive} goes on where this stops. */
class ExhaustiveTest {
    private static final long MOST_COURSES = 6_000;

    @Test
    void noCourseOfATinyWorldMakesTheSchedulerBreakARule() {
        List<Exhaustive.Result> results = new ArrayList<>();
        Exhaustive.run(MOST_COURSES, result -> {
            System.out.println(result);
            results.add(result);
        });
        assertThat(results).hasSize(TinyWorlds.all().size());
        assertThat(results).allSatisfy(result -> assertThat(result.ends()).isPositive());
        assertThat(results)
                .filteredOn(Exhaustive.Result::complete)
                .extracting(Exhaustive.Result::world)
                .contains("a task throws", "an executor vanishes", "an output cannot be read", "a job is cancelled");
    }
}
