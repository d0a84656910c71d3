// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.Aggregator;
import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.shuffle.sort.CombineMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** What a shuffle's reduce side does to records, for records that are in the right partition already. */
final class RecordsInPlace {
    private RecordsInPlace() {}

    /** Combines the values of each key; keys are the same if {@link Object#equals} says so. */
    static <P> Iterator<P> combine(Iterator<P> records, Pairing<P> pairing, Aggregator aggregator) throws Exception {
        CombineMap<Object> map = new CombineMap<>(KeyEquality.JDK, true);
        while (records.hasNext()) {
            P record = records.next();
            Object key = pairing.key(record);
            int hash = key == null ? 0 : key.hashCode();
            int slot = map.find(key, hash);
            if (slot >= 0) {
                map.setValue(slot, aggregator.add(map.value(slot), pairing.value(record)));
            } else {
                map.insert(~slot, key, hash, aggregator.create(pairing.value(record)));
            }
        }
        List<P> combined = new ArrayList<>(map.size());
        for (int slot = map.next(-1); slot >= 0; slot = map.next(slot)) {
            combined.add(pairing.of(map.key(slot), map.value(slot)));
        }
        return combined.iterator();
    }

    /** Orders records by key; those with equal keys keep their order. */
    @SuppressWarnings("NullAway") // Null keys go to the user's comparator as they are, as in Spark.
    static <P> Iterator<P> sort(Iterator<P> records, Pairing<P> pairing, Comparator<Object> keyOrdering) {
        List<P> sorted = new ArrayList<>();
        while (records.hasNext()) {
            sorted.add(records.next());
        }
        sorted.sort((left, right) -> keyOrdering.compare(pairing.key(left), pairing.key(right)));
        return sorted.iterator();
    }
}
