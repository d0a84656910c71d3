// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.event.EngineEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a log says of its application as a whole, found without reading the rest.
 *
 * @param attemptId null: the application has only one
 * @param endMillis -1: nothing says that it ended
 * @param completed whether it ended and its log bears its final name
 */
public record EventLogHeader(
        String applicationId,
        @Nullable String attemptId,
        String name,
        String user,
        long startMillis,
        long endMillis,
        boolean completed,
        String sparkVersion) {
    /** Spark's logs have the start of the application in line 6. */
    private static final int MAX_LINES = 1000;
    /** Enough for the end of an application and what may follow it. */
    private static final int TAIL_BYTES = 1 << 18;

    private static final String EVENT = "{\"Event\":\"SparkListener";
    private static final String START = EVENT + "ApplicationStart\"";
    private static final String END = EVENT + "ApplicationEnd\"";
    private static final String VERSION = EVENT + "LogStart\"";

    /** @throws IOException if it is no event log, or cannot be read; the message says why */
    public static EventLogHeader read(Path log) throws IOException {
        List<Path> parts = EventLogFile.parts(log);
        String version = "";
        EventParser parser = new EventParser();
        try (InputStream raw = Files.newInputStream(parts.get(0));
                InputStream in = LogCodec.of(parts.get(0)).decompress(raw)) {
            LineReader lines = new LineReader(in);
            int number = 0;
            for (String line = lines.next(); line != null && number < MAX_LINES; line = lines.next()) {
                number++;
                if (line.startsWith(VERSION)) {
                    version = parser.fields(line).textOr("Spark Version", "");
                } else if (line.startsWith(START)) {
                    return of(log, parts.get(parts.size() - 1), parser, line, version);
                }
            }
        } catch (MalformedEventException e) {
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            // Of a codec that meets what is not its own.
            throw new IOException("it cannot be decompressed: " + e.getMessage(), e);
        }
        throw new IOException("no application starts in its first " + MAX_LINES + " lines");
    }

    private static EventLogHeader of(Path log, Path last, EventParser parser, String line, String version)
            throws IOException {
        EngineEvent event = parser.parse(line);
        if (!(event instanceof EngineEvent.ApplicationStarted started)) {
            throw new IOException("its application has no start");
        }
        String end = endLine(last);
        long endMillis = end == null ? -1 : parser.fields(end).longOr("Timestamp", -1);
        return new EventLogHeader(
                started.applicationId(),
                parser.fields(line).textOrNull("App Attempt ID"),
                started.name(),
                started.user(),
                started.timeMillis(),
                endMillis,
                endMillis >= 0 && !EventLogFile.isGrowing(log),
                version);
    }

    /** The line of the application's end, if the file has one. */
    private static @Nullable String endLine(Path file) throws IOException {
        if (LogCodec.of(file) != LogCodec.NONE) {
            return endLineOfAll(file);
        }
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL_BYTES, random.length())];
            random.seek(random.length() - tail.length);
            random.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            int start = text.lastIndexOf(END);
            int end = start < 0 ? -1 : text.indexOf('}', start);
            return end < 0 ? null : text.substring(start, end + 1);
        }
    }

    private static @Nullable String endLineOfAll(Path file) throws IOException {
        String found = null;
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = LogCodec.of(file).decompress(raw)) {
            LineReader lines = new LineReader(in);
            for (String line = lines.next(); line != null; line = lines.next()) {
                found = line.startsWith(END) ? line : found;
            }
        } catch (IOException | RuntimeException e) {
            // It ends too soon, or is damaged: what came before counts.
            return found;
        }
        return found;
    }
}
