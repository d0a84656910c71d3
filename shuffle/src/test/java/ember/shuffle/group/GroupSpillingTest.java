// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.GroupedValues;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.shuffle.Spills;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.TaskMemory.Reservation;
import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a group map does with little memory. Frames of 1 KiB, so that a group of more is a large one. */
class GroupSpillingTest {
    private static final long LITTLE = 64 << 10;

    @TempDir
    Path directory;

    private final TaskMetrics.Builder metrics = new TaskMetrics.Builder();

    private SpillSpace little() {
        return Spills.space(LITTLE, directory, metrics);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }

    private record Added(int side, Object key, Object value) {}

    private static List<Added> random(long seed, int sides, int count, int keys) {
        Random random = new Random(seed);
        List<Added> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Squared, so that some keys have many values and most few.
            int key = (int) (keys * Math.pow(random.nextDouble(), 3));
            added.add(new Added(
                    random.nextInt(sides),
                    key == 0 ? null : "key " + key,
                    random.nextInt(50) == 0 ? null : "value " + i));
        }
        return added;
    }

    private static GroupMap filled(SpillSpace space, int sides, List<Added> added) {
        GroupMap map = new GroupMap(sides, space);
        added.forEach(add -> map.add(add.side(), add.key(), add.value()));
        return map;
    }

    private static Map<Object, List<List<Object>>> all(GroupMap map) {
        Map<Object, List<List<Object>>> all = new HashMap<>();
        map.groups((key, sides) -> {
                    List<List<Object>> values = new ArrayList<>();
                    sides.forEach(side -> values.add(new ArrayList<>(side)));
                    return Arrays.asList(key, values);
                })
                .forEachRemaining(group -> assertThat(all.put(group.get(0), Spill.lists(group.get(1))))
                        .isNull());
        return all;
    }

    /** Unchecked casts, in one place. */
    private static final class Spill {
        @SuppressWarnings("unchecked") // what the group function above makes
        static List<List<Object>> lists(Object values) {
            return (List<List<Object>>) values;
        }
    }

    private boolean spilled() {
        return metrics.build().get(TaskMetric.DISK_BYTES_SPILLED) > 0;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void groupsWithRunsOnDiskAreThoseInMemory(long seed) {
        int sides = 1 + (int) (seed % 4);
        List<Added> added = random(seed, sides, 20_000, seed % 2 == 0 ? 20 : 5_000);
        Map<Object, List<List<Object>>> expected = all(filled(Spills.roomy(), sides, added));
        try (SpillSpace space = little()) {
            assertThat(all(filled(space, sides, added))).isEqualTo(expected);
            assertThat(spilled()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {64 << 10, 512 << 10, 1 << 20, 2 << 20})
    void numbersThatWaitForALargeTableAreLostInNoSpill(long bytes) {
        List<Added> added = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            Object value = i % 20_001 == 20_000 ? "text" : (Object) (long) i;
            added.add(new Added(i % 2, i % 10_007 == 0 ? null : i % 9_000, value));
        }
        Map<Object, List<List<Object>>> expected = new HashMap<>();
        for (Added add : added) {
            expected.computeIfAbsent(add.key(), absent -> List.of(new ArrayList<>(), new ArrayList<>()))
                    .get(add.side())
                    .add(add.value());
        }
        try (SpillSpace space = Spills.space(bytes, directory, metrics)) {
            assertThat(all(filled(space, 2, added)).equals(expected)).isTrue();
            assertThat(spilled()).isTrue();
        }
    }

    private static GroupedValues<Object> only(GroupMap map) {
        Iterator<GroupedValues<Object>> groups = map.groups((key, sides) -> sides.get(0));
        return groups.next();
    }

    private static List<Added> oneKey(int count) {
        List<Added> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(new Added(0, "k", "value " + i));
        }
        return added;
    }

    @Test
    void oneKeyMayHaveMoreValuesThanMemoryHolds() throws Exception {
        List<Added> added = oneKey(50_000);
        GroupedValues<Object> expected = only(filled(Spills.roomy(), 1, added));
        try (SpillSpace space = little()) {
            GroupedValues<Object> group = only(filled(space, 1, added));
            assertThat(space.memory().peakBytes()).isLessThan(2 * LITTLE);
            assertThat(group).hasSize(50_000).hasSameHashCodeAs(expected).hasToString(expected.toString());
            assertThat(group.equals(expected)).isTrue();
            assertThat(expected.equals(group)).isTrue();
            assertThat(new JavaSerialization(null).copy(group).equals(expected)).isTrue();
            assertThat(space.memory().heldBytes()).isLessThan(2 * LITTLE);
        }
    }

    @Test
    void severalReadersOfAGroupDoNotDisturbEachOther() {
        try (SpillSpace space = little()) {
            GroupedValues<Object> group = only(filled(space, 1, oneKey(20_000)));
            Iterator<Object> ahead = group.iterator();
            for (int i = 0; i < 7_000; i++) {
                ahead.next();
            }
            Iterator<Object> behind = group.iterator();
            for (int i = 0; i < 13_000; i++) {
                assertThat(behind.next()).isEqualTo("value " + i);
                assertThat(ahead.next()).isEqualTo("value " + (7_000 + i));
            }
            assertThat(ahead.hasNext()).isFalse();
        }
    }

    @Test
    void aGroupThatDiffersInItsLastValueIsNotEqual() {
        List<Added> other = new ArrayList<>(oneKey(20_000));
        other.set(19_999, new Added(0, "k", "other"));
        try (SpillSpace space = little()) {
            assertThat(only(filled(space, 1, oneKey(20_000))).equals(only(filled(Spills.roomy(), 1, other))))
                    .isFalse();
        }
    }

    @Test
    void valuesThatAreReadAgainAreKeptInMemoryIfThereIsRoom() throws Exception {
        try (SpillSpace space = little()) {
            List<Added> added = oneKey(200);
            added.addAll(random(1, 1, 20_000, 5_000));
            Iterator<GroupedValues<Object>> groups =
                    filled(space, 1, added).groups((key, sides) -> "k".equals(key) ? sides.get(0) : null);
            GroupedValues<Object> group = null;
            while (group == null) {
                group = groups.next();
            }
            assertThat(group.parts()).anyMatch(StoredValues.class::isInstance);
            assertThat(List.copyOf(group)).isEqualTo(List.copyOf(group));
            for (Path file : files()) {
                Files.delete(file);
            }
            assertThat(group).hasSize(200).endsWith("value 199");
        }
    }

    /** Keys of two hash codes. */
    private record Colliding(int number) implements Serializable {
        @Override
        public int hashCode() {
            return number % 2;
        }
    }

    @Test
    void keysOfOneHashCodeAreToldApartAcrossRuns() {
        List<Added> added = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            added.add(new Added(0, new Colliding(i % 7), "value " + i));
        }
        Map<Object, List<List<Object>>> expected = all(filled(Spills.roomy(), 1, added));
        try (SpillSpace space = little()) {
            assertThat(all(filled(space, 1, added))).hasSize(7).isEqualTo(expected);
            assertThat(spilled()).isTrue();
        }
    }

    /** Equal to nothing, not even itself, and of another hash code each time. */
    private static final class Contradicting implements Serializable {
        private static final long serialVersionUID = 1;
        private static final Random RANDOM = new Random(1);

        @Override
        @SuppressWarnings("EqualsWhichDoesntCheckParameterClass") // that is what is wrong with it
        public boolean equals(Object other) {
            return false;
        }

        @Override
        public int hashCode() {
            return RANDOM.nextInt(100);
        }
    }

    @Test
    void keysThatContradictThemselvesLoseNoValueAndComeToAnEnd() {
        try (SpillSpace space = little()) {
            GroupMap map = new GroupMap(1, space);
            for (int i = 0; i < 3_000; i++) {
                map.add(0, new Contradicting(), "value " + i);
            }
            List<Object> values = new ArrayList<>();
            map.groups((key, sides) -> sides.get(0)).forEachRemaining(values::addAll);
            assertThat(values).hasSize(3_000).doesNotHaveDuplicates();
            assertThat(spilled()).isTrue();
        }
    }

    /** Throws when it is compared with its like. */
    private record Throwing(int hash) implements Serializable {
        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals of the program");
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    @Test
    void whatEqualsThrowsWhileRunsAreMergedReachesTheCaller() throws Exception {
        try (SpillSpace space = little()) {
            List<Added> added = new ArrayList<>();
            added.add(new Added(0, new Throwing(1), "a"));
            added.addAll(oneKey(20_000));
            added.add(new Added(0, new Throwing(1), "b"));
            GroupMap map = filled(space, 1, added);
            assertThatThrownBy(() -> all(map)).hasMessage("equals of the program");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aValueThatCannotBeSerialisedFailsWhenItMustBeSpilledAndLeavesNoFile() throws Exception {
        Object unserialisable = new Object();
        try (SpillSpace space = little()) {
            List<Added> added = new ArrayList<>(oneKey(100));
            added.add(new Added(0, "k", unserialisable));
            added.addAll(oneKey(20_000));
            assertThatThrownBy(() -> filled(space, 1, added))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("java.lang.Object");
        }
        assertThat(files()).isEmpty();
        assertThat(all(filled(Spills.roomy(), 1, List.of(new Added(0, "k", unserialisable)))))
                .containsEntry("k", List.of(List.of(unserialisable)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 20_000})
    void groupsComeOnInTheSameOrderIfTheRestMustMoveToDiskMeanwhile(int count) {
        List<Added> added = random(9, 2, count, 300);
        List<String> expected = new ArrayList<>();
        try (SpillSpace space = Spills.space(512 << 10, directory, metrics)) {
            filled(space, 2, added).groups((key, sides) -> key + "=" + sides).forEachRemaining(expected::add);
        }
        try (SpillSpace space = Spills.space(512 << 10, directory, metrics)) {
            GroupMap map = filled(space, 2, added);
            Iterator<String> groups = map.groups((key, sides) -> key + "=" + sides);
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                seen.add(groups.next());
            }
            Reservation other = space.memory().reserve(() -> {});
            long before = metrics.build().get(TaskMetric.DISK_BYTES_SPILLED);
            other.growTo(space.memory().floorBytes());
            assertThat(other.growTo(450 << 10)).isTrue();
            assertThat(metrics.build().get(TaskMetric.DISK_BYTES_SPILLED)).isGreaterThan(before);
            groups.forEachRemaining(seen::add);
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    void theFilesOfATaskAreGoneAfterIt() throws Exception {
        SpillSpace space = little();
        GroupedValues<Object> group = only(filled(space, 1, oneKey(20_000)));
        assertThat(files()).isNotEmpty();
        space.close();
        assertThat(files()).isEmpty();
        assertThat(group).hasSize(20_000);
        assertThatThrownBy(() -> group.iterator().next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the task that made the group has ended");
    }

    @Test
    void aGroupInACachedPartitionIsReadableAfterItsTask() {
        SpillSpace space = little();
        space.letValuesLeave();
        GroupedValues<Object> group = only(filled(space, 1, oneKey(20_000)));
        space.close();
        assertThat(group).hasSize(20_000).startsWith("value 0").endsWith("value 19999");
    }
}
