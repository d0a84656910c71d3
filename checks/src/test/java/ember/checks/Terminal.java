// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process in a pseudo terminal, which {@code script} of util-linux makes: one types, and reads what it would show. */
final class Terminal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path shown;
    private int seen;

    /**
     * @param variables of the environment, as {@code NAME=value}
     * @param folder for the record of what was shown
     */
    Terminal(List<String> command, List<String> variables, Path folder) throws IOException {
        shown = Files.createTempFile(folder, "terminal", null);
        List<String> words = new ArrayList<>(List.of("env"));
        words.addAll(variables);
        words.addAll(command);
        // It has no size by itself, and nobody could read a line of no width.
        String line = "stty rows 40 columns 160 && exec "
                + words.stream().map(w -> "'" + w.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
        process = new ProcessBuilder("script", "--quiet", "--flush", "--return", "--command", line, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(shown.toFile())
                .start();
    }

    /** Skips the test, and says why, where no pseudo terminal can be made. */
    static void assumeAvailable() throws InterruptedException {
        String why = "the program 'script' of util-linux is not here";
        try {
            Process probe = new ProcessBuilder("script", "--quiet", "--return", "--command", "true", "/dev/null")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assumeTrue(probe.waitFor() == 0, why);
        } catch (IOException e) {
            assumeTrue(false, why + ": " + e);
        }
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until this is shown, after what was waited for before. */
    void awaitShown(String words) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String all = Files.readString(shown);
            int at = all.indexOf(words, seen);
            if (at >= 0) {
                seen = at + words.length();
                return;
            }
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new AssertionError("never showed '" + words + "' after '" + all.substring(0, seen) + "', but '"
                        + all.substring(seen) + "'");
            }
            Thread.sleep(20);
        }
    }

    int awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("does not end; shown: " + Files.readString(shown));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
