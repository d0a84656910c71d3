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
        assertThat(CombineMap.scatter(0)).isEqualTo(0x2362f9de);
        assertThat(CombineMap.scatter(0xffffffff)).isEqualTo(0x76293b50);
        assertThat(CombineMap.scatter(0x87654321)).isEqualTo(0xf55b516b);
    }
}
