// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.shuffle.Spills;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class GroupMapTest {
    private static List<String> groups(GroupMap map) {
        List<String> groups = new ArrayList<>();
        map.groups((key, sides) -> key + "=" + sides).forEachRemaining(groups::add);
        return groups;
    }

    @Test
    void gathersTheValuesOfEachSideInOrderOfArrival() {
        GroupMap map = new GroupMap(2, Spills.roomy());
        map.add(0, "k", 1);
        map.add(1, "k", 3);
        map.add(0, "k", 2);
        map.add(1, "other", 4);
        assertThat(groups(map)).containsExactlyInAnyOrder("k=[[1, 2], [3]]", "other=[[], [4]]");
    }

    @Test
    void theNullKeyIsAGroupAndComesFirst() {
        GroupMap map = new GroupMap(1, Spills.roomy());
        map.add(0, "a", 1);
        map.add(0, null, null);
        assertThat(groups(map)).containsExactly("null=[[null]]", "a=[[1]]");
    }

    @Test
    void numbersOfDifferentTypesAreDifferentKeys() {
        GroupMap map = new GroupMap(1, Spills.roomy());
        map.add(0, 1, "int");
        map.add(0, 1L, "long");
        assertThat(groups(map)).containsExactlyInAnyOrder("1=[[int]]", "1=[[long]]");
    }

    @Test
    void whatTheGroupFunctionThrowsComesOutAsItIs() {
        GroupMap map = new GroupMap(1, Spills.roomy());
        map.add(0, 1, 1);
        Iterator<Object> groups = map.groups((key, sides) -> {
            throw new IOException("user");
        });
        assertThatThrownBy(groups::next).isInstanceOf(IOException.class).hasMessage("user");
        assertThatThrownBy(groups::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void thereMustBeASide() {
        assertThatThrownBy(() -> new GroupMap(0, Spills.roomy())).hasMessage("sides must be >= 1, was 0");
    }

    @Test
    void largeAndSmallGroupsKeepTheOrderOfTheirValues() {
        GroupMap map = new GroupMap(2, Spills.roomy());
        Map<Integer, List<Long>> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int key = i % 3 == 0 ? 7 : i % 10_000;
            map.add(i % 2, key, (long) i);
            expected.computeIfAbsent(key * 2 + i % 2, absent -> new ArrayList<>())
                    .add((long) i);
        }
        Map<Integer, List<Object>> held = new HashMap<>();
        Iterator<Object> groups = map.groups((key, sides) -> {
            for (int side = 0; side < 2; side++) {
                if (!sides.get(side).isEmpty()) {
                    held.put((Integer) key * 2 + side, List.copyOf(sides.get(side)));
                }
            }
            return key;
        });
        groups.forEachRemaining(key -> {});
        assertThat(held).isEqualTo(expected);
    }
}
