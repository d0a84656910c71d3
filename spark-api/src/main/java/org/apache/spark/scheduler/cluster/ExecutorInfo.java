// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler.cluster;

import java.util.Objects;
import scala.Option;

/** What an executor is and has. */
public class ExecutorInfo {

    private final String executorHost;
    private final int totalCores;
    private final int resourceProfileId;
    private final Option<Object> registrationTime;
    private final Option<Object> requestTime;

    /**
     * An executor.
     *
     * @param registrationTime when it registered, a Long of milliseconds since the epoch
     * @param requestTime when it was asked for, likewise
     */
    public ExecutorInfo(
            String executorHost,
            int totalCores,
            int resourceProfileId,
            Option<Object> registrationTime,
            Option<Object> requestTime) {
        this.executorHost = executorHost;
        this.totalCores = totalCores;
        this.resourceProfileId = resourceProfileId;
        this.registrationTime = registrationTime;
        this.requestTime = requestTime;
    }

    public String executorHost() {
        return executorHost;
    }

    public int totalCores() {
        return totalCores;
    }

    public int resourceProfileId() {
        return resourceProfileId;
    }

    /** When it registered, a Long of milliseconds since the epoch. */
    public Option<Object> registrationTime() {
        return registrationTime;
    }

    /** When it was asked for, a Long of milliseconds since the epoch. */
    public Option<Object> requestTime() {
        return requestTime;
    }

    /** Whether {@code other} is of a kind that may equal this. */
    public boolean canEqual(Object other) {
        return other instanceof ExecutorInfo;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecutorInfo that
                && that.canEqual(this)
                && executorHost.equals(that.executorHost)
                && totalCores == that.totalCores
                && resourceProfileId == that.resourceProfileId
                && registrationTime.equals(that.registrationTime)
                && requestTime.equals(that.requestTime);
    }

    @Override
    public int hashCode() {
        return Objects.hash(executorHost, totalCores, resourceProfileId, registrationTime, requestTime);
    }
}
