// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import ember.model.BlockId;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A cached block has left memory, to make room. */
@Name("ember.CacheEvict")
@Label("Cache Evict")
@Description("A cached block has left memory, to make room")
@Category("Ember")
@StackTrace(false)
@Threshold("0 ns")
public final class CacheEvictEvent extends Event {
    final String block;

    @DataAmount
    final long memoryBytes;

    final boolean toDisk;

    private CacheEvictEvent(String block, long memoryBytes, boolean toDisk) {
        this.block = block;
        this.memoryBytes = memoryBytes;
        this.toDisk = toDisk;
    }

    static CacheEvictEvent started(BlockId block, long memoryBytes, boolean toDisk) {
        CacheEvictEvent event = new CacheEvictEvent(block.name(), memoryBytes, toDisk);
        event.begin();
        return event;
    }

    /** It is gone. */
    public void ended() {
        commit();
    }
}
