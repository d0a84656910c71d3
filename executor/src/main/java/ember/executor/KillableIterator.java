// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.TaskMetric;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Ends a killed task at its next element; refuses {@code remove}. */
class KillableIterator<T> implements Iterator<T> {
    private final Iterator<T> elements;
    final RunningTask task;

    KillableIterator(Iterator<T> elements, RunningTask task) {
        this.elements = elements;
        this.task = task;
    }

    /** The elements as they are, for who sees to the rest himself. */
    Iterator<T> elements() {
        return elements;
    }

    /** What an element adds to; null: nothing. */
    @Nullable
    TaskMetric counted() {
        return null;
    }

    @Override
    public boolean hasNext() {
        task.throwIfKilled();
        return elements.hasNext();
    }

    @Override
    public T next() {
        return elements.next();
    }
}
