// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.executor;

import java.io.Serializable;

/** What a reduce task read. The counters of merged blocks are of push-based shuffle, which Ember does not have: they stay 0. */
public class ShuffleReadMetrics implements Serializable {

    private long remoteBlocksFetched;
    private long localBlocksFetched;
    private long remoteBytesRead;
    private long remoteBytesReadToDisk;
    private long localBytesRead;
    private long fetchWaitTime;
    private long recordsRead;
    private long remoteReqsDuration;

    /** Blocks fetched from other executors. */
    public long remoteBlocksFetched() {
        return remoteBlocksFetched;
    }

    public void incRemoteBlocksFetched(long by) {
        remoteBlocksFetched += by;
    }

    /** Blocks read on this executor. */
    public long localBlocksFetched() {
        return localBlocksFetched;
    }

    public void incLocalBlocksFetched(long by) {
        localBlocksFetched += by;
    }

    /** Bytes fetched from other executors. */
    public long remoteBytesRead() {
        return remoteBytesRead;
    }

    public void incRemoteBytesRead(long by) {
        remoteBytesRead += by;
    }

    /** Of those, bytes that went to disk first. */
    public long remoteBytesReadToDisk() {
        return remoteBytesReadToDisk;
    }

    public void incRemoteBytesReadToDisk(long by) {
        remoteBytesReadToDisk += by;
    }

    /** Bytes read on this executor. */
    public long localBytesRead() {
        return localBytesRead;
    }

    public void incLocalBytesRead(long by) {
        localBytesRead += by;
    }

    /** Milliseconds the task waited for blocks. */
    public long fetchWaitTime() {
        return fetchWaitTime;
    }

    public void incFetchWaitTime(long by) {
        fetchWaitTime += by;
    }

    /** Records read. */
    public long recordsRead() {
        return recordsRead;
    }

    public void incRecordsRead(long by) {
        recordsRead += by;
    }

    /** Milliseconds that requests to other executors took. */
    public long remoteReqsDuration() {
        return remoteReqsDuration;
    }

    public void incRemoteReqsDuration(long by) {
        remoteReqsDuration += by;
    }

    /** Bytes read, from wherever. */
    public long totalBytesRead() {
        return remoteBytesRead + localBytesRead;
    }

    /** Blocks read, from wherever. */
    public long totalBlocksFetched() {
        return remoteBlocksFetched + localBlocksFetched;
    }

    public long corruptMergedBlockChunks() {
        return 0;
    }

    public long mergedFetchFallbackCount() {
        return 0;
    }

    public long remoteMergedBlocksFetched() {
        return 0;
    }

    public long localMergedBlocksFetched() {
        return 0;
    }

    public long remoteMergedChunksFetched() {
        return 0;
    }

    public long localMergedChunksFetched() {
        return 0;
    }

    public long remoteMergedBytesRead() {
        return 0;
    }

    public long localMergedBytesRead() {
        return 0;
    }

    public long remoteMergedReqsDuration() {
        return 0;
    }
}
