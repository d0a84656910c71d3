// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a checked run has found, in a file: a line for each, written at once, for the program may end the process at any time. Safe for
 * use by many threads.
 */
final class Findings {
    /** The system property that names the file. */
    static final String PROPERTY = "ember.check.findings";

    private static final String STATIC = "static ";
    private static final String FAULT = "fault ";

    private final Path file;
    private final Set<String> written = new HashSet<>();

    Findings(Path file) {
        this.file = file;
    }

    /** Those of this process. */
    static Findings ofThisRun() {
        return new Findings(Path.of(System.getProperty(PROPERTY, "")));
    }

    /** Something that is wrong. @param lines the first says what, the others where and what to do */
    void fault(String... lines) {
        write(FAULT + String.join("\n", lines));
    }

    /** A static field that is not the same in driver and tasks: no fault by itself. */
    void differingStatic(String field) {
        write(STATIC + field);
    }

    private synchronized void write(String text) {
        if (!written.add(text)) {
            return;
        }
        String line = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "") + "\n";
        try {
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> faults() throws IOException {
        return read(FAULT);
    }

    List<String> differingStatics() throws IOException {
        return read(STATIC);
    }

    private List<String> read(String kind) throws IOException {
        List<String> found = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (line.startsWith(kind)) {
                    found.add(unescaped(line.substring(kind.length())));
                }
            }
        }
        return found;
    }

    private static String unescaped(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
                text.append(line.charAt(i) == 'n' ? '\n' : '\\');
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
