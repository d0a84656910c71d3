// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A block is read wherever it is stored. Pairs of all partitions need some that another executor has. */
class CachedElsewhereTest {
    private static final List<Integer> NUMBERS = List.of(1, 2, 3, 4, 5, 6);

    private final JavaSparkContext sc =
            new JavaSparkContext(LocalSpark.conf().setMaster("local[3]").set("ember.executors", "3"));

    private static final class Box implements Serializable {
        private int value;

        Box(int value) {
            this.value = value;
        }
    }

    @AfterEach
    void stop() {
        sc.stop();
    }

    @Test
    void cachedPartitionsOfOtherExecutorsAreNotComputedAgain() {
        LongAccumulator computed = sc.sc().longAccumulator();
        JavaRDD<Integer> cached = sc.parallelize(NUMBERS, 6)
                .map(number -> {
                    computed.add(1L);
                    return number;
                })
                .cache();
        cached.count();

        assertThat(cached.cartesian(cached).count()).isEqualTo(36);

        assertThat(computed.value()).isEqualTo(6);
    }

    @Test
    void localCheckpointsOfOtherExecutorsAreFound() {
        JavaRDD<Integer> checkpointed = sc.parallelize(NUMBERS, 6).map(number -> number);
        checkpointed.rdd().localCheckpoint();
        checkpointed.count();

        assertThat(checkpointed.cartesian(checkpointed).count()).isEqualTo(36);
    }

    @Test
    void elementsOfOtherExecutorsAreCopies() {
        JavaRDD<Box> cached = sc.parallelize(NUMBERS, 6).map(Box::new).cache();
        cached.count();

        int sum = cached.coalesce(1).map(box -> box.value++).collect().stream()
                .mapToInt(value -> value)
                .sum();

        assertThat(sum).isEqualTo(21);
        // One executor changed its own objects, as it may; those of the others are as they were.
        assertThat(cached.map(box -> box.value).collect()).isNotEqualTo(List.of(2, 3, 4, 5, 6, 7));
    }
}
