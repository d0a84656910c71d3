// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.Aggregator;
import ember.model.KeyEquality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the combiners of equal keys that come from several runs. Records of the same place are taken together, as keys of one hash code
 * may come in any order, and told apart by equality.
 */
final class MergedCombiners implements PartitionedCursor {
    private final OrderedMerge records;
    private final Aggregator aggregator;
    private final KeyEquality equality;
    private final List<@Nullable Object> keys = new ArrayList<>(1);
    private final List<@Nullable Object> combiners = new ArrayList<>(1);
    private int next;
    private int partition;
    private boolean ahead;
    private boolean started;

    MergedCombiners(OrderedMerge records, Aggregator aggregator, KeyEquality equality) {
        this.records = records;
        this.aggregator = aggregator;
        this.equality = equality;
    }

    @Override
    public boolean advance() throws Exception {
        if (!started) {
            started = true;
            ahead = records.advance();
        }
        next++;
        if (next < keys.size()) {
            return true;
        }
        next = 0;
        keys.clear();
        combiners.clear();
        if (!ahead) {
            return false;
        }
        partition = records.partition();
        Object place = records.key();
        int rank = records.rank();
        do {
            join(records.key(), records.value());
            ahead = records.advance();
        } while (ahead && records.isAt(partition, place, rank));
        return true;
    }

    private void join(@Nullable Object key, @Nullable Object combiner) throws Exception {
        for (int i = 0; i < keys.size(); i++) {
            if (equality.equal(keys.get(i), key)) {
                combiners.set(i, aggregator.join(combiners.get(i), combiner));
                return;
            }
        }
        keys.add(key);
        combiners.add(combiner);
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public @Nullable Object key() {
        return keys.get(next);
    }

    @Override
    public @Nullable Object value() {
        return combiners.get(next);
    }
}
