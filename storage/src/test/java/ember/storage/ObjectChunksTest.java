// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectChunksTest {
    private final ObjectChunks chunks = new ObjectChunks();

    private List<@Nullable Object> added(int count) {
        List<@Nullable Object> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object element = i % 7 == 3 ? null : i % 5 == 2 ? new Object() : Integer.valueOf(i);
            chunks.add(element);
            added.add(element);
        }
        return added;
    }

    private static List<@Nullable Object> all(Iterator<@Nullable Object> elements) {
        List<@Nullable Object> all = new ArrayList<>();
        elements.forEachRemaining(all::add);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 127, 128, 129, 1_008, 1_009, 16_368, 16_369, 40_000})
    void whatWasAddedComesInItsOrderNullsIncluded(int count) {
        List<@Nullable Object> added = added(count);
        assertThat(all(chunks.iterator())).isEqualTo(added);
        chunks.trim();
        assertThat(all(chunks.iterator())).isEqualTo(added);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 128, 5_000})
    void whatIsAddedLaterIsNotInAnIteratorThatWasThereBefore(int count) {
        List<@Nullable Object> added = added(count);
        Iterator<@Nullable Object> before = chunks.iterator();
        added(1_000);
        assertThat(all(before)).isEqualTo(added);
    }

    @Test
    void anIteratorThatHasNoMoreSaysSoEachTime() {
        added(130);
        Iterator<@Nullable Object> elements = chunks.iterator();
        all(elements);
        assertThat(elements.hasNext()).isFalse();
        assertThatThrownBy(elements::next).isInstanceOf(NoSuchElementException.class);
    }
}
