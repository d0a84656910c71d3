// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Objects;
import scala.Option;

/** Who holds blocks: an executor, or the driver, and where it is reached. Immutable but for deserialisation. */
public class BlockManagerId implements Externalizable {

    private static final String DRIVER = "driver";

    private String executorId;
    private String host;
    private int port;
    private Option<String> topologyInfo = Option.empty();

    /** For deserialisation. */
    public BlockManagerId() {}

    private BlockManagerId(String executorId, String host, int port, Option<String> topologyInfo) {
        this.executorId = executorId;
        this.host = host;
        this.port = port;
        this.topologyInfo = topologyInfo;
    }

    /**
     * A holder of blocks.
     *
     * @param port 0 if it listens nowhere, as in one JVM
     * @param topologyInfo where the host stands, such as its rack, if that is known
     */
    public static BlockManagerId apply(String executorId, String host, int port, Option<String> topologyInfo) {
        return new BlockManagerId(executorId, host, port, topologyInfo);
    }

    public String executorId() {
        return executorId;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** Host and port with a colon between. */
    public String hostPort() {
        return host + ":" + port;
    }

    /** Where the host stands, such as its rack, if that is known. */
    public Option<String> topologyInfo() {
        return topologyInfo;
    }

    public boolean isDriver() {
        return executorId.equals(DRIVER);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeUTF(executorId);
        out.writeUTF(host);
        out.writeInt(port);
        out.writeBoolean(topologyInfo.isDefined());
        if (topologyInfo.isDefined()) {
            out.writeUTF(topologyInfo.get());
        }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        executorId = in.readUTF();
        host = in.readUTF();
        port = in.readInt();
        topologyInfo = in.readBoolean() ? Option.apply(in.readUTF()) : Option.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockManagerId that
                && executorId.equals(that.executorId)
                && host.equals(that.host)
                && port == that.port
                && topologyInfo.equals(that.topologyInfo);
    }

    @Override
    public int hashCode() {
        return Objects.hash(executorId, host, port, topologyInfo);
    }

    @Override
    public String toString() {
        return "BlockManagerId(" + executorId + ", " + host + ", " + port + ", " + topologyInfo + ")";
    }
}
