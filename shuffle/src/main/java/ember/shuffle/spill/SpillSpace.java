// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.spill;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.flight.Flight;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.TaskMemory;
import ember.storage.serialize.Serialization;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The memory of one task, and the files to which its structures move what memory has no room for. Files are deleted when the task
 * ends, but for those that hold values which have left the task ({@link SpillFile#keep}). Safe for use by the task's threads.
 */
public final class SpillSpace implements AutoCloseable {
    private final TaskMemory memory;
    private final boolean logsInfo;
    private final TempDirectory directory;
    private final Serialization data;
    private final FrameFormat format;
    private final TaskMetrics.Builder metrics;
    private final List<SpillFile> files = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    private boolean closed;
    private volatile boolean valuesLeave;

    public SpillSpace(
            TaskMemory memory,
            TempDirectory directory,
            Serialization data,
            FrameFormat format,
            TaskMetrics.Builder metrics,
            boolean logsInfo) {
        this.logsInfo = logsInfo;
        this.memory = memory;
        this.directory = directory;
        this.data = data;
        this.format = format;
        this.metrics = metrics;
    }

    public TaskMemory memory() {
        return memory;
    }

    /** Whether what is not a warning is logged; finding out from a logger would load a logging backend. */
    public boolean logsInfo() {
        return logsInfo;
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
        return new SpillWriter(reserveFile(purpose), data, format);
    }

    /**
     * The place of a new file, which the caller makes.
     *
     * @param purpose part of its name
     * @throws IOException if the disk refuses
     */
    public SpillFile reserveFile(String purpose) throws IOException {
        SpillFile file = new SpillFile(directory.newFile(purpose));
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the task has ended");
            }
            files.add(file);
        }
        return file;
    }

    /** The file is not the task's any more: who takes it over deletes it. */
    public synchronized void release(SpillFile file) {
        files.remove(file);
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
        Flight.spilled(memoryBytes, diskBytes);
    }

    /** From now on values that are handed out may be read after the task's end, as those of a cached partition are. */
    public void letValuesLeave() {
        valuesLeave = true;
    }

    /** Whether files of values that are handed out must be {@linkplain SpillFile#keep kept}. */
    public boolean valuesLeave() {
        return valuesLeave;
    }

    /** Has something closed at the task's end, before its files are deleted. */
    public synchronized void closeAtEnd(Closeable reader) {
        open.add(reader);
    }

    @Override
    public void close() {
        List<Closeable> readers;
        synchronized (this) {
            closed = true;
            readers = List.copyOf(open);
            open.clear();
        }
        // Not under the lock: a reader has one of its own, under which it may make files.
        for (Closeable reader : readers) {
            try {
                reader.close();
            } catch (IOException e) {
                LoggerFactory.getLogger(SpillSpace.class).warn("Could not close a file of a task", e);
            }
        }
        synchronized (this) {
            files.forEach(SpillFile::taskEnded);
            files.clear();
        }
    }
}
