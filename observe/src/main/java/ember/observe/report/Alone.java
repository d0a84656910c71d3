// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.report;

import ember.observe.flight.StageSampler;
import ember.observe.rest.Applications;
import ember.observe.status.ApplicationStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt of one application, which may run on: what is asked for is as it is now. */
record Alone(
        Entry entry,
        ApplicationStore store,
        List<String> unreadable,
        @Nullable StageSampler sampler) implements Applications {
    @Override
    public List<Entry> list() {
        return List.of(entry);
    }

    @Override
    public ApplicationStore open(String id, @Nullable String attemptId) {
        return store;
    }

    @Override
    public @Nullable StageSampler sampler(String id) {
        return sampler;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public List<String> problems(String id, @Nullable String attemptId) {
        return unreadable;
    }
}
