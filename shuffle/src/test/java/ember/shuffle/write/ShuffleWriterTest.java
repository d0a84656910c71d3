// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.KeyEquality;
import ember.model.KeyPartitioner;
import ember.model.ShuffleSpec;
import ember.shuffle.Pair;
import ember.shuffle.RecordCursor;
import ember.shuffle.Segment;
import ember.shuffle.Spills;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShuffleWriterTest {
    private final ShuffleWriter writer = Spills.writer();

    private static List<String> records(Segment segment) throws Exception {
        List<String> records = new ArrayList<>();
        RecordCursor cursor = segment.open();
        while (cursor.advance()) {
            records.add(cursor.key() + "=" + cursor.value());
        }
        return records;
    }

    private static Object firstValue(Segment segment) throws Exception {
        RecordCursor cursor = segment.open();
        assertThat(cursor.advance()).isTrue();
        return cursor.value();
    }

    private static Iterator<Pair> pairs(Object... keysAndValues) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            pairs.add(new Pair(keysAndValues[i], keysAndValues[i + 1]));
        }
        return pairs.iterator();
    }

    @Test
    void recordsKeepTheirOrderWithinTheirPartition() throws Exception {
        WrittenOutput output = writer.write(
                Pair.plain(2), Spills.all(pairs(4, "a", 1, "b", 2, "c", 4, "d", null, "e")), Spills.roomy());
        assertThat(records(output.segment(0))).containsExactly("4=a", "2=c", "4=d", "null=e");
        assertThat(records(output.segment(1))).containsExactly("1=b");
        assertThat(output.recordCount()).isEqualTo(5);
    }

    @Test
    void onlyEmptySegmentsHaveNoSize() throws Exception {
        WrittenOutput output = writer.write(Pair.plain(3), Spills.all(pairs(0, null, 2, new int[1])), Spills.roomy());
        assertThat(output.estimatedBytes()[0]).isPositive();
        assertThat(output.estimatedBytes()[1]).isZero();
        assertThat(output.estimatedBytes()[2]).isPositive();
    }

    @Test
    void valuesThatNobodyCanChangeAreHandedOverAsTheyAre() throws Exception {
        String value = new String("not interned");
        WrittenOutput output = writer.write(Pair.plain(1), Spills.all(pairs(1, value)), Spills.roomy());
        assertThat(firstValue(output.segment(0))).isSameAs(value);
    }

    @Test
    void valuesThatCanBeChangedAreCopiedForEachReaderAsTheyWere() throws Exception {
        int[] value = {1};
        WrittenOutput output =
                writer.write(Pair.plain(1), Spills.all(pairs(1, "before", 2, value, 3, "after")), Spills.roomy());
        value[0] = 2;
        Segment segment = output.segment(0);
        assertThat(output.recordCount()).isEqualTo(3);
        RecordCursor one = segment.open();
        RecordCursor other = segment.open();
        one.advance();
        assertThat(one.value()).isEqualTo("before");
        one.advance();
        other.advance();
        other.advance();
        assertThat((int[]) one.value()).containsExactly(1);
        assertThat(one.value()).isSameAs(one.value()).isNotSameAs(other.value());
        one.advance();
        assertThat(one.key() + "=" + one.value()).isEqualTo("3=after");
        assertThat(one.advance()).isFalse();
    }

    @Test
    void aRecordThatIsNeitherImmutableNorSerializableFailsTheTask() {
        assertThatThrownBy(() -> writer.write(Pair.plain(1), Spills.all(pairs(1, new Object())), Spills.roomy()))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageStartingWith("java.lang.Object");
    }

    @Test
    void theIteratorMayReuseItsPair() throws Exception {
        for (ShuffleSpec<Pair> spec : List.of(Pair.plain(1), Pair.combining(1, Pair.SUM, true))) {
            Iterator<Integer> numbers = List.of(1, 2, 3).iterator();
            Reusing reusing = new Reusing(numbers);
            assertThat(records(writer.write(spec, Spills.all(reusing), Spills.roomy())
                            .segment(0)))
                    .containsExactly("1=10", "2=20", "3=30");
        }
    }

    private static final class Reusing implements Iterator<Pair> {
        private final Iterator<Integer> numbers;
        private final Pair pair = new Pair(null, null);

        Reusing(Iterator<Integer> numbers) {
            this.numbers = numbers;
        }

        @Override
        public boolean hasNext() {
            return numbers.hasNext();
        }

        @Override
        public Pair next() {
            int number = numbers.next();
            pair.set(number, 10 * number);
            return pair;
        }
    }

    @Test
    void valuesOfAKeyAreCombinedBeforeTheyAreWritten() throws Exception {
        WrittenOutput output = writer.write(
                Pair.combining(2, Pair.SUM, true),
                Spills.all(pairs(4, 1, 1, 2, 4, 3, 2, 5, null, 1, null, 1)),
                Spills.roomy());
        assertThat(records(output.segment(0))).containsExactly("null=2", "2=5", "4=4");
        assertThat(records(output.segment(1))).containsExactly("1=2");
    }

    @Test
    void withoutMapSideCombineTheAggregatorIsLeftToTheReader() throws Exception {
        WrittenOutput output =
                writer.write(Pair.combining(1, Pair.SUM, false), Spills.all(pairs(1, 1, 1, 2)), Spills.roomy());
        assertThat(records(output.segment(0))).containsExactly("1=1", "1=2");
    }

    @Test
    void aPartitionThatDoesNotExistFailsTheTask() {
        for (int partition : new int[] {-1, 2}) {
            KeyPartitioner wrong = new KeyPartitioner() {
                @Override
                public int numPartitions() {
                    return 2;
                }

                @Override
                public int getPartition(Object key) {
                    return partition;
                }
            };
            ShuffleSpec<Pair> plain = new ShuffleSpec<>(0, Pair.PAIRING, wrong, null, false, null, KeyEquality.JDK);
            ShuffleSpec<Pair> combining =
                    new ShuffleSpec<>(0, Pair.PAIRING, wrong, Pair.SUM, true, null, KeyEquality.JDK);
            assertThatThrownBy(() -> writer.write(plain, Spills.all(pairs(1, 1)), Spills.roomy()))
                    .isInstanceOf(ArrayIndexOutOfBoundsException.class);
            assertThatThrownBy(() -> writer.write(combining, Spills.all(pairs(1, 1)), Spills.roomy()))
                    .isInstanceOf(ArrayIndexOutOfBoundsException.class);
        }
    }
}
