// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import ember.model.BlockId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A cached block was found. */
@Name("ember.CacheHit")
@Label("Cache Hit")
@Description("A cached block was found")
@Category("Ember")
@StackTrace(false)
public final class CacheHitEvent extends Event {
    final String block;

    private CacheHitEvent(String block) {
        this.block = block;
    }

    static void tell(BlockId block) {
        CacheHitEvent event = new CacheHitEvent(block.name());
        if (event.shouldCommit()) {
            event.commit();
        }
    }
}
