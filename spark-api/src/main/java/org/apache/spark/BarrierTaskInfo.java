// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** What a barrier task is told of each task of its stage. */
public class BarrierTaskInfo {
    private final String address;

    /** @param address {@code host:port} of the executor that the task runs on */
    public BarrierTaskInfo(String address) {
        this.address = address;
    }

    /** {@code host:port} of the executor that the task runs on; the port is 0, for none is open. */
    public String address() {
        return address;
    }
}
