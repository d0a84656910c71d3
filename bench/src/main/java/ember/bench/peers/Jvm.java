// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Processes that are measured, and what {@link Measure} tells of its rounds. */
final class Jvm {
    private static final int LINES_OF_ERRORS = 20;

    private Jvm() {}

    /**
     * Runs a process to its end.
     *
     * @param eachLine told of what it writes to its standard output
     * @return how it failed, with the last lines of its standard error; null: it did not
     */
    static @Nullable String run(String what, List<String> command, Consumer<String> eachLine)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Path errors = Files.createTempFile("ember-bench", ".err");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            try (BufferedReader out = process.inputReader()) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    eachLine.accept(line);
                }
            }
            if (process.waitFor() == 0) {
                return null;
            }
            String[] lines = Files.readString(errors).split("\n", -1);
            String[] last = Arrays.copyOfRange(lines, Math.max(0, lines.length - LINES_OF_ERRORS), lines.length);
            return what + " ended with status " + process.exitValue() + ":\n  " + String.join("\n  ", last);
        } finally {
            Files.delete(errors);
        }
    }

    /** Of the rounds of a JVM, of which the first half warm it. */
    static long fastestOfSecondHalf(List<Long> rounds) {
        long fastest = Long.MAX_VALUE;
        for (Long nanos : rounds.subList(rounds.size() / 2, rounds.size())) {
            fastest = Math.min(fastest, nanos);
        }
        return fastest;
    }
}
