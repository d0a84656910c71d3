// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import java.io.Serializable;

/** A helper process of the cluster manager. */
public class MiscellaneousProcessDetails implements Serializable {

    private final String hostPort;
    private final int cores;

    public MiscellaneousProcessDetails(String hostPort, int cores) {
        this.hostPort = hostPort;
        this.cores = cores;
    }

    public String hostPort() {
        return hostPort;
    }

    public int cores() {
        return cores;
    }
}
