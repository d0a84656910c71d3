// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/** What is measured of a task; each is a sum when added over tasks. Times are milliseconds unless the name says nanos. */
public enum TaskMetric {
    EXECUTOR_DESERIALIZE_TIME("executorDeserializeTime"),
    EXECUTOR_DESERIALIZE_CPU_NANOS("executorDeserializeCpuTime"),
    EXECUTOR_RUN_TIME("executorRunTime"),
    EXECUTOR_CPU_NANOS("executorCpuTime"),
    RESULT_SIZE("resultSize"),
    JVM_GC_TIME("jvmGCTime"),
    RESULT_SERIALIZATION_TIME("resultSerializationTime"),
    MEMORY_BYTES_SPILLED("memoryBytesSpilled"),
    DISK_BYTES_SPILLED("diskBytesSpilled"),
    PEAK_EXECUTION_MEMORY("peakExecutionMemory"),
    PEAK_ON_HEAP_EXECUTION_MEMORY("peakOnHeapExecutionMemory"),
    PEAK_OFF_HEAP_EXECUTION_MEMORY("peakOffHeapExecutionMemory"),
    REMOTE_BLOCKS_FETCHED("shuffle.read.remoteBlocksFetched"),
    LOCAL_BLOCKS_FETCHED("shuffle.read.localBlocksFetched"),
    REMOTE_BYTES_READ("shuffle.read.remoteBytesRead"),
    REMOTE_BYTES_READ_TO_DISK("shuffle.read.remoteBytesReadToDisk"),
    LOCAL_BYTES_READ("shuffle.read.localBytesRead"),
    FETCH_WAIT_TIME("shuffle.read.fetchWaitTime"),
    SHUFFLE_RECORDS_READ("shuffle.read.recordsRead"),
    REMOTE_REQUESTS_DURATION("shuffle.read.remoteReqsDuration"),
    SHUFFLE_BYTES_WRITTEN("shuffle.write.bytesWritten"),
    SHUFFLE_RECORDS_WRITTEN("shuffle.write.recordsWritten"),
    SHUFFLE_WRITE_NANOS("shuffle.write.writeTime"),
    /** Bytes that records were turned into by the shuffle write. Ember's own: not in Spark's event log, nor seen by its listeners. */
    SHUFFLE_BYTES_SERIALIZED("shuffle.write.bytesSerialized"),
    INPUT_BYTES_READ("input.bytesRead"),
    INPUT_RECORDS_READ("input.recordsRead"),
    OUTPUT_BYTES_WRITTEN("output.bytesWritten"),
    OUTPUT_RECORDS_WRITTEN("output.recordsWritten"),
    /**
     * Bytes of functions, and of what they captured, that the task made its own copies of; 0: it shares them. Ember's own: not seen by
     * Spark's listeners.
     */
    CLOSURE_BYTES("closureBytes");

    private final String key;

    TaskMetric(String key) {
        this.key = key;
    }

    /** Spark's name of the metric without its prefix {@code internal.metrics.}. */
    public String key() {
        return key;
    }
}
