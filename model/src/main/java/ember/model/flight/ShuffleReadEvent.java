// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A task fetches its input of a shuffle. */
@Name("ember.ShuffleRead")
@Label("Shuffle Read")
@Description("A task fetches its input of a shuffle, reduce partitions [from, until)")
@Category("Ember")
@StackTrace(false)
@Threshold("1 ms")
public final class ShuffleReadEvent extends Event {
    final int shuffleId;

    final int fromPartition;

    final int untilPartition;

    int blocks;

    private ShuffleReadEvent(int shuffleId, int fromPartition, int untilPartition) {
        this.shuffleId = shuffleId;
        this.fromPartition = fromPartition;
        this.untilPartition = untilPartition;
    }

    static ShuffleReadEvent started(int shuffleId, int from, int until) {
        ShuffleReadEvent event = new ShuffleReadEvent(shuffleId, from, until);
        event.begin();
        return event;
    }

    /** All blocks are found. */
    public void ended(int blockCount) {
        end();
        if (shouldCommit()) {
            blocks = blockCount;
            commit();
        }
    }
}
