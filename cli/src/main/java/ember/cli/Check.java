// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.cli.program.UsageException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code ember check}: runs a program as it is, then as a cluster might, and says what differs. Each run is a process of its own, so
 * that one leaves nothing behind for the other.
 */
final class Check {
    private static final int CLEAN = 0;
    private static final int FOUND = 1;
    private static final long LEAST_PATIENCE_MILLIS = 120_000;
    /** A rehearsed run does everything twice, and waits for what was lost. */
    private static final long SLOWER = 20;

    private final List<String> words;
    private final RunOptions options;
    private final Path folder;
    private final SavedFiles saved;
    private final List<String> faults = new ArrayList<>();

    private Check(String[] args, RunOptions options, Path folder) throws IOException {
        this.words = List.of(args);
        this.options = options;
        this.folder = folder;
        this.saved = new SavedFiles(options.arguments());
    }

    /** How a run went. @param made the files that it made, which lie in {@code directory} now */
    private record Run(int status, Path directory, List<Path> made, long millis) {
        Path out() {
            return directory.resolve("out");
        }

        Path err() {
            return directory.resolve("err");
        }

        Path files() {
            return directory.resolve("files");
        }

        Findings findings() {
            return new Findings(directory.resolve("findings"));
        }
    }

    /** @return 0 nothing was found, 1 something was */
    static int run(String[] args) throws UsageException {
        RunOptions options = RunOptions.parseRun(args);
        // Wrong use is found before anything runs.
        Launcher.mainOf(Launcher.load(options));
        try {
            Path folder = Files.createTempDirectory("ember-check-");
            try {
                return new Check(args, options, folder).check();
            } finally {
                SavedFiles.delete(folder);
            }
        } catch (IOException e) {
            throw new UsageException("the check cannot be done: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted");
        }
    }

    private int check() throws IOException, InterruptedException {
        Run plain = run("plain", 0);
        try {
            if (plain.status() != 0) {
                System.err.write(Files.readAllBytes(plain.err()));
                faults.addAll(plain.findings().faults());
                list();
                System.out.println("The program fails as it is, with exit status " + plain.status() + ".");
                return FOUND;
            }
            Run rehearsed = run("rehearse", Math.max(LEAST_PATIENCE_MILLIS, SLOWER * plain.millis()));
            faults.addAll(rehearsed.findings().faults());
            compare(plain, rehearsed);
            return report(plain, rehearsed);
        } finally {
            SavedFiles.moveBack(plain.files(), plain.made());
        }
    }

    /** @param patienceMillis how long it may take; 0: as long as it takes */
    private Run run(String mode, long patienceMillis) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(folder, mode);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + Findings.PROPERTY + "=" + directory.resolve("findings"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
        command.add(CheckedRun.class.getName());
        command.add(mode);
        command.addAll(words);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        if (patienceMillis == 0) {
            process.waitFor();
        } else if (!process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            faults.add("The program does not end: it was stopped after " + patienceMillis / 1000 + " s.");
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Run(process.exitValue(), directory, saved.moveTo(directory.resolve("files")), millis);
    }

    private void compare(Run plain, Run rehearsed) throws IOException, InterruptedException {
        if (rehearsed.status() != 0) {
            if (faults.isEmpty()) {
                faults.add("The program ends with exit status " + rehearsed.status() + ".");
            }
            return;
        }
        String output = differingLine(plain, rehearsed);
        String file = differingFile(plain, rehearsed);
        if (output == null && file == null) {
            return;
        }
        // What differs from run to run by itself says nothing.
        Run again = run("plain", 0);
        if (output != null && differingLine(plain, again) == null) {
            faults.add(output + staticsOf(rehearsed));
        }
        if (file != null && differingFile(plain, again) == null) {
            faults.add(file + staticsOf(rehearsed));
        }
    }

    private static String staticsOf(Run rehearsed) throws IOException {
        List<String> statics = rehearsed.findings().differingStatics();
        return statics.isEmpty()
                ? ""
                : "\nTasks have static fields of their own on a cluster. These are not the same as in the driver: "
                        + String.join(", ", statics) + ".\nGive tasks what they need by captured variables or a"
                        + " broadcast, and take what they find by results or accumulators.";
    }

    private static @Nullable String differingLine(Run one, Run other) throws IOException {
        long at = Files.mismatch(one.out(), other.out());
        if (at < 0) {
            return null;
        }
        List<String> first = Files.readAllLines(one.out());
        List<String> second = Files.readAllLines(other.out());
        int line = 0;
        while (line < first.size() && line < second.size() && first.get(line).equals(second.get(line))) {
            line++;
        }
        return "The output is another one, from line " + (line + 1) + " on.\n  as it is:  " + lineOf(first, line)
                + "\n  rehearsed: " + lineOf(second, line);
    }

    private static String lineOf(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(no such line)";
    }

    private static @Nullable String differingFile(Run one, Run other) throws IOException {
        String name = SavedFiles.firstDifference(one.files(), other.files());
        if (name == null) {
            return null;
        }
        int end = name.indexOf(File.separatorChar);
        int index = Integer.parseInt(end < 0 ? name : name.substring(0, end));
        List<Path> made = index < one.made().size() ? one.made() : other.made();
        return "A saved file is another one: " + made.get(index) + (end < 0 ? "" : name.substring(end)) + ".";
    }

    private void list() {
        for (int i = 0; i < faults.size(); i++) {
            System.out.println((i + 1) + ". " + faults.get(i).strip().replaceAll("\n+", "\n   "));
        }
    }

    private int report(Run plain, Run rehearsed) throws IOException {
        String program = String.valueOf(options.jar());
        if (faults.isEmpty()) {
            System.out.println(program + ": nothing found. The program was run as it is and rehearsed; "
                    + Files.readAllLines(plain.out()).size() + " lines of output and "
                    + SavedFiles.count(plain.files()) + " saved files were compared.");
            return CLEAN;
        }
        list();
        System.out.println(program + ": " + (faults.size() == 1 ? "one fault" : faults.size() + " faults")
                + " that a cluster would show.");
        if (rehearsed.status() != 0) {
            System.out.println("The program ended early: there may be more.");
        }
        return FOUND;
    }
}
