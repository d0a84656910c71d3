// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void theMedianIsTheOneInTheMiddleTheLargerIfThereAreTwo() {
        Random random = new Random(7);
        Durations durations = new Durations();
        long[] added = {};
        for (int i = 0; i < 200; i++) {
            long next = random.nextInt(50);
            durations.add(next);
            added = LongStream.concat(LongStream.of(added), LongStream.of(next))
                    .sorted()
                    .toArray();
            assertThat(durations.count()).isEqualTo(added.length);
            assertThat(durations.median()).isEqualTo(added[added.length / 2]);
        }
    }
}
