// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.shuffle.Pair;
import ember.shuffle.Spills;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.TaskMemory.Reservation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubtractMapTest {
    @TempDir
    Path directory;

    private final TaskMetrics.Builder metrics = new TaskMetrics.Builder();

    /** What Spark's algorithm leaves: keys in the order of a map of the JDK. */
    private static List<String> expected(int[] left, int[] right) {
        Map<Object, List<Integer>> kept = new HashMap<>();
        for (int i = 0; i < left.length; i++) {
            // Not computeIfAbsent: that gives colliding keys another order.
            kept.putIfAbsent(key(left[i]), new ArrayList<>());
            kept.get(key(left[i])).add(i);
        }
        for (int key : right) {
            kept.remove(key(key));
        }
        List<String> rest = new ArrayList<>();
        kept.forEach((key, values) -> values.forEach(value -> rest.add(key + "=" + value)));
        return rest;
    }

    private static Object key(int number) {
        return number == 0 ? null : "key " + number;
    }

    private static SubtractMap filled(SpillSpace space, int[] left) {
        SubtractMap map = new SubtractMap(space);
        for (int i = 0; i < left.length; i++) {
            map.keep(key(left[i]), i);
        }
        return map;
    }

    private static List<String> rest(SubtractMap map, int[] right) {
        for (int key : right) {
            map.remove(key(key));
        }
        List<String> rest = new ArrayList<>();
        map.rest(Pair.PAIRING).forEachRemaining(pair -> rest.add(pair.toString()));
        return rest;
    }

    private static int[] random(long seed, int count, int keys) {
        return new Random(seed).ints(count, 0, keys).toArray();
    }

    private boolean spilled() {
        return metrics.build().get(TaskMetric.DISK_BYTES_SPILLED) > 0;
    }

    @Test
    void whatIsLeftComesInTheOrderOfAMapOfTheJdk() {
        int[] left = random(1, 5_000, 1_000);
        int[] right = random(2, 300, 1_000);
        assertThat(rest(filled(Spills.roomy(), left), right)).isEqualTo(expected(left, right));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsLeftWithRunsOnDiskIsWhatIsLeftInMemory(long seed) {
        int[] left = random(seed, 20_000, 3_000);
        int[] right = random(-seed, 10_000, 5_000);
        try (SpillSpace space = Spills.space(64 << 10, directory, metrics)) {
            assertThat(rest(filled(space, left), right)).containsExactlyInAnyOrderElementsOf(expected(left, right));
            assertThat(spilled()).isTrue();
        }
    }

    @Test
    void whatIsHeldMovesToDiskBetweenTheSidesIfMemoryIsNeeded() {
        int[] left = random(5, 3_000, 500);
        int[] right = random(6, 300, 500);
        try (SpillSpace space = Spills.space(1 << 20, directory, metrics)) {
            SubtractMap map = filled(space, left);
            assertThat(spilled()).isFalse();
            Reservation other = space.memory().reserve(() -> {});
            assertThat(other.growTo(1_000_000)).isTrue();
            assertThat(spilled()).isTrue();
            assertThat(rest(map, right)).containsExactlyInAnyOrderElementsOf(expected(left, right));
        }
    }

    @Test
    void whatIsLeftComesOnInTheSameOrderIfItMustMoveToDisk() {
        int[] left = random(7, 3_000, 500);
        try (SpillSpace space = Spills.space(1 << 20, directory, metrics)) {
            SubtractMap map = filled(space, left);
            Iterator<Pair> rest = map.rest(Pair.PAIRING);
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                seen.add(rest.next().toString());
            }
            Reservation other = space.memory().reserve(() -> {});
            assertThat(other.growTo(1_000_000)).isTrue();
            assertThat(spilled()).isTrue();
            rest.forEachRemaining(pair -> seen.add(pair.toString()));
            assertThat(seen).isEqualTo(expected(left, new int[0]));
        }
    }
}
