// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ember.model.Aggregator;
import ember.model.KeyEquality;
import ember.model.KeyPartitioner;
import ember.model.TaskMetrics;
import ember.shuffle.Pair;
import ember.shuffle.RecordCursor;
import ember.shuffle.Spills;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombineBufferTest {

    private static List<String> combined(
            int partitions, @Nullable Comparator<Object> ordering, @Nullable Object... keys) throws Exception {
        KeyPartitioner partitioner = Pair.hash(partitions);
        CombineBuffer buffer = CombineBuffer.ordered(Pair.SUM, KeyEquality.JDK, partitioner, ordering, Spills.roomy());
        for (Object key : keys) {
            buffer.insert(partitioner.getPartition(key), key, RecordCursor.UNKNOWN, 1);
        }
        List<String> given = new ArrayList<>();
        PartitionedCursor cursor = buffer.combined();
        while (cursor.advance()) {
            given.add(cursor.partition() + ":" + cursor.key() + "=" + cursor.value());
        }
        assertThat(cursor.advance()).isFalse();
        return given;
    }

    @Test
    void ordersByPartitionThenByHashCode() throws Exception {
        assertThat(combined(2, null, 7, -3, 4, 10, 4, -2))
                .containsExactly("0:-2=1", "0:4=2", "0:10=1", "1:-3=1", "1:7=1");
    }

    @Test
    void aNullKeyIsOrderedAsHashCodeZero() throws Exception {
        assertThat(combined(1, null, 1, null, -1, null)).containsExactly("0:-1=1", "0:null=2", "0:1=1");
    }

    @Test
    void anOrderingTakesTheHashCodesPlace() throws Exception {
        assertThat(combined(2, (a, b) -> Integer.compare((Integer) b, (Integer) a), 7, -3, 4, 10, 4, -2))
                .containsExactly("0:10=1", "0:4=2", "0:-2=1", "1:7=1", "1:-3=1");
    }

    @Test
    void theSameKeyInTwoPartitionsIsNotCombined() {
        Set<Integer> hashes = new HashSet<>();
        for (int partition = 0; partition < 10_000; partition++) {
            hashes.add(SlotOrder.pairHash(partition, 12345));
        }
        assertThat(hashes).hasSize(10_000);
    }

    @Test
    void inALargeTableRecordsWaitToBeCombinedUntilOneIsTooLargeForIt() throws Exception {
        List<Object> created = new ArrayList<>();
        Aggregator listing = new Aggregator(
                value -> {
                    created.add(value);
                    return value;
                },
                Pair.SUM.mergeValue(),
                Pair.SUM.mergeCombiners());
        CombineBuffer buffer = CombineBuffer.hashed(listing, Spills.roomy());
        for (int i = 0; i < 10_000; i++) {
            buffer.insert(0, i, RecordCursor.UNKNOWN, i);
        }
        created.clear();

        buffer.insert(0, "short", RecordCursor.UNKNOWN, -1);
        assertThat(created).doesNotContain(-1);
        buffer.insert(0, "long".repeat(1_000), RecordCursor.UNKNOWN, -2);
        assertThat(created).endsWith(-1, -2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 40, 200})
    void keysThatComeAgainAreCombinedInOrderWhateverTheirClassAndWhateverIsMovedToDisk(
            int numbers, @TempDir Path directory) throws Exception {
        Aggregator joining = new Aggregator(
                value -> "" + value, (text, value) -> text + "," + value, (text, later) -> text + "," + later);
        CombineBuffer buffer = CombineBuffer.ordered(
                joining,
                KeyEquality.JDK,
                Pair.hash(2),
                null,
                Spills.space(32 << 10, directory, new TaskMetrics.Builder()));
        Map<String, String> expected = new TreeMap<>();
        Random random = new Random(numbers);
        for (int i = 0; i < 20_000; i++) {
            Integer number = random.nextInt(numbers) * 64;
            Object key = switch (random.nextInt(4)) {
                case 0 -> number;
                case 1 -> number.longValue();
                case 2 -> number.toString();
                default -> List.of(number);
            };
            int partition = random.nextInt(2);
            buffer.insert(partition, key, RecordCursor.UNKNOWN, i);
            expected.merge(partition + described(key), "" + i, (text, later) -> text + "," + later);
        }
        assertThat(buffer.hasSpilled()).isTrue();

        Map<String, Object> given = new TreeMap<>();
        PartitionedCursor cursor = buffer.combined();
        while (cursor.advance()) {
            assertThat(given.put(cursor.partition() + described(cursor.key()), cursor.value()))
                    .isNull();
        }
        assertThat(given).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 40, 64, 65, 200})
    void combinersOfKeysThatComeAgainMayBecomeOfAnotherClass(int numbers) throws Exception {
        Aggregator counting =
                new Aggregator(value -> 1L, (count, value) -> ((Long) count) + 1, Pair.SUM.mergeCombiners());
        Aggregator listing = new Aggregator(
                value -> value,
                (before, value) -> before instanceof List<?>
                        ? listed(before, value)
                        : listed(listed(new ArrayList<>(), before), value),
                Pair.SUM.mergeCombiners());
        CombineBuffer counts = CombineBuffer.hashed(counting, Spills.roomy());
        CombineBuffer lists = CombineBuffer.hashed(listing, Spills.roomy());
        Map<Object, Object> expectedCounts = new HashMap<>();
        Map<Object, List<Object>> expectedLists = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            Object key = i % numbers;
            counts.insert(0, key, RecordCursor.UNKNOWN, i);
            lists.insert(0, key, RecordCursor.UNKNOWN, i);
            expectedCounts.merge(key, 1L, (count, one) -> (Long) count + (Long) one);
            expectedLists.computeIfAbsent(key, absent -> new ArrayList<>()).add(i);
        }
        assertThat(contents(counts)).isEqualTo(expectedCounts);
        assertThat(contents(lists)).isEqualTo(expectedLists);
    }

    @Test
    void aKeyThatEqualsOneOfAnotherClassIsCombinedWithItHoweverOftenEitherComes() throws Exception {
        KeyEquality byText = new KeyEquality() {
            @Override
            public boolean equal(@Nullable Object left, @Nullable Object right) {
                return String.valueOf(left).equals(String.valueOf(right));
            }

            @Override
            public int hash(@Nullable Object key) {
                return String.valueOf(key).hashCode();
            }
        };
        CombineBuffer buffer = CombineBuffer.ordered(Pair.SUM, byText, Pair.hash(1), null, Spills.roomy());
        for (int i = 0; i < 30; i++) {
            buffer.insert(
                    0, i % 3 == 0 ? "7" : i % 3 == 1 ? (Object) 7L : List.of(7).get(0), RecordCursor.UNKNOWN, 1);
        }
        assertThat(contents(buffer)).containsExactly(Map.entry("7", 30));
    }

    private static Map<Object, Object> contents(CombineBuffer buffer) throws Exception {
        Map<Object, Object> contents = new HashMap<>();
        PartitionedCursor cursor = buffer.combined();
        while (cursor.advance()) {
            assertThat(contents.put(cursor.key(), cursor.value())).isNull();
        }
        return contents;
    }

    private static Stream<Arguments> manyKeys() {
        return Stream.of(
                arguments("all in memory", 60_000, 1L << 30, false),
                arguments("much on disk", 60_000, 1L << 20, false),
                arguments("a text among the numbers", 60_000, 1L << 30, true),
                arguments("a text among the numbers, much on disk", 60_000, 1L << 20, true),
                arguments("a text among the numbers, room for them and not for what is made", 60_000, 3L << 19, true),
                arguments("more than may wait", 2_200_000, 1L << 30, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manyKeys")
    void numbersForManyKeysAreCombinedInOrderThoughTheyWait(
            String name, int count, long memoryBytes, boolean hasText, @TempDir Path directory) throws Exception {
        Aggregator listing =
                new Aggregator(value -> listed(new ArrayList<>(), value), CombineBufferTest::listed, (list, later) -> {
                    ((List<?>) later).forEach(value -> listed(list, value));
                    return list;
                });
        KeyPartitioner partitioner = Pair.hash(3);
        CombineBuffer buffer = CombineBuffer.ordered(
                listing,
                KeyEquality.JDK,
                partitioner,
                null,
                Spills.space(memoryBytes, directory, new TaskMetrics.Builder()));
        Map<Object, Object> expected = new HashMap<>();
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            Object key = random.nextInt(20_000);
            Object value = hasText && i == 40_000 ? "text" : (Object) (long) i;
            buffer.insert(partitioner.getPartition(key), key, RecordCursor.UNKNOWN, value);
            listed(expected.computeIfAbsent(key, absent -> new ArrayList<>()), value);
        }
        assertThat(buffer.hasSpilled()).isEqualTo(memoryBytes < 1L << 30);
        PartitionedCursor cursor = buffer.combining();
        while (cursor.advance()) {
            assertThat(cursor.partition()).isEqualTo(partitioner.getPartition(cursor.key()));
            assertThat(cursor.value()).isEqualTo(expected.remove(cursor.key()));
        }
        assertThat(expected).isEmpty();
    }

    @SuppressWarnings("unchecked") // nothing else is made here
    private static Object listed(Object list, Object value) {
        ((List<Object>) list).add(value);
        return list;
    }

    private static String described(@Nullable Object key) {
        return (key instanceof List<?>
                        ? "list"
                        : key == null ? "" : key.getClass().getName())
                + key;
    }

    @Test
    void anEmptyMapGivesNothing() throws Exception {
        assertThat(combined(3, null)).isEmpty();
    }
}
