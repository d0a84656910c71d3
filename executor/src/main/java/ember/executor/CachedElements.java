// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.TaskMetric;
import java.util.Iterator;

/** Elements of a cached block, which count as input of the task; ends a killed task at its next element. */
final class CachedElements<T> implements Iterator<T> {
    private final Iterator<T> elements;
    private final RunningTask task;

    CachedElements(Iterator<T> elements, RunningTask task) {
        this.elements = elements;
        this.task = task;
    }

    @Override
    public boolean hasNext() {
        task.throwIfKilled();
        return elements.hasNext();
    }

    @Override
    public T next() {
        T element = elements.next();
        task.metrics().add(TaskMetric.INPUT_RECORDS_READ, 1);
        return element;
    }
}
