// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import ember.model.BlockId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A block that is to be cached was not there, and was computed. */
@Name("ember.CacheMiss")
@Label("Cache Miss")
@Description("A block that is to be cached was not there, and was computed")
@Category("Ember")
@StackTrace(false)
@Threshold("0 ns")
public final class CacheMissEvent extends Event {
    final String block;

    private CacheMissEvent(String block) {
        this.block = block;
    }

    static CacheMissEvent started(BlockId block) {
        CacheMissEvent event = new CacheMissEvent(block.name());
        event.begin();
        return event;
    }

    /** The block is computed. */
    public void ended() {
        commit();
    }
}
