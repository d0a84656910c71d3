// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.rdd.Elements;
import ember.rdd.Jobs;
import ember.rdd.Rdd;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads an RDD partition by partition, each computed by a job when it is reached. Holds one partition at a time. */
final class LocalIterator<T> implements Iterator<T> {
    private final Rdd<T> rdd;
    private final int partitions;
    private int reached;
    private Iterator<T> current = Collections.emptyIterator();

    LocalIterator(Rdd<T> rdd) {
        this.rdd = rdd;
        this.partitions = rdd.numPartitions();
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && reached < partitions) {
            current =
                    Elements.<T>concat(Jobs.collect(rdd, new int[] {reached++})).iterator();
        }
        return current.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}
