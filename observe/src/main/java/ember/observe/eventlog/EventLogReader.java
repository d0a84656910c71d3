// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.event.EngineEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event log, Ember's or Spark's, and tells its events in order. What cannot be read is remembered, each with its place, and
 * passed over.
 */
public final class EventLogReader {
    private static final String DIRECTORY = "eventlog_v2_";
    private static final String EVENTS = "events_";

    private final EventParser parser = new EventParser();
    private final List<String> unreadable = new ArrayList<>();
    private long events;

    /**
     * Tells everything a log says.
     *
     * @param log a file, or a directory of files as Spark rolls them
     * @throws IOException if there is no such log, or it is compressed; the message says what is wrong
     */
    public void read(Path log, EngineEvent.Handler listener) throws IOException {
        if (!Files.exists(log)) {
            throw new NoSuchFileException(log.toString(), null, "there is no such event log");
        }
        for (Path file : Files.isDirectory(log) ? parts(log) : List.of(log)) {
            readFile(file, listener);
        }
    }

    /** Places that could not be read, each with the reason; empty: all was read. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** How many events were told. */
    public long events() {
        return events;
    }

    private static List<Path> parts(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> parts = files.filter(file -> name(file).startsWith(EVENTS))
                    .sorted(Comparator.comparingInt(EventLogReader::index))
                    .toList();
            if (parts.isEmpty()) {
                throw new NoSuchFileException(
                        directory.toString(),
                        null,
                        "this directory is no event log: it has no file " + EVENTS + "1_...; "
                                + "the directories of logs begin with " + DIRECTORY);
            }
            return parts;
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static int index(Path file) {
        String name = name(file);
        int end = name.indexOf('_', EVENTS.length());
        try {
            return Integer.parseInt(name.substring(EVENTS.length(), end < 0 ? name.length() : end));
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private void readFile(Path file, EngineEvent.Handler listener) throws IOException {
        for (String codec : List.of(".zstd", ".lz4", ".snappy", ".lzf")) {
            if (name(file).contains(codec)) {
                throw new IOException(file + " is compressed, which is not read yet: unpack it, or write logs with"
                        + " spark.eventLog.compress=false");
            }
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                tell(line, file + " line " + number, listener);
            }
        } catch (MalformedInputException e) {
            unreadable.add(file + ": not UTF-8 from some line on");
        }
    }

    private void tell(String line, String place, EngineEvent.Handler listener) {
        @Nullable EngineEvent event;
        try {
            event = parser.parse(line);
        } catch (MalformedEventException e) {
            unreadable.add(place + ": " + e.getMessage());
            return;
        }
        if (event != null) {
            events++;
            event.deliverTo(listener);
        }
    }
}
