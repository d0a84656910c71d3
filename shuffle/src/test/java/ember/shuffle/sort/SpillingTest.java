// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.Aggregator;
import ember.model.Failures;
import ember.model.KeyEquality;
import ember.model.KeyPartitioner;
import ember.model.NaturalOrder;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.shuffle.Pair;
import ember.shuffle.RecordCursor;
import ember.shuffle.Spills;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.TaskMemory.Reservation;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpillingTest {
    private static final Comparator<Object> ASCENDING = Comparator.comparing(key -> (String) key);

    @TempDir
    Path directory;

    private final TaskMetrics.Builder metrics = new TaskMetrics.Builder();

    private SpillSpace tight() {
        return Spills.space(64 << 10, directory, metrics);
    }

    private long filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".lock"))
                    .count();
        }
    }

    private static List<String> texts(RecordCursor records) throws Exception {
        List<String> texts = new ArrayList<>();
        while (records.advance()) {
            texts.add(records.key() + "=" + records.value());
        }
        return texts;
    }

    private static Object key(Pair pair) {
        return Pair.PAIRING.key(pair);
    }

    /** Keys of which many are equal, and many have one hash code. */
    private static String key(Random random) {
        String[] sameHash = {"AaAa", "AaBB", "BBAa", "BBBB"};
        return sameHash[random.nextInt(4)] + random.nextInt(3_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sortedRunsAreMergedAsIfAllHadBeenSortedAtOnce(long seed) throws Exception {
        Random random = new Random(seed);
        List<Pair> pairs = new ArrayList<>();
        try (SpillSpace space = tight()) {
            SortBuffer buffer = new SortBuffer(ASCENDING, space);
            for (int i = 0; i < 20_000; i++) {
                Pair pair = new Pair(key(random), i);
                pairs.add(pair);
                buffer.add(key(pair), Pair.PAIRING.value(pair));
            }
            pairs.sort((left, right) -> ASCENDING.compare(key(left), key(right)));
            assertThat(texts(buffer.sorted()))
                    .isEqualTo(pairs.stream().map(Pair::toString).toList());
        }
        assertThat(metrics.build().get(TaskMetric.DISK_BYTES_SPILLED)).isPositive();
        assertThat(filesLeft()).isZero();
    }

    private Map<String, Integer> summed(CombineBuffer buffer, KeyPartitioner partitioner, long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, Integer> expected = new TreeMap<>();
        for (int i = 0; i < 30_000; i++) {
            String key = key(random);
            expected.merge(key, i, Integer::sum);
            buffer.insert(partitioner.getPartition(key), key, RecordCursor.UNKNOWN, i);
        }
        return expected;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void combinersOfSeveralRunsAreJoined(long seed) throws Exception {
        try (SpillSpace space = tight()) {
            CombineBuffer buffer = CombineBuffer.hashed(Pair.SUM, space);
            Map<String, Integer> expected = summed(buffer, Pair.hash(1), seed);
            Map<String, Integer> got = new TreeMap<>();
            RecordCursor combined = buffer.combined();
            while (combined.advance()) {
                assertThat(got.put((String) combined.key(), (Integer) combined.value()))
                        .isNull();
            }
            assertThat(got).isEqualTo(expected);
        }
        assertThat(metrics.build().get(TaskMetric.DISK_BYTES_SPILLED)).isPositive();
        assertThat(filesLeft()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partitionsStayInOrderWhenRunsAreMerged(boolean byOrdering) throws Exception {
        KeyPartitioner partitioner = Pair.hash(5);
        Comparator<Object> ordering = byOrdering ? ASCENDING : null;
        try (SpillSpace space = tight()) {
            CombineBuffer buffer = CombineBuffer.ordered(Pair.SUM, KeyEquality.JDK, partitioner, ordering, space);
            Map<String, Integer> expected = summed(buffer, partitioner, 7);
            Map<String, Integer> got = new TreeMap<>();
            PartitionedCursor combined = buffer.combined();
            int partition = 0;
            String last = null;
            while (combined.advance()) {
                String key = (String) combined.key();
                assertThat(combined.partition())
                        .isEqualTo(partitioner.getPartition(key))
                        .isGreaterThanOrEqualTo(partition);
                if (combined.partition() == partition && last != null) {
                    assertThat(byOrdering ? last.compareTo(key) : Integer.compare(last.hashCode(), key.hashCode()))
                            .isLessThanOrEqualTo(0);
                }
                partition = combined.partition();
                last = key;
                got.put(key, (Integer) combined.value());
            }
            assertThat(got).isEqualTo(expected);
        }
        assertThat(metrics.build().get(TaskMetric.DISK_BYTES_SPILLED)).isPositive();
    }

    @Test
    void whatIsHandedOutGoesOnFromDiskWhenTheRoomIsNeeded() throws Exception {
        assertGoesOnFromDisk(ASCENDING, i -> "key" + i);
    }

    @Test
    void numbersThatAreHandedOutGoOnFromDiskWhenTheRoomIsNeeded() throws Exception {
        assertGoesOnFromDisk(NaturalOrder.ASCENDING, i -> i);
    }

    private void assertGoesOnFromDisk(Comparator<Object> ordering, IntFunction<Object> key) throws Exception {
        try (SpillSpace space = Spills.space(1 << 20, directory, metrics)) {
            SortBuffer buffer = new SortBuffer(ordering, space);
            List<String> expected = new ArrayList<>();
            for (int i = 1_000; i < 5_000; i++) {
                buffer.add(key.apply(i), i);
                expected.add(key.apply(i) + "=" + i);
            }
            RecordCursor sorted = buffer.sorted();
            List<String> got = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sorted.advance();
                got.add(sorted.key() + "=" + sorted.value());
            }
            assertThat(metrics.build().get(TaskMetric.DISK_BYTES_SPILLED)).isZero();
            Reservation other = space.memory().reserve(() -> {});
            // All that the buffer does not have, and more.
            assertThat(other.growTo((1 << 20) - (16 << 10))).isTrue();
            assertThat(metrics.build().get(TaskMetric.DISK_BYTES_SPILLED)).isPositive();
            got.addAll(texts(sorted));
            assertThat(got).isEqualTo(expected);
        }
        assertThat(filesLeft()).isZero();
    }

    /** As a piped RDD reads, whose thread is not the one that needs the room. */
    @RepeatedTest(20)
    void numbersComeOnceAndInOrderWhileAnotherThreadNeedsTheRoom() throws Exception {
        try (SpillSpace space = Spills.space(2 << 20, directory, metrics)) {
            SortBuffer buffer = new SortBuffer(NaturalOrder.DESCENDING, space);
            List<String> expected = new ArrayList<>();
            for (int i = 30_000; i > 0; i--) {
                buffer.add(30_001 - i, i);
                expected.add(i + "=" + (30_001 - i));
            }
            RecordCursor sorted = buffer.sorted();
            CompletableFuture<List<String>> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return texts(sorted);
                } catch (Exception e) {
                    throw Failures.<RuntimeException>sneaky(e);
                }
            });
            assertThat(space.memory().reserve(() -> {}).growTo(7 << 18)).isTrue();
            assertThat(read.get()).isEqualTo(expected);
        }
        assertThat(filesLeft()).isZero();
    }

    @Test
    void nothingIsHeldWhenAllHasBeenHandedOut() throws Exception {
        try (SpillSpace space = tight()) {
            SortBuffer sort = new SortBuffer(ASCENDING, space);
            SortBuffer numbers = new SortBuffer(NaturalOrder.ASCENDING, space);
            CombineBuffer combine = CombineBuffer.hashed(Pair.SUM, space);
            for (int i = 0; i < 5_000; i++) {
                sort.add("key" + i, i);
                numbers.add(i, i);
                combine.insert(0, "key" + i, RecordCursor.UNKNOWN, i);
            }
            assertThat(texts(sort.sorted())).hasSize(5_000);
            assertThat(texts(numbers.sorted())).hasSize(5_000);
            assertThat(texts(combine.combined())).hasSize(5_000);
            assertThat(space.memory().heldBytes()).isZero();
        }
    }

    @Test
    void aCombinerThatGrowsIsMeasuredAgain() throws Exception {
        Aggregator append = new Aggregator(
                value -> new ArrayList<>(List.of(value)),
                (list, value) -> added(list, value),
                (left, right) -> joined(left, right));
        try (SpillSpace space = tight()) {
            CombineBuffer buffer = CombineBuffer.hashed(append, space);
            for (int i = 0; i < 20_000; i++) {
                buffer.insert(0, "key" + i % 3, RecordCursor.UNKNOWN, "value " + i);
            }
            assertThat(metrics.build().get(TaskMetric.DISK_BYTES_SPILLED)).isPositive();
            RecordCursor combined = buffer.combined();
            int values = 0;
            while (combined.advance()) {
                values += ((List<?>) combined.value()).size();
            }
            assertThat(values).isEqualTo(20_000);
        }
    }

    @SuppressWarnings("unchecked") // as the aggregator made it
    private static Object added(Object list, Object value) {
        ((List<Object>) list).add(value);
        return list;
    }

    @SuppressWarnings("unchecked") // as the aggregator made them
    private static Object joined(Object left, Object right) {
        ((List<Object>) left).addAll((List<Object>) right);
        return left;
    }

    @Test
    void aComparatorThatThrowsEndsTheSortAndLeavesNoFile() throws Exception {
        Comparator<Object> broken = (left, right) -> {
            if (left.equals("key9999") || right.equals("key9999")) {
                throw new IllegalStateException("cannot compare");
            }
            return ASCENDING.compare(left, right);
        };
        try (SpillSpace space = tight()) {
            SortBuffer buffer = new SortBuffer(broken, space);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20_000; i++) {
                            buffer.add("key" + i, i);
                        }
                        buffer.sorted();
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot compare");
        }
        assertThat(filesLeft()).isZero();
    }

    @Test
    void keysThatAreEqualByEqualsButNotByHashCodeComeToAnEnd() throws Exception {
        try (SpillSpace space = tight()) {
            CombineBuffer buffer = CombineBuffer.hashed(Pair.SUM, space);
            for (int i = 0; i < 5_000; i++) {
                buffer.insert(0, new Contradicting(i), RecordCursor.UNKNOWN, 1);
            }
            int sum = 0;
            RecordCursor combined = buffer.combined();
            while (combined.advance()) {
                sum += (Integer) combined.value();
            }
            assertThat(sum).isEqualTo(5_000);
        }
    }

    record Contradicting(int hash) implements Serializable {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Contradicting;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
