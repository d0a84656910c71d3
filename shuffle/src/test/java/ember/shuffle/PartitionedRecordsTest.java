// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.ImmutableContainers;
import ember.storage.serialize.Immutability;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionedRecordsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 400, 40_000})
    void eachReaderGetsItsOwnCopiesOfWhatCanBeChangedWhetherItIsLittleOrMuch(int count) throws Exception {
        PartitionedRecords records =
                new PartitionedRecords(2, false, new Immutability(ImmutableContainers.NONE), Spills.DATA);
        double[] value = new double[5];
        for (int i = 0; i < count; i++) {
            value[i % value.length] = -i / 3.0;
            records.add(1, i, RecordCursor.UNKNOWN, value);
        }
        Segment segment = records.build().segment(1);
        RecordCursor first = segment.open();
        RecordCursor second = segment.open();
        double[] expected = new double[value.length];
        for (int i = 0; i < count; i++) {
            expected[i % value.length] = -i / 3.0;
            assertThat(first.advance()).isTrue();
            assertThat(second.advance()).isTrue();
            assertThat(first.key()).isEqualTo(i);
            assertThat((double[]) first.value()).containsExactly(expected).isNotSameAs(second.value());
            assertThat((double[]) second.value()).containsExactly(expected);
        }
        assertThat(first.advance()).isFalse();
    }
}
