// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.flight.StageSampler;
import ember.observe.status.ApplicationStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The applications that can be asked about: one that runs, or those whose logs are somewhere. */
public interface Applications {
    /**
     * An application.
     *
     * @param attempts the newest first
     */
    record Entry(String id, String name, List<Attempt> attempts) {}

    /**
     * One run of an application.
     *
     * @param attemptId null: it has only one
     * @param endMillis -1: it runs, or nothing says that it ended
     * @param log where it was read from; null: it runs here
     */
    record Attempt(
            @Nullable String attemptId,
            long startMillis,
            long endMillis,
            long lastUpdatedMillis,
            long durationMillis,
            String user,
            boolean completed,
            String sparkVersion,
            @Nullable Path log) {}

    /** All that there are; of logs, that which ended last is the first. */
    List<Entry> list();

    /**
     * Everything about one.
     *
     * @param attemptId null: the newest, or the only one
     * @return null: there is none
     * @throws IOException if its log cannot be read
     */
    @Nullable
    ApplicationStore open(String id, @Nullable String attemptId) throws IOException;

    /**
     * What is missing of an application because it could not be read; empty: nothing is.
     *
     * @throws IOException if its log cannot be read at all
     */
    List<String> problems(String id, @Nullable String attemptId) throws IOException;

    /** What samples the tasks of one; null: it does not run here. */
    default @Nullable StageSampler sampler(String id) {
        return null;
    }

    /** Whether it runs in this JVM, so that its threads can be asked for. */
    boolean isLive();
}
