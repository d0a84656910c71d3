// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Where the lines of one log go, laid out as Spark 4.2.0 does: one file, or a directory whose files follow each other. What is not
 * finished bears a name that says so, and is renamed at the end.
 */
final class EventLogFile {
    private static final String IN_PROGRESS = ".inprogress";

    private final Path directory;
    private final String name;
    private final boolean rolling;
    private final long maxBytes;
    private BufferedWriter writer;
    private int index = 1;
    private long bytes;

    /** @throws IOException if it cannot be begun */
    EventLogFile(EventLog.Options options, String applicationId) throws IOException {
        this.name = clean(applicationId);
        this.rolling = options.rolling();
        this.maxBytes = options.maxFileBytes();
        this.directory = rolling ? options.directory().resolve("eventlog_v2_" + name) : options.directory();
        Path target = rolling ? directory : directory.resolve(name);
        if (Files.exists(target) && !options.overwrite()) {
            throw new FileAlreadyExistsException(target.toString());
        }
        if (rolling) {
            Files.createDirectories(directory);
            Files.write(marker(IN_PROGRESS), new byte[0]);
        }
        this.writer = open();
    }

    /** Appends one line, in a new file if it would make this one too long. */
    void write(String line) throws IOException {
        int length = line.length() + 1;
        if (rolling && bytes > 0 && bytes + length > maxBytes) {
            writer.close();
            index++;
            bytes = 0;
            writer = open();
        }
        writer.write(line);
        writer.write('\n');
        bytes += length;
    }

    void flush() throws IOException {
        writer.flush();
    }

    /** Ends the log under its final name. */
    void close() throws IOException {
        writer.close();
        if (rolling) {
            Files.move(marker(IN_PROGRESS), marker(""), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(current(), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path marker(String ending) {
        return directory.resolve("appstatus_" + name + ending);
    }

    private Path current() {
        return directory.resolve(rolling ? "events_" + index + "_" + name : name + IN_PROGRESS);
    }

    private BufferedWriter open() throws IOException {
        return Files.newBufferedWriter(
                current(),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    /** An application id as a part of a file name: Spark's rule. */
    static String clean(String applicationId) {
        StringBuilder cleaned = new StringBuilder();
        for (int i = 0; i < applicationId.length(); i++) {
            char c = applicationId.charAt(i);
            switch (c) {
                case ' ', ':', '/' -> cleaned.append('-');
                case '.', '$', '{', '}', '\'', '"' -> cleaned.append('_');
                default -> cleaned.append(c);
            }
        }
        return cleaned.toString().toLowerCase(Locale.ROOT);
    }
}
