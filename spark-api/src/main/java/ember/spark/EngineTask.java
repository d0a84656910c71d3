// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.Failures;
import ember.rdd.Elements;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;

/** What a task context of Spark's stands for. */
public interface EngineTask {
    /** The engine's own context of the same task. */
    TaskContext engineTask();

    /** The elements of a partition: read by a running task, or by a job if {@code context} is none of the engine's. */
    static <T> Iterator<T> read(Rdd<T> rdd, int partition, Object context) {
        if (context instanceof EngineTask task && !task.engineTask().isCompleted()) {
            try {
                return task.engineTask().read(rdd, partition);
            } catch (Exception e) {
                throw Failures.<RuntimeException>sneaky(e);
            }
        }
        Elements[] read = new Elements[1];
        rdd.runner()
                .runJob(
                        rdd,
                        (task, elements) -> Elements.of(elements),
                        new int[] {partition},
                        (position, elements) -> read[position] = elements);
        return Elements.<T>concat(read).iterator();
    }
}
