// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import static org.assertj.core.api.Assertions.assertThat;

import ember.shuffle.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SortedRecordsTest {
    private static final int MANY = 1000;

    private final Column keys = new Column();
    private final Column values = new Column();
    private final List<Integer> places = new ArrayList<>();

    /** Each key and value tells its place. */
    private SortedRecords shuffled(IntFunction<Object> key, IntFunction<Object> value) {
        for (int i = 0; i < MANY; i++) {
            keys.add(key.apply(i));
            values.add(value.apply(i));
            places.add(i);
        }
        Collections.shuffle(places, new Random(7));
        return new SortedRecords(
                keys, values, places.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void numbersAndObjectsComeInTheOrderOfThePlaces() {
        SortedRecords records = shuffled(i -> (long) i, i -> "value " + i);

        for (int place : places) {
            assertThat(records.advance()).isTrue();
            assertThat(records.key()).isEqualTo((long) place);
            assertThat(records.value()).isEqualTo("value " + place);
        }
        assertThat(records.advance()).isFalse();
    }

    @Test
    void whatWasHandedOutIsForgottenAndWhatWasOnlyFetchedIsNot() {
        SortedRecords records = shuffled(i -> "key " + i, i -> "value " + i);

        records.advance();

        assertThat(keys.get(places.get(0))).isNull();
        assertThat(values.get(places.get(0))).isNull();
        assertThat(keys.get(places.get(1))).isEqualTo("key " + places.get(1));
        assertThat(values.get(places.get(1))).isEqualTo("value " + places.get(1));
    }

    @Test
    void nothingIsForgottenOnceAllIsToBeKept() {
        SortedRecords records = shuffled(i -> "key " + i, i -> "value " + i);
        records.advance();

        records.keepAll();
        while (records.advance()) {
            assertThat(records.key()).isNotNull();
        }

        for (int place : places.subList(1, MANY)) {
            assertThat(keys.get(place)).isEqualTo("key " + place);
        }
    }

    @Test
    void nothingComesAfterItWasLetGo() {
        SortedRecords records = shuffled(i -> i, i -> i);
        records.advance();
        records.keepAll();

        records.letGo();

        assertThat(records.advance()).isFalse();
    }
}
