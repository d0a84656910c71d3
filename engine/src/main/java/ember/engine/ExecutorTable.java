// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.executor.Executor;
import ember.executor.Peers;
import ember.model.MapOutput;
import ember.shuffle.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The executors that are alive, by id. */
final class ExecutorTable implements Peers {
    private final Map<String, Executor> alive = new ConcurrentHashMap<>();

    void add(Executor executor) {
        alive.put(executor.id(), executor);
    }

    @Nullable
    Executor remove(String id) {
        return alive.remove(id);
    }

    @Nullable
    Executor get(String id) {
        return alive.get(id);
    }

    List<Executor> all() {
        return new ArrayList<>(alive.values());
    }

    @Override
    public @Nullable Segment segment(MapOutput output, int reducePartition) {
        Executor executor = alive.get(output.executor());
        return executor == null ? null : executor.segment(output, reducePartition);
    }
}
