// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.executor;

import java.io.Serializable;

/** What a task read from outside: files, cached blocks. */
public class InputMetrics implements Serializable {

    private long bytesRead;
    private long recordsRead;

    /** Bytes read. */
    public long bytesRead() {
        return bytesRead;
    }

    public void incBytesRead(long by) {
        bytesRead += by;
    }

    /** Records read. */
    public long recordsRead() {
        return recordsRead;
    }

    public void incRecordsRead(long by) {
        recordsRead += by;
    }
}
