// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.KeyEquality;
import ember.shuffle.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderedCombineMapTest {
    private final OrderedCombineMap map = new OrderedCombineMap(Pair.SUM, KeyEquality.JDK);

    private List<String> ordered(int partitions, Comparator<Object> ordering) throws Exception {
        List<String> given = new ArrayList<>();
        map.forEachOrdered(Pair.hash(partitions), ordering, (p, key, value) -> given.add(p + ":" + key + "=" + value));
        return given;
    }

    private void insert(int partitions, Object... keys) throws Exception {
        for (Object key : keys) {
            map.insert(Pair.hash(partitions).getPartition(key), key, 1);
        }
    }

    @Test
    void ordersByPartitionThenByHashCode() throws Exception {
        insert(2, 7, -3, 4, 10, 4, -2);
        assertThat(ordered(2, null)).containsExactly("0:-2=1", "0:4=2", "0:10=1", "1:-3=1", "1:7=1");
    }

    @Test
    void aNullKeyIsOrderedAsHashCodeZero() throws Exception {
        insert(1, 1, null, -1, null);
        assertThat(ordered(1, null)).containsExactly("0:-1=1", "0:null=2", "0:1=1");
    }

    @Test
    void anOrderingTakesTheHashCodesPlace() throws Exception {
        insert(2, 7, -3, 4, 10, 4, -2);
        assertThat(ordered(2, (a, b) -> Integer.compare((Integer) b, (Integer) a)))
                .containsExactly("0:10=1", "0:4=2", "0:-2=1", "1:7=1", "1:-3=1");
    }

    @Test
    void theSameKeyInTwoPartitionsIsNotCombined() {
        Set<Integer> hashes = new HashSet<>();
        for (int partition = 0; partition < 10_000; partition++) {
            hashes.add(OrderedCombineMap.pairHash(partition, 12345));
        }
        assertThat(hashes).hasSize(10_000);
    }

    @Test
    void anEmptyMapGivesNothing() throws Exception {
        assertThat(ordered(3, null)).isEmpty();
    }
}
