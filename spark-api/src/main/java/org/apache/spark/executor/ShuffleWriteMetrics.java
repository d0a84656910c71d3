// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.executor;

import java.io.Serializable;

/** What a map task wrote for the reducers. */
public class ShuffleWriteMetrics implements Serializable {

    private long bytesWritten;
    private long recordsWritten;
    private long writeTime;

    /** Bytes written. */
    public long bytesWritten() {
        return bytesWritten;
    }

    public void incBytesWritten(long by) {
        bytesWritten += by;
    }

    /** Records written. */
    public long recordsWritten() {
        return recordsWritten;
    }

    public void incRecordsWritten(long by) {
        recordsWritten += by;
    }

    /** Nanoseconds spent in writing. */
    public long writeTime() {
        return writeTime;
    }

    public void incWriteTime(long by) {
        writeTime += by;
    }
}
