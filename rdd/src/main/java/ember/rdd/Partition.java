// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

/** One slice of an RDD: the unit of one task. Kinds of RDD that need more than the index have a record of their own. */
public interface Partition {
    /** Position in the RDD's list of partitions. */
    int index();

    /** A partition that is nothing but its index. */
    record Indexed(int index) implements Partition {}
}
