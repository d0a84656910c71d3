// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.executor;

import java.io.Serializable;

/** What a task wrote to the outside. */
public class OutputMetrics implements Serializable {

    private long bytesWritten;
    private long recordsWritten;

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
}
