// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import ember.engine.EmberContext;
import java.nio.file.Path;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Adds up what tasks spilled, and lets faults happen. */
final class TaskCounts extends SparkListener {
    private final Setting setting;
    private final EmberContext engine;
    private final Path directory;
    private int ended;
    private volatile long spilledBytes;

    TaskCounts(Setting setting, EmberContext engine, Path directory) {
        this.setting = setting;
        this.engine = engine;
        this.directory = directory;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the listeners' thread writes.
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskMetrics() != null) {
            spilledBytes += end.taskMetrics().memoryBytesSpilled();
        }
        ended++;
        for (Fault fault : setting.faults()) {
            if (fault.afterTasks() == ended) {
                fault.happen(engine, setting, directory);
            }
        }
    }

    long spilledBytes() {
        return spilledBytes;
    }
}
