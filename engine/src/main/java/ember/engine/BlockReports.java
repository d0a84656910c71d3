// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.BlockId;
import ember.scheduler.event.SchedulerEvent;
import ember.storage.BlockListener;
import ember.storage.BlockStatus;
import java.util.function.Consumer;

/** Changes of an executor's cached partitions become facts for the scheduler. */
record BlockReports(String executor, Consumer<SchedulerEvent> post) implements BlockListener {
    @Override
    public void changed(BlockId id, BlockStatus status) {
        if (id instanceof BlockId.RddBlock block) {
            post.accept(new SchedulerEvent.BlockChanged(
                    executor,
                    block.rddId(),
                    block.partition(),
                    status.level(),
                    status.memoryBytes(),
                    status.diskBytes()));
        }
    }
}
