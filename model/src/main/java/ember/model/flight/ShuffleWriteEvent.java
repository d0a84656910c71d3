// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A map task computes its partition and writes it for the readers of a shuffle. */
@Name("ember.ShuffleWrite")
@Label("Shuffle Write")
@Description("A map task computes its partition and writes it for the readers of a shuffle")
@Category("Ember")
@StackTrace(false)
@Threshold("1 ms")
public final class ShuffleWriteEvent extends Event {
    final int shuffleId;

    final int mapPartition;

    long records;

    @DataAmount
    long bytes;

    private ShuffleWriteEvent(int shuffleId, int mapPartition) {
        this.shuffleId = shuffleId;
        this.mapPartition = mapPartition;
    }

    static ShuffleWriteEvent started(int shuffleId, int mapPartition) {
        ShuffleWriteEvent event = new ShuffleWriteEvent(shuffleId, mapPartition);
        event.begin();
        return event;
    }

    /** Everything is written. */
    public void ended(long recordCount, long byteCount) {
        end();
        if (shouldCommit()) {
            records = recordCount;
            bytes = byteCount;
            commit();
        }
    }
}
