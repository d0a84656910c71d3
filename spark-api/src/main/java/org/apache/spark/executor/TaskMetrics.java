// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.executor;

import java.io.Serializable;

/**
 * What a task, or all tasks of a stage attempt together, measured.
 *
 * <p>Filled by the thread that runs the task; a stage's by the thread that handles task ends.
 */
public class TaskMetrics implements Serializable {

    private long executorDeserializeTime;
    private long executorDeserializeCpuTime;
    private long executorRunTime;
    private long executorCpuTime;
    private long resultSize;
    private long jvmGCTime;
    private long resultSerializationTime;
    private long memoryBytesSpilled;
    private long diskBytesSpilled;
    private long peakExecutionMemory;
    private long peakOnHeapExecutionMemory;
    private long peakOffHeapExecutionMemory;

    private final InputMetrics inputMetrics = new InputMetrics();
    private final OutputMetrics outputMetrics = new OutputMetrics();
    private final ShuffleReadMetrics shuffleReadMetrics = new ShuffleReadMetrics();
    private final ShuffleWriteMetrics shuffleWriteMetrics = new ShuffleWriteMetrics();

    /** Milliseconds spent in deserialising the task. */
    public long executorDeserializeTime() {
        return executorDeserializeTime;
    }

    public void setExecutorDeserializeTime(long value) {
        executorDeserializeTime = value;
    }

    /** CPU nanoseconds of that. */
    public long executorDeserializeCpuTime() {
        return executorDeserializeCpuTime;
    }

    public void setExecutorDeserializeCpuTime(long value) {
        executorDeserializeCpuTime = value;
    }

    /** Milliseconds the task ran, times the cores it held. */
    public long executorRunTime() {
        return executorRunTime;
    }

    public void setExecutorRunTime(long value) {
        executorRunTime = value;
    }

    /** CPU nanoseconds of that. */
    public long executorCpuTime() {
        return executorCpuTime;
    }

    public void setExecutorCpuTime(long value) {
        executorCpuTime = value;
    }

    /** Bytes of the serialised result. */
    public long resultSize() {
        return resultSize;
    }

    public void setResultSize(long value) {
        resultSize = value;
    }

    /** Milliseconds of garbage collection in the JVM while the task ran. */
    public long jvmGCTime() {
        return jvmGCTime;
    }

    public void setJvmGCTime(long value) {
        jvmGCTime = value;
    }

    /** Milliseconds spent in serialising the result. */
    public long resultSerializationTime() {
        return resultSerializationTime;
    }

    public void setResultSerializationTime(long value) {
        resultSerializationTime = value;
    }

    /** Bytes in memory of what was spilled. */
    public long memoryBytesSpilled() {
        return memoryBytesSpilled;
    }

    public void incMemoryBytesSpilled(long by) {
        memoryBytesSpilled += by;
    }

    /** Bytes on disk of what was spilled. */
    public long diskBytesSpilled() {
        return diskBytesSpilled;
    }

    public void incDiskBytesSpilled(long by) {
        diskBytesSpilled += by;
    }

    /** Most bytes held at once for shuffles, aggregations and sorts, summed over them. */
    public long peakExecutionMemory() {
        return peakExecutionMemory;
    }

    public void setPeakExecutionMemory(long value) {
        peakExecutionMemory = value;
    }

    /** Most execution memory held on the heap at once, in bytes. */
    public long peakOnHeapExecutionMemory() {
        return peakOnHeapExecutionMemory;
    }

    public void setPeakOnHeapExecutionMemory(long value) {
        peakOnHeapExecutionMemory = value;
    }

    /** Most execution memory held off the heap at once, in bytes. */
    public long peakOffHeapExecutionMemory() {
        return peakOffHeapExecutionMemory;
    }

    public void setPeakOffHeapExecutionMemory(long value) {
        peakOffHeapExecutionMemory = value;
    }

    public InputMetrics inputMetrics() {
        return inputMetrics;
    }

    public OutputMetrics outputMetrics() {
        return outputMetrics;
    }

    public ShuffleReadMetrics shuffleReadMetrics() {
        return shuffleReadMetrics;
    }

    public ShuffleWriteMetrics shuffleWriteMetrics() {
        return shuffleWriteMetrics;
    }
}
