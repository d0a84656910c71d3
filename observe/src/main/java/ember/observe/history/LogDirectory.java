// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.history;

import ember.observe.eventlog.EventLogHeader;
import ember.observe.eventlog.EventLogReader;
import ember.observe.rest.Applications;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The applications whose event logs, Ember's or Spark's, are in a directory. Looked through anew each time it is asked; a log is read
 * when somebody asks for its application, and again when it has grown.
 */
public final class LogDirectory implements Applications {
    private static final String DIRECTORY = "eventlog_v2_";
    /** Applications whose status is kept. Spark keeps 50; theirs are on disk. */
    private static final int RETAINED = 10;

    private final Path directory;
    private final StatusLimits limits;
    private final Map<Path, Known> known = new HashMap<>();
    private final Map<Path, Opened> opened = new LinkedHashMap<>(16, 0.75f, true);
    private Map<Path, String> problems = Map.of();

    /** A log as it was when its header was read. */
    private record Known(
            Stamp stamp,
            @Nullable EventLogHeader header,
            @Nullable String problem) {}

    /** A log as it was when it was read. */
    private record Opened(Stamp stamp, ApplicationStore store, List<String> unreadable) {}

    /** Changes when a log does. */
    private record Stamp(long bytes, long modifiedMillis) {}

    public LogDirectory(Path directory, StatusLimits limits) {
        this.directory = directory;
        this.limits = limits;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public synchronized List<Entry> list() {
        Map<String, List<Found>> byId = new LinkedHashMap<>();
        for (Found found : find()) {
            byId.computeIfAbsent(found.header().applicationId(), id -> new ArrayList<>())
                    .add(found);
        }
        List<Entry> entries = new ArrayList<>();
        byId.forEach((id, found) -> entries.add(new Entry(
                id,
                found.get(0).header().name(),
                found.stream().map(Found::attempt).toList())));
        entries.sort(Comparator.comparingLong(LogDirectory::lastEnd).reversed());
        return entries;
    }

    /** What runs comes before all that ended. */
    private static long lastEnd(Entry entry) {
        Attempt newest = entry.attempts().get(0);
        return newest.completed() ? newest.endMillis() : Long.MAX_VALUE;
    }

    /** A log and what it says of its application. */
    private record Found(Path log, Stamp stamp, EventLogHeader header) {
        Attempt attempt() {
            return LogDirectory.attempt(log, header, stamp.modifiedMillis());
        }
    }

    static Attempt attempt(Path log, EventLogHeader header, long modifiedMillis) {
        return new Attempt(
                header.attemptId(),
                header.startMillis(),
                header.completed() ? header.endMillis() : -1,
                modifiedMillis,
                header.completed() ? header.endMillis() - header.startMillis() : 0,
                header.user(),
                header.completed(),
                header.sparkVersion(),
                log);
    }

    /** Of two logs of the same attempt the one that was written last; the newest attempts first. */
    private List<Found> find() {
        Map<String, Found> byAttempt = new LinkedHashMap<>();
        Map<Path, String> unreadable = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path log : files.filter(LogDirectory::mayBeLog).sorted().toList()) {
                Stamp stamp = stamp(log);
                Known now = known.get(log);
                if (now == null || !now.stamp().equals(stamp)) {
                    now = known(log, stamp);
                    known.put(log, now);
                }
                if (now.problem() != null) {
                    unreadable.put(log, now.problem());
                } else if (now.header() != null) {
                    Found found = new Found(log, stamp, now.header());
                    byAttempt.merge(
                            found.header().applicationId()
                                    + '\n'
                                    + found.header().attemptId(),
                            found,
                            (a, b) -> a.stamp().modifiedMillis() > b.stamp().modifiedMillis() ? a : b);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        problems = unreadable;
        List<Found> found = new ArrayList<>(byAttempt.values());
        found.sort(Comparator.comparingLong((Found one) -> one.header().startMillis())
                .reversed());
        return found;
    }

    /** As Spark: hidden files are none, nor directories of another name, nor what is empty. */
    private static boolean mayBeLog(Path path) {
        String name = String.valueOf(path.getFileName());
        if (name.startsWith(".")) {
            return false;
        }
        return Files.isDirectory(path)
                ? name.startsWith(DIRECTORY)
                : path.toFile().length() > 0;
    }

    private static Known known(Path log, Stamp stamp) {
        try {
            return new Known(stamp, EventLogHeader.read(log), null);
        } catch (IOException e) {
            return new Known(stamp, null, String.valueOf(e.getMessage()));
        }
    }

    private static Stamp stamp(Path log) throws IOException {
        long bytes = 0;
        long modified = 0;
        try (Stream<Path> files = Files.walk(log, 1)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isDirectory(file) ? 0 : Files.size(file);
                modified = Math.max(modified, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return new Stamp(bytes, modified);
    }

    @Override
    public List<String> problems(String id, @Nullable String attemptId) throws IOException {
        return unreadable(id, attemptId);
    }

    /** Files and directories that are no readable logs, each with the reason. */
    public synchronized Map<Path, String> problems() {
        find();
        return problems;
    }

    @Override
    public synchronized @Nullable ApplicationStore open(String id, @Nullable String attemptId) throws IOException {
        Found found = found(id, attemptId);
        return found == null ? null : opened(found).store();
    }

    /**
     * What could not be read of a log, place by place; empty: all was.
     *
     * @throws IOException if it cannot be read at all
     */
    public synchronized List<String> unreadable(String id, @Nullable String attemptId) throws IOException {
        Found found = found(id, attemptId);
        return found == null ? List.of() : opened(found).unreadable();
    }

    private @Nullable Found found(String id, @Nullable String attemptId) {
        for (Found found : find()) {
            EventLogHeader header = found.header();
            if (header.applicationId().equals(id) && (attemptId == null || attemptId.equals(header.attemptId()))) {
                return found;
            }
        }
        return null;
    }

    private Opened opened(Found found) throws IOException {
        Opened before = opened.get(found.log());
        if (before != null && before.stamp().equals(found.stamp())) {
            return before;
        }
        ApplicationStore store = new ApplicationStore(limits);
        EventLogReader reader = new EventLogReader();
        reader.read(found.log(), store);
        Opened now = new Opened(found.stamp(), store, reader.unreadable());
        opened.put(found.log(), now);
        if (opened.size() > RETAINED) {
            Iterator<Path> longestUnused = opened.keySet().iterator();
            longestUnused.next();
            longestUnused.remove();
        }
        return now;
    }
}
