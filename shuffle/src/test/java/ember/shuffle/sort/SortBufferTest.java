// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.NaturalOrder;
import ember.shuffle.RecordCursor;
import ember.shuffle.Spills;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Keys that are sorted by numbers come in the order in which comparing them would put them, equal ones as they came. */
class SortBufferTest {
    private static List<String> sorted(List<?> keys, Comparator<Object> ordering) throws Exception {
        return sorted(keys, i -> i, ordering);
    }

    private static List<String> sorted(List<?> keys, IntFunction<Object> value, Comparator<Object> ordering)
            throws Exception {
        SortBuffer buffer = new SortBuffer(ordering, Spills.roomy());
        for (int i = 0; i < keys.size(); i++) {
            buffer.add(keys.get(i), value.apply(i));
        }
        List<String> given = new ArrayList<>();
        RecordCursor records = buffer.sorted();
        while (records.advance()) {
            given.add(records.key() + "@" + records.value());
        }
        return given;
    }

    private static void assertBothWays(List<?> keys) throws Exception {
        for (NaturalOrder order : NaturalOrder.values()) {
            // The same order, which is not seen to be the natural one.
            Comparator<Object> compared = (left, right) -> order.compare(left, right);
            assertThat(sorted(keys, order)).isEqualTo(sorted(keys, compared));
            assertThat(sorted(keys, String::valueOf, order)).isEqualTo(sorted(keys, String::valueOf, compared));
        }
    }

    @Property(tries = 50)
    void integers(@ForAll @Size(max = 300) List<Integer> keys) throws Exception {
        assertBothWays(keys);
    }

    @Property(tries = 50)
    void longs(@ForAll @Size(max = 300) List<Long> keys) throws Exception {
        assertBothWays(keys);
    }

    @Property(tries = 50)
    void doubles(@ForAll @Size(max = 300) List<Double> keys) throws Exception {
        List<Double> more = new ArrayList<>(keys);
        more.addAll(List.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -1.5, Double.MAX_VALUE));
        assertBothWays(more);
    }

    @Property(tries = 50)
    void strings(@ForAll @Size(max = 300) List<@StringLength(max = 12) String> keys) throws Exception {
        assertBothWays(keys);
    }

    @Test
    void stringsThatDifferAfterACommonBeginningOrOnlyInLength() throws Exception {
        Random random = new Random(1);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            keys.add("record-" + random.nextInt(200) + "\0".repeat(random.nextInt(3)) + (i % 7 == 0 ? "\u20ac" : ""));
        }
        keys.add("record-");
        assertBothWays(keys);
    }

    @Test
    void aNanKeepsItsBits() throws Exception {
        long bits = 0x7ff8_0000_0000_1234L;
        SortBuffer buffer = new SortBuffer(NaturalOrder.ASCENDING, Spills.roomy());
        buffer.add(Double.longBitsToDouble(bits), 0);
        buffer.add(1.0, 1);
        buffer.add(Double.NaN, 2);
        RecordCursor records = buffer.sorted();
        records.advance();
        assertThat(records.key()).isEqualTo(1.0);
        records.advance();
        assertThat(Double.doubleToRawLongBits((Double) records.key())).isEqualTo(bits);
        records.advance();
        assertThat(records.value()).isEqualTo(2);
    }

    @Test
    void keysOfSeveralClassesAreCompared() {
        assertThatThrownBy(() -> sorted(List.of(1, 2, "3"), NaturalOrder.ASCENDING))
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void aNullKeyIsComparedToo() {
        List<Integer> keys = new ArrayList<>(List.of(1, 2));
        keys.add(null);
        assertThatThrownBy(() -> sorted(keys, NaturalOrder.ASCENDING)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void keysWithoutNumbersAreCompared() throws Exception {
        assertThat(sorted(List.of('b', 'a', 'b', 'A'), NaturalOrder.DESCENDING))
                .containsExactly("b@0", "b@2", "a@1", "A@3");
    }
}
