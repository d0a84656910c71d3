// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.RecordCursor;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How records of a partition are ordered by key: by the program's comparator, or else by hash code. */
record RecordOrder(@Nullable Comparator<Object> ordering) {

    /** A record's place, made once. Without a comparator it is the key's hash code. */
    int rank(@Nullable Object key) {
        return ordering != null || key == null ? 0 : key.hashCode();
    }

    // Null keys go to the program's comparator as they are, as in Spark.
    @SuppressWarnings("NullAway")
    int compare(RecordCursor left, int leftRank, RecordCursor right, int rightRank) {
        return ordering == null ? Integer.compare(leftRank, rightRank) : ordering.compare(left.key(), right.key());
    }
}
