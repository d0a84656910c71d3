// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

/** Walks over records in memory and lets go of each with the next step, unless it is told to keep them. */
interface InMemoryCursor extends PartitionedCursor {
    /** From now on it keeps what it hands out: all of it is let go of at once, when it has been written. */
    void keepAll();
}
