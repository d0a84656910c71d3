// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.RecordCursor;

/** Walks over records by ascending partition. */
public interface PartitionedCursor extends RecordCursor {
    /** The current record's partition; 0 if there is only one. */
    int partition();
}
