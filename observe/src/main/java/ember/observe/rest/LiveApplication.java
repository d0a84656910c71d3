// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.flight.StageSampler;
import ember.observe.status.ApplicationStore;
import ember.observe.status.ApplicationView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one application of a context. */
public final class LiveApplication implements Applications {
    private final ApplicationStore store;
    private final String sparkVersion;
    private final @Nullable StageSampler sampler;

    public LiveApplication(ApplicationStore store, String sparkVersion) {
        this(store, sparkVersion, null);
    }

    /** @param sampler null: its tasks are never sampled */
    public LiveApplication(ApplicationStore store, String sparkVersion, @Nullable StageSampler sampler) {
        this.store = store;
        this.sparkVersion = sparkVersion;
        this.sampler = sampler;
    }

    @Override
    public List<Entry> list() {
        ApplicationView app = store.application();
        long now = System.currentTimeMillis();
        Attempt attempt = new Attempt(
                null,
                app.startMillis(),
                app.endMillis(),
                app.startMillis(),
                (app.hasEnded() ? app.endMillis() : now) - app.startMillis(),
                app.user(),
                app.hasEnded(),
                sparkVersion,
                null);
        return List.of(new Entry(app.id(), app.name(), List.of(attempt)));
    }

    @Override
    public @Nullable ApplicationStore open(String id, @Nullable String attemptId) {
        return id.equals(store.application().id()) && attemptId == null ? store : null;
    }

    /** Of its own events a context loses none. */
    @Override
    public List<String> problems(String id, @Nullable String attemptId) {
        return List.of();
    }

    @Override
    public @Nullable StageSampler sampler(String id) {
        return id.equals(store.application().id()) ? sampler : null;
    }

    @Override
    public boolean isLive() {
        return true;
    }
}
