// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTest {
    private static Object of(int kind, int number) {
        return switch (kind) {
            case 0 -> number;
            case 1 -> (long) number;
            case 2 -> number / 3.0;
            default -> "text " + number;
        };
    }

    @Property(tries = 200)
    void holdsWhatWasAddedInOrder(
            @ForAll @Size(max = 100) List<Integer> numbers,
            @ForAll @IntRange(min = 0, max = 4) int kind,
            @ForAll @IntRange(min = 0, max = 4) int laterKind,
            @ForAll @IntRange(min = 0, max = 100) int later) {
        Column column = new Column();
        List<@Nullable Object> expected = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int now = i < later ? kind : laterKind;
            Object value = now == 4 ? null : of(now, numbers.get(i));
            column.add(value);
            expected.add(value);
        }
        List<@Nullable Object> held = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            held.add(column.get(i));
        }
        assertThat(held).isEqualTo(expected);
    }

    @Test
    void tellsBeforehandWhatItTakesToGrow() {
        Column column = new Column();
        for (int i = 0; i < 1000; i++) {
            long before = column.bytes();
            long growth = column.growthBytes((long) i);
            column.add((long) i);
            assertThat(column.bytes()).isEqualTo(growth == 0 ? before : growth);
        }
        assertThat(column.bytes()).isBetween(8_000L, 13_000L);
        long growth = column.growthBytes("text");
        column.add("text");
        assertThat(growth).isGreaterThan(1000 * 24);
        assertThat(column.isPacked()).isFalse();
        assertThat(column.bytes()).isBetween(1000L * (24 + 4), 1000L * (24 + 4) * 3 / 2);
    }

    @Test
    void keepsTheBitsOfDoubles() {
        Column column = new Column();
        column.add(-0.0);
        column.add(Double.NaN);
        column.add(0.0);
        assertThat(column.isPacked()).isTrue();
        assertThat(List.of(column.get(0), column.get(1), column.get(2))).containsExactly(-0.0, Double.NaN, 0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbers", "objects", "objects from some place on"})
    void movesValuesOfManyChunksToTheirGroups(String kind) {
        Column column = new Column();
        int count = 2 * Column.CHUNK + 100;
        int[][] groups = new int[3][Column.CHUNK];
        for (int i = 0; i < count; i++) {
            boolean packed = kind.equals("numbers") || (kind.length() > 7 && i < Column.CHUNK + 5);
            column.add(packed ? (Object) i : "" + i);
            groups[i / Column.CHUNK][i % Column.CHUNK] = 1 - i % 2;
        }
        int[] next = {0, count / 2};
        Column moved = column.moveToGroups(groups, next);
        assertThat(next).containsExactly(count / 2, count);
        List<String> held = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < moved.size(); i++) {
            held.add("" + moved.get(i));
        }
        for (int i = 0; i < count; i++) {
            expected.add("" + (i < count / 2 ? 2 * i + 1 : 2 * (i - count / 2)));
        }
        assertThat(held).isEqualTo(expected);
        Column.Part part = moved.part(Column.CHUNK + 10, 2 * Column.CHUNK + 1);
        moved.forgetChunks(0, 3);
        List<@Nullable Object> inPart = new ArrayList<>();
        part.open().forEachRemaining(inPart::add);
        assertThat(inPart).hasSize((int) part.count()).hasSize(Column.CHUNK - 9);
        assertThat(inPart.get(0)).hasToString(expected.get(Column.CHUNK + 10));
    }
}
