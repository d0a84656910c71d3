// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class GroupedValuesTest {
    private static GroupedValues<Object> of(Object... values) {
        GroupedValues<Object> group = new GroupedValues<>();
        for (Object value : values) {
            group.append(value);
        }
        return group;
    }

    @Test
    void keepsTheOrderOfArrivalAndPrintsLikeAList() {
        assertThat(of("a", "b", null)).hasToString("[a, b, null]");
        assertThat(of()).hasToString("[]").isEmpty();
    }

    private static GroupedValues.Part elsewhere(Object... values) {
        return new GroupedValues.Part() {
            @Override
            public long count() {
                return values.length;
            }

            @Override
            public Iterator<Object> open() {
                return List.of(values).iterator();
            }
        };
    }

    @Test
    void partsThatLieElsewhereComeInOrderOfArrivalToo() {
        GroupedValues<Object> group = of(1, 2);
        group.appendPart(elsewhere(3, 4));
        group.appendPart(elsewhere());
        group.append(5);
        GroupedValues<Object> later = of(6);
        later.appendPart(elsewhere(7));
        later.append(8);
        group.appendAll(later);
        GroupedValues<Object> same = of(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(group).hasSize(8).hasToString(same.toString()).hasSameHashCodeAs(same);
        assertThat(group.equals(same)).isTrue();
        assertThat(same.equals(group)).isTrue();
        assertThat(group.equals(of(1, 2, 3, 4, 5, 6, 7, 9))).isFalse();
        assertThat(of(1, 2, 3, 4, 5, 6, 7, 9).equals(group)).isFalse();
    }

    @Test
    void canBeReadTwice() {
        GroupedValues<Object> group = of(1, 2, 3);
        assertThat(new ArrayList<>(group)).isEqualTo(List.of(1, 2, 3));
        assertThat(new ArrayList<>(group)).isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void refusesToBeChangedByItsReader() {
        GroupedValues<Object> group = of(1);
        Iterator<Object> iterator = group.iterator();
        iterator.next();
        assertThatThrownBy(() -> group.add(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(group::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void equalsAnotherWithTheSameValuesInTheSameOrder() {
        assertThat(of(1, null, 2)).isEqualTo(of(1, null, 2)).hasSameHashCodeAs(of(1, null, 2));
        assertThat(of(1, 2)).isNotEqualTo(of(2, 1)).isNotEqualTo(of(1)).isNotEqualTo(List.of(1, 2));
    }

    @Test
    void joinsAnothersValuesAtItsEnd() {
        GroupedValues<Object> all = new GroupedValues<>();
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            GroupedValues<Object> part = new GroupedValues<>();
            for (int j = 0; j < i % 7; j++) {
                part.append(i * 10 + j);
                expected.add(i * 10 + j);
            }
            all.appendAll(part);
        }
        assertThat(new ArrayList<>(all)).isEqualTo(expected);
    }

    @Test
    void travels() throws Exception {
        GroupedValues<Object> group = of("a", null, 3);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(group);
        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(read).isEqualTo(group).hasToString("[a, null, 3]");
    }
}
