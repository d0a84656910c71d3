// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.spill;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.TaskMemory;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of one task, and the files to which its structures move what memory has no room for. Files are deleted when the task
 * ends, but for those that hold values which have left the task ({@link SpillFile#keep}). Safe for use by the task's threads.
 */
public final class SpillSpace implements AutoCloseable {
    private final TaskMemory memory;
    private final TempDirectory directory;
    private final Serialization data;
    private final FrameFormat format;
    private final TaskMetrics.Builder metrics;
    private final List<SpillFile> files = new ArrayList<>();
    private boolean closed;

    public SpillSpace(
            TaskMemory memory,
            TempDirectory directory,
            Serialization data,
            FrameFormat format,
            TaskMetrics.Builder metrics) {
        this.memory = memory;
        this.directory = directory;
        this.data = data;
        this.format = format;
        this.metrics = metrics;
    }

    public TaskMemory memory() {
        return memory;
    }

    /** How records become bytes. */
    public Serialization data() {
        return data;
    }

    /** How files are written; its frames' size bounds what a reader or writer of a file takes in memory. */
    public FrameFormat format() {
        return format;
    }

    /**
     * Begins a new file.
     *
     * @param purpose part of its name
     * @throws IOException if the disk refuses, with what can be done about it
     */
    public SpillWriter newFile(String purpose) throws IOException {
        SpillFile file = new SpillFile(directory.newFile(purpose));
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the task has ended");
            }
            files.add(file);
        }
        return new SpillWriter(file, data, format);
    }

    /**
     * Notes what a structure has moved to disk.
     *
     * @param memoryBytes what it took in memory
     * @param diskBytes what it takes in a file
     */
    public synchronized void spilled(long memoryBytes, long diskBytes) {
        metrics.add(TaskMetric.MEMORY_BYTES_SPILLED, memoryBytes);
        metrics.add(TaskMetric.DISK_BYTES_SPILLED, diskBytes);
    }

    @Override
    public synchronized void close() {
        closed = true;
        files.forEach(SpillFile::taskEnded);
        files.clear();
    }
}
