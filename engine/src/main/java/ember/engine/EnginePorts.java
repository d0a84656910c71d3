// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.executor.TaskScope;
import ember.model.Failures;
import ember.model.ImmutableContainers;
import ember.model.event.AccumulableInfo;
import ember.model.event.EngineEvent;
import java.util.List;

/**
 * What a facade gives the engine.
 *
 * @param failures makes the exceptions users see
 * @param containers tells which of the facade's own classes are immutable if their parts are
 * @param taskScope surrounds tasks on their threads
 * @param accumulators merges what tasks gathered
 * @param watchers told of every event at once, on the engine's own thread: they must be quick
 * @param listeners told of every event from the start, on the listeners' own thread
 */
public record EnginePorts(
        Failures failures,
        ImmutableContainers containers,
        TaskScope taskScope,
        AccumulatorMerge accumulators,
        List<EngineEvent.Handler> watchers,
        List<EngineEvent.Handler> listeners) {
    public EnginePorts {
        watchers = List.copyOf(watchers);
        listeners = List.copyOf(listeners);
    }

    /** Merges the updates that a {@link TaskScope} gathered into the driver's accumulators. */
    public interface AccumulatorMerge {
        /**
         * Called once for each task end that counts, on the engine's thread.
         *
         * @param failed only accumulators that count failed values are in the updates
         * @return the named accumulators that changed
         */
        List<AccumulableInfo> merge(Object updates, boolean failed);

        /** For engines without accumulators. */
        AccumulatorMerge NONE = (updates, failed) -> List.of();
    }
}
