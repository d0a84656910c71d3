// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command {@code ember} as a process of its own, on the classes that this build made.
 *
 * <p>What the launcher script adds to it, a class path and an archive of classes, is tried by {@code .ci/run}.
 */
final class Ember {
    private static final long PATIENCE_SECONDS = 300;

    private final Path folder;
    private final Path jar;
    private int runs;

    /** @param folder where the jar of the test programs and what processes say is kept */
    Ember(Path folder) {
        this.folder = folder;
        this.jar = folder.resolve("programs.jar");
        pack(Repository.existing("checks/target/test-classes"), "ember/checks/program", jar);
    }

    /** How a process ended, and what it said. */
    record Outcome(int status, String out, String err) {
        @Override
        public String toString() {
            return "exit status " + status + "\n--- standard output\n" + out + "--- standard error\n" + err;
        }
    }

    /** A process that runs. */
    final class Running {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        /** Waits until the process has said something on standard output. */
        void awaitSaid(String words) throws IOException, InterruptedException {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!Files.readString(out).contains(words)) {
                if (!process.isAlive() || System.nanoTime() > giveUp) {
                    process.destroyForcibly();
                    throw new AssertionError("never said '" + words + "': " + Files.readString(err));
                }
                Thread.sleep(10);
            }
        }

        void signal(String name) throws IOException, InterruptedException {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill -" + name + " failed: " + status);
            }
        }

        Outcome await() throws IOException, InterruptedException {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("did not end within " + PATIENCE_SECONDS + " s: " + Files.readString(out)
                        + "\n" + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    Path jar() {
        return jar;
    }

    /** {@code ember words...}. */
    Outcome ember(String... words) throws IOException, InterruptedException {
        return start(words).await();
    }

    /** {@code ember run} of one of the test programs, in {@code local[2]}. */
    Outcome run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        return startProgram(program, "local[2]", arguments).await();
    }

    Running startProgram(Class<?> program, String master, String... arguments) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("run", "--class", program.getName(), "--master", master, jar.toString()));
        words.addAll(List.of(arguments));
        return start(words.toArray(String[]::new));
    }

    Running start(String... words) throws IOException {
        return start(List.of(), "-Xmx256m", words);
    }

    /**
     * {@code ember words...}.
     *
     * @param around a command that runs the one that follows it; may be empty
     * @param heap an option of the JVM
     */
    Running start(List<String> around, String heap, String... words) throws IOException {
        Path out = Files.createFile(folder.resolve("out" + runs));
        Path err = Files.createFile(folder.resolve("err" + runs));
        runs++;
        ProcessBuilder builder = new ProcessBuilder(command(around, heap, words))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        return new Running(builder.start(), out, err);
    }

    /** What {@link #start(List, String, String...)} starts. */
    static List<String> command(List<String> around, String heap, String... words) {
        List<String> command = new ArrayList<>(defaultInterrupt());
        command.addAll(around);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(heap, "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dember.home=" + Repository.root());
        // It says where it is, which is nothing of the program.
        command.add("-Dspark.ui.enabled=false");
        command.add("-Dember.data=" + Repository.existing("data"));
        command.add("-cp");
        command.add(Repository.classPath().stream().map(Path::toString).collect(Collectors.joining(":")));
        command.add("ember.cli.Main");
        command.addAll(List.of(words));
        return command;
    }

    /** A build in the background of a script ignores Ctrl-C, and so would its children: this gives them their hearing back. */
    private static List<String> defaultInterrupt() {
        List<String> prefix = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        try {
            return new ProcessBuilder(probe).start().waitFor() == 0 ? prefix : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Packs the classes of a folder into a jar. */
    static void pack(Path classes, String folder, Path jar) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> programs = Files.list(classes.resolve(folder))) {
            for (Path program : programs.sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(program).toString()));
                Files.copy(program, out);
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names in a directory, sorted; none if it is not there. */
    static List<String> namesIn(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** The lines of all part files, in their order. */
    static List<String> linesIn(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : namesIn(directory)) {
            if (name.startsWith("part-")) {
                lines.addAll(Files.readAllLines(directory.resolve(name), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}
