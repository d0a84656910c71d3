// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import org.apache.spark.util.CaseClass;
import scala.Option;

/** Names a block of data; the name says what kind it is. */
public abstract class BlockId extends CaseClass {

    public BlockId() {}

    /** The id of that name, such as {@code rdd_1_2}; for a name that no block has an undeclared {@link UnrecognizedBlockId}. */
    public static BlockId apply(String name) {
        return BlockNames.parse(name);
    }

    /** Unique among the blocks of the application. */
    public abstract String name();

    /** This, if it is a partition of an RDD. */
    public Option<RDDBlockId> asRDDId() {
        return this instanceof RDDBlockId id ? Option.apply(id) : Option.empty();
    }

    public boolean isRDD() {
        return this instanceof RDDBlockId;
    }

    public boolean isShuffle() {
        return this instanceof ShuffleBlockId;
    }

    /** Whether it is a part of merged shuffle output, which Ember does not have. */
    public boolean isShuffleChunk() {
        return false;
    }

    public boolean isBroadcast() {
        return this instanceof BroadcastBlockId;
    }

    @Override
    public String toString() {
        return name();
    }
}
