// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.shell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a shell begins with. */
final class Startup {
    private Startup() {}

    /** The imports, and {@code sc}: one snippet on each line. */
    static String snippets() {
        return resource("startup.jsh");
    }

    /** Commands of JShell's tool: how it speaks in a terminal. */
    static String commands() {
        return resource("terminal.jsh");
    }

    /** Where the compiler finds classes: this process's own, then the jars that {@code spark.jars} names. */
    static String classPath(Map<String, String> settings) {
        String own = System.getProperty("java.class.path", "");
        String jars = settings.getOrDefault("spark.jars", "");
        return jars.isEmpty() ? own : own + File.pathSeparator + jars.replace(",", File.pathSeparator);
    }

    private static String resource(String name) {
        try (InputStream in = Startup.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
