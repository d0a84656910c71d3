// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.TaskMetric;
import java.util.Iterator;

/** Elements of a cached block, which count as input of the task. */
final class CachedElements<T> extends KillableIterator<T> {
    CachedElements(Iterator<T> elements, RunningTask task) {
        super(elements, task);
    }

    @Override
    TaskMetric counted() {
        return TaskMetric.INPUT_RECORDS_READ;
    }

    @Override
    public T next() {
        T element = super.next();
        task.metrics().add(counted(), 1);
        return element;
    }
}
