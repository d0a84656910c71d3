// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A structure of a task has moved to disk, for memory was short. */
@Name("ember.Spill")
@Label("Spill")
@Description("A structure of a task has moved to disk, for memory was short")
@Category("Ember")
@StackTrace(true)
public final class SpillEvent extends Event {
    @DataAmount
    final long memoryBytes;

    @DataAmount
    final long diskBytes;

    private SpillEvent(long memoryBytes, long diskBytes) {
        this.memoryBytes = memoryBytes;
        this.diskBytes = diskBytes;
    }

    static void tell(long memoryBytes, long diskBytes) {
        SpillEvent event = new SpillEvent(memoryBytes, diskBytes);
        if (event.shouldCommit()) {
            event.commit();
        }
    }
}
