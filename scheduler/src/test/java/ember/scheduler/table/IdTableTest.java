// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IdTableTest {
    private final IdTable<String> table = new IdTable<>();

    @Test
    void whatWasAddedIsFoundUntilItIsRemoved() {
        table.add(7, "seven");
        assertThat(table.get(7)).isEqualTo("seven");
        assertThat(table.remove(7)).isEqualTo("seven");
        assertThat(table.get(7)).isNull();
        assertThat(table.remove(7)).isNull();
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void anIdIsGivenOnce() {
        table.add(7, "seven");
        assertThatThrownBy(() -> table.add(7, "again"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("7 was added twice");
    }

    @Test
    void valuesComeByIdHoweverTheyWereAdded() {
        for (int id : new int[] {100, 3, 16, 0, Integer.MAX_VALUE, 32}) {
            table.add(id, "v" + id);
        }
        assertThat(table.values()).containsExactly("v0", "v3", "v16", "v32", "v100", "v" + Integer.MAX_VALUE);
    }

    @Test
    void itHoldsWhatAMapOfTheLibraryHolds() {
        Random random = new Random(1);
        TreeMap<Integer, String> expected = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            int id = random.nextInt(500) * (1 + random.nextInt(3) * 63);
            if (expected.remove(id) == null) {
                expected.put(id, "v" + i);
                table.add(id, "v" + i);
            } else {
                table.remove(id);
            }
            assertThat(table.get(id)).isEqualTo(expected.get(id));
        }
        assertThat(table.values()).isEqualTo(new ArrayList<>(expected.values()));
        assertThat(table.size()).isEqualTo(expected.size());
    }
}
