// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.shell;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What was typed in earlier shells, in a file that only its user can read: {@code $XDG_STATE_HOME/ember/shell-history}, or {@code
 * ~/.local/state/ember/shell-history}. Of two shells at once, the one that ends last is remembered.
 */
final class History {
    /** The keys under which JShell's tool keeps the lines, and the snippets that {@code /reload -restore} runs. */
    private static final String LINE = "HISTORY_LINE_";

    private static final String SNIPPETS = "REPLAY_RESTORE";

    private final Path file;
    private final Map<String, String> entries = new TreeMap<>();

    private History(Path file) {
        this.file = file;
    }

    /** Reads the user's; a file that cannot be read is told of, and nothing is remembered. */
    static History ofUser(Map<String, String> environment) {
        String named = environment.getOrDefault("XDG_STATE_HOME", "");
        // A relative path is to be ignored: XDG Base Directory Specification.
        Path base =
                named.startsWith("/") ? Path.of(named) : Path.of(System.getProperty("user.home"), ".local", "state");
        History history = new History(base.resolve("ember").resolve("shell-history"));
        history.read();
        return history;
    }

    /** What JShell's tool reads and changes. */
    Map<String, String> entries() {
        return entries;
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        Properties lines = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("ember: the history in " + file + " cannot be read: " + e);
        }
        lines.forEach((key, value) -> entries.put(key.toString(), value.toString()));
    }

    /** Writes it as a whole or not at all. */
    void save() {
        Properties lines = new Properties();
        entries.forEach((key, value) -> {
            if (key.startsWith(LINE) || key.equals(SNIPPETS)) {
                lines.setProperty(key, value);
            }
        });
        try {
            Path folder = makeFolder();
            Path written = Files.createTempFile(folder, "shell-history", null);
            try (Writer out = Files.newBufferedWriter(written)) {
                lines.store(out, null);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            System.err.println("ember: the history could not be kept in " + file + ": " + e);
        }
    }

    private Path makeFolder() throws IOException {
        Path folder = file.resolveSibling("");
        Files.createDirectories(folder.resolveSibling(""));
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // It is there, as after the first time.
        }
        return folder;
    }
}
