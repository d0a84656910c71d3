// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.event.EngineEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event log, Ember's or Spark's, and tells its events in order. What cannot be read is remembered, each with its place, and
 * passed over.
 */
public final class EventLogReader {
    /** So many places are named, the others are counted. */
    private static final int MAX_NAMED = 100;

    private final EventParser parser = new EventParser();
    private final List<String> unreadable = new ArrayList<>();
    private long events;
    private long unnamed;

    /**
     * Tells everything a log says.
     *
     * @param log a file, or a directory of files as Spark rolls them
     * @param listeners told each event in this order
     * @throws IOException if there is no such log; the message says what is wrong
     */
    public void read(Path log, EngineEvent.Handler... listeners) throws IOException {
        if (!Files.exists(log)) {
            throw new NoSuchFileException(log.toString(), null, "there is no such event log");
        }
        List<Path> parts = EventLogFile.parts(log);
        // Of a log that is being written the last line may not be there as a whole yet.
        boolean growing = EventLogFile.isGrowing(log);
        int expected = EventLogFile.index(parts.get(0));
        for (Path file : parts) {
            if (EventLogFile.index(file) != expected) {
                passOver(log + ": file " + expected + " is missing");
            }
            readFile(file, growing, listeners);
            expected = EventLogFile.index(file) + 1;
        }
    }

    /** Places that could not be read, each with the reason; empty: all was read. */
    public List<String> unreadable() {
        List<String> all = new ArrayList<>(unreadable);
        if (unnamed > 0) {
            all.add("and " + unnamed + " more");
        }
        return all;
    }

    /** How many events were told. */
    public long events() {
        return events;
    }

    private void readFile(Path file, boolean growing, EngineEvent.Handler[] listeners) throws IOException {
        int number = 0;
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = LogCodec.of(file).decompress(raw)) {
            LineReader lines = new LineReader(in);
            for (String line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (lines.isWhole() || !growing) {
                    tell(line, file + " line " + number, listeners);
                }
            }
        } catch (IOException | RuntimeException e) {
            // A codec throws either when its data ends too soon or is damaged; listeners are ours and throw neither.
            if (LogCodec.of(file) == LogCodec.NONE) {
                throw e;
            }
            if (growing) {
                return;
            }
            passOver(file + " after line " + number + ": " + e.getMessage());
        }
    }

    private void tell(String line, String place, EngineEvent.Handler[] listeners) {
        @Nullable EngineEvent event;
        EngineEvent.@Nullable ExecutorMetricsUpdated measured = null;
        try {
            if (isSame(line, LineReader.TOO_LONG)) {
                throw new MalformedEventException("longer than " + LineReader.MAX_LINE_BYTES + " bytes");
            }
            Fields fields = parser.fields(line);
            event = parser.event(fields);
            if (event instanceof EngineEvent.TaskEnded ended) {
                measured = ExecutorMetricsJson.whileTaskRan(ended, fields);
            }
        } catch (MalformedEventException e) {
            passOver(place + ": " + e.getMessage());
            return;
        }
        try {
            if (measured != null) {
                tell(measured, listeners);
            }
            if (event != null) {
                events++;
                tell(event, listeners);
            }
        } catch (RuntimeException e) {
            // It is an event, but says what cannot be, so that a listener stumbled over it.
            passOver(place + ": makes no sense here: " + e);
        }
    }

    private static void tell(EngineEvent event, EngineEvent.Handler[] listeners) {
        for (EngineEvent.Handler listener : listeners) {
            event.deliverTo(listener);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a line may say the same
    private static boolean isSame(String line, String mark) {
        return line == mark;
    }

    private void passOver(String place) {
        if (unreadable.size() < MAX_NAMED) {
            unreadable.add(place);
        } else {
            unnamed++;
        }
    }
}
