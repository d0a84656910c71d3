// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import ember.engine.EmberContext;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes wrong while a pipeline runs.
 *
 * @param afterTasks when so many tasks have ended
 */
record Fault(int afterTasks, Kind kind, int seed) {
    enum Kind {
        LOSE_EXECUTOR,
        DELETE_FILES,
        FLIP_BYTES,
        CUT_FILES
    }

    void happen(EmberContext engine, Setting setting, Path directory) {
        Random random = new Random(seed);
        if (kind == Kind.LOSE_EXECUTOR) {
            String id = setting.executors() == 1 ? "driver" : Integer.toString(random.nextInt(setting.executors()));
            engine.loseExecutor(id, "lost by the test");
            engine.addExecutor(id, (setting.threads() + setting.executors() - 1) / setting.executors());
            return;
        }
        for (Path file : filesIn(directory)) {
            if (random.nextBoolean()) {
                try {
                    damage(file, random);
                } catch (NoSuchFileException e) {
                    // It went by itself.
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void damage(Path file, Random random) throws IOException {
        if (kind == Kind.DELETE_FILES) {
            Files.deleteIfExists(file);
            return;
        }
        if (Files.size(file) == 0) {
            return;
        }
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            long at = (long) (random.nextDouble() * opened.length());
            if (kind == Kind.CUT_FILES) {
                opened.setLength(at);
            } else {
                opened.seek(at);
                int old = opened.read();
                opened.seek(at);
                opened.write(old ^ (1 << random.nextInt(8)));
            }
        }
    }

    /** All files but those that lock directories. */
    static List<Path> filesIn(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException | UncheckedIOException e) {
            // A file went while they were listed: then there is one fault less.
            return List.of();
        }
    }
}
