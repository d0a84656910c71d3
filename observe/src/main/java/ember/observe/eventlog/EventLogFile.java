// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.observe.json.JsonOut;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where the lines of one log go, laid out as Spark 4.2.0 does: one file, or a directory whose files follow each other. What is not
 * finished bears a name that says so, and is renamed at the end.
 */
final class EventLogFile {
    static final String IN_PROGRESS = ".inprogress";
    static final String DIRECTORY = "eventlog_v2_";
    static final String EVENTS = "events_";
    static final String STATUS = "appstatus_";

    private final EventLogOptions options;
    private final Path directory;
    private final String name;
    private final boolean rolling;
    private OutputStream out;
    private int index = 1;
    private long bytes;

    /** @throws IOException if it cannot be begun */
    EventLogFile(EventLogOptions options, String applicationId) throws IOException {
        this.options = options;
        this.name = clean(applicationId);
        this.rolling = options.rolling();
        this.directory = rolling ? options.directory().resolve(DIRECTORY + name) : options.directory();
        Path target = rolling ? directory : finished();
        if (Files.exists(target)) {
            if (!options.overwrite()) {
                throw new FileAlreadyExistsException(target.toString());
            }
            delete(target);
        }
        if (rolling) {
            Files.createDirectories(directory);
            permit(directory, "rwxrwx---");
            Files.write(marker(IN_PROGRESS), new byte[0]);
        }
        this.out = open();
    }

    /** A log of more files than a new one would stay readable with its rest. */
    private static void delete(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
        }
        Files.delete(target);
    }

    /** Appends one line, in a new file if it would make this one too long. */
    void write(JsonOut line) throws IOException {
        int length = line.length() + 1;
        if (rolling && bytes > 0 && bytes + length > options.maxFileBytes()) {
            out.close();
            index++;
            bytes = 0;
            out = open();
        }
        line.writeTo(out);
        out.write('\n');
        bytes += length;
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Ends the log under its final name. */
    void close() throws IOException {
        out.close();
        if (rolling) {
            Files.move(marker(IN_PROGRESS), marker(""), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(current(), finished(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path marker(String ending) {
        return directory.resolve(STATUS + name + ending);
    }

    private Path finished() {
        return directory.resolve(name + options.codec().ending());
    }

    private Path current() {
        String ending = options.codec().ending();
        return directory.resolve(rolling ? EVENTS + index + "_" + name + ending : name + ending + IN_PROGRESS);
    }

    /** The buffer is before the codec: it gathers what would be compressed line by line. */
    private OutputStream open() throws IOException {
        Path file = current();
        OutputStream raw = Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        permit(file, "rw-rw----");
        return new BufferedOutputStream(options.codec().compress(raw), options.bufferBytes());
    }

    /** Spark's permissions, where files have such. */
    private static void permit(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /** The files of a log in the order in which they were written; of those that Spark has made one of, only that. */
    static List<Path> parts(Path log) throws IOException {
        if (!Files.isDirectory(log)) {
            return List.of(log);
        }
        try (Stream<Path> files = Files.list(log)) {
            List<Path> parts = files.filter(file -> index(file) > 0)
                    .sorted((a, b) -> Integer.compare(index(a), index(b)))
                    .toList();
            if (parts.isEmpty()) {
                throw new NoSuchFileException(
                        log.toString(),
                        null,
                        "this directory is no event log: it has no file " + EVENTS + "1_...; "
                                + "the directories of logs begin with " + DIRECTORY);
            }
            int first = 0;
            for (int i = 0; i < parts.size(); i++) {
                first = parts.get(i).toString().endsWith(".compact") ? i : first;
            }
            return parts.subList(first, parts.size());
        }
    }

    /** Whether a log says of itself that it is not finished. */
    static boolean isGrowing(Path log) throws IOException {
        if (!Files.isDirectory(log)) {
            return log.toString().endsWith(IN_PROGRESS);
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .anyMatch(file -> file.startsWith(STATUS) && file.endsWith(IN_PROGRESS));
        }
    }

    /** The number of a file of a rolling log; 0: it is none. */
    static int index(Path file) {
        String name = String.valueOf(file.getFileName());
        int end = name.indexOf('_', EVENTS.length());
        if (!name.startsWith(EVENTS) || end < 0) {
            return 0;
        }
        try {
            return Integer.parseInt(name.substring(EVENTS.length(), end));
        } catch (NumberFormatException e) {
            return 0;
        }
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
