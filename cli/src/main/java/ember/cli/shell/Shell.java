// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.shell;

import ember.cli.program.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.jspecify.annotations.Nullable;

/** Starts a shell: in a terminal one to talk to, else one that runs what it is given. */
public final class Shell {
    private static final int FAILED = 1;

    private Shell() {}

    /**
     * Runs a shell to its end and stops its context.
     *
     * @param settings configuration keys; they must be system properties too
     * @param script a file of snippets; null: standard input
     * @param terminal whether standard input is one
     * @return what {@code /exit} said, else 0; 1 if a script failed
     */
    public static int run(Map<String, String> settings, @Nullable String script, boolean terminal)
            throws UsageException {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new UsageException(
                    "the shell needs a JDK, and this is only a runtime: set JAVA_HOME to a JDK, 17 or later");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(ShellContext::stopAll, "ember-stop-contexts"));
        try {
            if (script != null) {
                return new Script(script, read(new File(script)), Startup.classPath(settings)).run();
            }
            if (!terminal) {
                String piped = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
                return new Script("standard input", piped, Startup.classPath(settings)).run();
            }
            return talk(settings);
        } catch (IOException e) {
            System.err.println("ember: the shell failed: " + e);
            return FAILED;
        } finally {
            ShellContext.stopAll();
        }
    }

    private static String read(File script) throws UsageException {
        try {
            return Files.readString(script.toPath());
        } catch (IOException e) {
            throw new UsageException(
                    (script.exists() ? script + " cannot be read: " : "there is no script ") + e.getMessage());
        }
    }

    private static int talk(Map<String, String> settings) throws IOException {
        System.out.println("Ember: sc is a JavaSparkContext with master " + System.getProperty("spark.master")
                + ".\nTab completes, /help helps, /exit or Ctrl-D ends.");
        History history = History.ofUser(System.getenv());
        Path startup = Files.createTempFile("ember-shell-", ".jsh");
        Path commands = Files.createTempFile("ember-shell-", ".jsh");
        try {
            Files.writeString(startup, Startup.snippets());
            Files.writeString(commands, Startup.commands());
            return JavaShellToolBuilder.builder()
                    .persistence(history.entries())
                    .start(
                            "--execution",
                            SnippetControl.NAME,
                            "--class-path",
                            Startup.classPath(settings),
                            "--startup",
                            startup.toString(),
                            "--feedback",
                            "ember",
                            commands.toString());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(startup);
            Files.deleteIfExists(commands);
            history.save();
        }
    }
}
