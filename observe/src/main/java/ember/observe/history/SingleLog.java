// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.history;

import ember.observe.eventlog.EventLogHeader;
import ember.observe.eventlog.EventLogReader;
import ember.observe.rest.Applications;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The application of one event log, Ember's or Spark's, as it was when this was made. */
public final class SingleLog implements Applications {
    private final Entry entry;
    private final ApplicationStore store;
    private final List<String> unreadable;

    /**
     * Reads it.
     *
     * @param log a file, or a directory of files as Spark rolls them
     * @throws IOException if it is no event log, or cannot be read; the message says why
     */
    public SingleLog(Path log) throws IOException {
        if (!Files.exists(log)) {
            throw new NoSuchFileException(log.toString(), null, "there is no such event log");
        }
        EventLogHeader header = EventLogHeader.read(log);
        entry = new Entry(
                header.applicationId(),
                header.name(),
                List.of(LogDirectory.attempt(
                        log, header, Files.getLastModifiedTime(log).toMillis())));
        store = new ApplicationStore(StatusLimits.DEFAULT);
        EventLogReader reader = new EventLogReader();
        reader.read(log, store);
        unreadable = reader.unreadable();
    }

    /** Of the application. */
    public String id() {
        return entry.id();
    }

    @Override
    public List<Entry> list() {
        return List.of(entry);
    }

    @Override
    public @Nullable ApplicationStore open(String id, @Nullable String attemptId) {
        return id.equals(entry.id()) ? store : null;
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
