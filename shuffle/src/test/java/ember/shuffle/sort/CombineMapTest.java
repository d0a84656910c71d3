// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.KeyEquality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;

class CombineMapTest {
    /** Every third key collides with others. */
    record Clumsy(int id) {
        @Override
        public int hashCode() {
            return id % 3 == 0 ? 42 : id;
        }
    }

    private static void count(CombineMap<Integer> map, Object key) {
        int hash = key == null ? 0 : key.hashCode();
        long mark = CombineMap.mark(hash, hash);
        int slot = map.find(key, mark);
        if (slot >= 0) {
            map.setValue(slot, map.value(slot) + 1);
        } else {
            map.insert(~slot, key, mark, 1);
        }
    }

    private static Map<Object, Integer> contents(CombineMap<Integer> map) {
        Map<Object, Integer> contents = new HashMap<>();
        for (int slot = map.next(-1); slot >= 0; slot = map.next(slot)) {
            assertThat(contents.put(map.key(slot), map.value(slot))).isNull();
        }
        return contents;
    }

    private static List<Object> keys(CombineMap<Integer> map) {
        List<Object> keys = new ArrayList<>();
        for (int slot = map.next(-1); slot >= 0; slot = map.next(slot)) {
            keys.add(map.key(slot));
        }
        return keys;
    }

    @Property(tries = 200)
    void holdsWhatAHashMapHolds(
            @ForAll @Size(max = 500) List<@WithNull(0.05) @IntRange(min = -200, max = 200) Integer> ids,
            @ForAll boolean nullFirst) {
        CombineMap<Integer> map = new CombineMap<>(KeyEquality.JDK, nullFirst);
        Map<Object, Integer> expected = new HashMap<>();
        for (Integer id : ids) {
            Object key = id == null ? null : new Clumsy(id);
            count(map, key);
            expected.merge(key == null ? "null" : key, 1, Integer::sum);
        }
        Map<Object, Integer> contents = contents(map);
        if (contents.containsKey(null)) {
            contents.put("null", contents.remove(null));
        }
        assertThat(contents).isEqualTo(expected);
        assertThat(map.size()).isEqualTo(expected.size());
    }

    @Property(tries = 100)
    void theNullKeyComesFirstIfAsked(@ForAll @Size(max = 300) List<Integer> ids) {
        CombineMap<Integer> map = new CombineMap<>(KeyEquality.JDK, true);
        for (Integer id : ids) {
            count(map, id);
        }
        count(map, null);
        assertThat(keys(map)).startsWith((Object) null);
    }

    /** Integers first, at some point perhaps others too; values of one class first, at some point perhaps of others too. */
    @Property(tries = 200)
    void holdsWhatAHashMapHoldsWhateverClassesComeLater(
            @ForAll @Size(max = 400) List<@IntRange(min = -100, max = 100) Integer> ids,
            @ForAll @IntRange(min = 0, max = 400) int otherKeysFrom,
            @ForAll @IntRange(min = 0, max = 400) int otherValuesFrom) {
        CombineMap<Object> map = new CombineMap<>(KeyEquality.JDK, true);
        Map<Object, Object> expected = new HashMap<>();
        Map<Integer, Object> slots = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            Object key = id == 77 ? null : i < otherKeysFrom ? (Object) id : "key " + id;
            Object value = i < otherValuesFrom ? (Object) (double) i : i % 2 == 0 ? null : "value " + i;
            int hash = key == null ? 0 : key.hashCode();
            long mark = CombineMap.mark(hash, hash);
            int slot = map.find(key, mark);
            assertThat(slot >= 0).isEqualTo(expected.containsKey(key));
            if (slot >= 0) {
                map.setValue(slot, value);
            } else {
                map.insert(~slot, key, mark, value);
            }
            expected.put(key, value);
        }
        for (int slot = map.next(-1); slot >= 0; slot = map.next(slot)) {
            Object key = map.key(slot);
            assertThat(map.hashCode(slot)).isEqualTo(key == null ? 0 : key.hashCode());
            assertThat(expected).containsEntry(key, map.value(slot));
            slots.put(slot, key);
        }
        assertThat(slots).hasSize(expected.size());
        assertThat(map.size()).isEqualTo(expected.size());
    }

    @Test
    void numbersAndTextTakeWhatTheirArraysTakeAndObjectsThatWereMadeOfNumbers() {
        CombineMap<Object> map = new CombineMap<>(KeyEquality.JDK, true);
        for (int i = 0; i < 10; i++) {
            long mark = CombineMap.mark(i, i);
            map.insert(~map.find(i, mark), i, mark, (long) i);
        }
        assertThat(map.packsKeys() && map.packsValues()).isTrue();
        assertThat(map.growthBytes("a", 1L)).isPositive();
        assertThat(map.growthBytes(10, 1L)).isZero();
        long mark = CombineMap.mark("a".hashCode(), "a".hashCode());
        map.insert(~map.find("a", mark), "a", mark, 1L);
        assertThat(map.packsKeys()).isFalse();
        assertThat(map.tableBytes()).isGreaterThanOrEqualTo(65 * 8 + 11 * (4 + 8 + 8) + 10 * 16);
    }

    @Test
    void anIntegerWhoseMarkMeansAFreeSlotIsFoundAgain() {
        CombineMap<Integer> map = new CombineMap<>(KeyEquality.JDK, true);
        long mark = CombineMap.mark(7, 7);
        map.insert(~map.find(7, mark), 7, mark, 7);
        map.insert(~map.find(0, 0), 0, 0, 1);
        assertThat(map.value(map.find(0, 0))).isEqualTo(1);
        assertThat(keys(map)).containsExactlyInAnyOrder(0, 7);
    }

    @Test
    void growsFarBeyondItsFirstSize() {
        CombineMap<Integer> map = new CombineMap<>(KeyEquality.JDK, true);
        for (int i = 0; i < 200_000; i++) {
            count(map, i % 100_000);
        }
        assertThat(map.size()).isEqualTo(100_000);
        assertThat(contents(map))
                .hasSize(100_000)
                .allSatisfy((key, count) -> assertThat(count).isEqualTo(2));
    }

    @Test
    void theGivenEqualityDecidesWhatIsOneKey() {
        KeyEquality caseless = new KeyEquality() {
            @Override
            public boolean equal(Object left, Object right) {
                return left.toString().equalsIgnoreCase(right.toString());
            }

            @Override
            public int hash(Object key) {
                return key.toString().length();
            }
        };
        CombineMap<Integer> map = new CombineMap<>(caseless, false);
        for (String key : List.of("abc", "ABC", "xyz")) {
            long mark = CombineMap.mark(caseless.hash(key), caseless.hash(key));
            int slot = map.find(key, mark);
            if (slot < 0) {
                map.insert(~slot, key, mark, 1);
            }
        }
        assertThat(keys(map)).containsExactlyInAnyOrder("abc", "xyz");
    }

    @Test
    void placesAreMurmurHashes() {
        // Murmur3 x86_32 of four bytes: published test vectors, little-endian.
        assertThat(Scatter.of(0)).isEqualTo(0x2362f9de);
        assertThat(Scatter.of(0xffffffff)).isEqualTo(0x76293b50);
        assertThat(Scatter.of(0x87654321)).isEqualTo(0xf55b516b);
    }
}
