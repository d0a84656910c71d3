// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs each example undisturbed, then with one file of each shuffle, or all of them, damaged before its reduce side reads: {@code
 * one|all DIRECTORY DATA}, the directory being where temporary files go. Says in a line for each fault what came of it.
 *
 * <p>The engine says on its own thread that a map stage has finished, before it starts the tasks that read: what listens to its log
 * comes in between.
 */
public final class DamagedShuffles {
    private static final List<String> EXAMPLES = List.of(
            "SumSquares",
            "WordCount",
            "LogAnalysis",
            "PageRank",
            "KMeans",
            "TransitiveClosure",
            "InvertedIndex",
            "SecondarySort",
            "TopN");

    private DamagedShuffles() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        System.setProperty("ember.data", args[2]);
        for (String example : EXAMPLES) {
            System.clearProperty("ember.memory");
            String undisturbed = output(example);
            // So little that every map output is a file.
            System.setProperty("ember.memory", "1");
            for (String fault : List.of("flip", "delete")) {
                PrintStream err = System.err;
                Saboteur saboteur = new Saboteur(fault.equals("flip"), args[0].equals("all"), Path.of(args[1]), err);
                System.setErr(new PrintStream(saboteur, true));
                String disturbed = output(example);
                System.setErr(err);
                System.out.println(example + " " + fault
                        + (disturbed.equals(undisturbed) ? ": same" : ": " + disturbed + "\nnot " + undisturbed)
                        + saboteur.report());
            }
        }
    }

    /** What an example prints. */
    private static String output(String example) throws ReflectiveOperationException {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            Class.forName("ember.examples." + example)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Takes lines of the log. */
    private static final class Saboteur extends OutputStream {
        private static final Pattern REGISTERED = Pattern.compile("Registering RDD .* as input to (shuffle \\d+)");
        private static final Pattern MORE = Pattern.compile(" (\\d+) more map outputs that .* would read are gone");
        private final boolean flips;
        private final boolean all;
        private final Path directory;
        private final PrintStream next;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Set<String> registered = new HashSet<>();
        private final Set<String> shuffles = new HashSet<>();
        private final Set<String> damaged = new HashSet<>();
        private final Set<String> found = new HashSet<>();
        private int foundWithOthers;

        Saboteur(boolean flips, boolean all, Path directory, PrintStream next) {
            this.flips = flips;
            this.all = all;
            this.directory = directory;
            this.next = next;
        }

        synchronized String report() {
            return ", " + registered.size() + " shuffles, " + shuffles.size() + " reached, " + damaged.size()
                    + " files damaged, " + (found.size() + foundWithOthers) + " found";
        }

        @Override
        public synchronized void write(int value) throws IOException {
            line.write(value);
            if (value == '\n') {
                said(line.toString(StandardCharsets.UTF_8));
                line.writeTo(next);
                line.reset();
            }
        }

        private void said(String words) throws IOException {
            Matcher stage = REGISTERED.matcher(words);
            if (stage.find()) {
                registered.add(stage.group(1));
            }
            if (words.contains("ShuffleMapStage") && words.contains(" finished in ")) {
                damage();
            }
            Matcher more = MORE.matcher(words);
            if (more.find()) {
                foundWithOthers += Integer.parseInt(more.group(1));
            }
            if (words.contains(" cannot be read: ")) {
                damaged.stream().filter(words::contains).forEach(found::add);
            }
        }

        private void damage() throws IOException {
            Set<String> reached = new HashSet<>();
            for (Path file : outputs()) {
                String name = file.getFileName().toString();
                String shuffle = name.substring(0, name.lastIndexOf('-'));
                if (Files.size(file) == 0 || shuffles.contains(shuffle) || (!reached.add(shuffle) && !all)) {
                    continue;
                }
                damaged.add(file.toString());
                if (flips) {
                    flip(file);
                } else {
                    Files.delete(file);
                }
            }
            shuffles.addAll(reached);
        }

        private List<Path> outputs() {
            try (Stream<Path> files = Files.walk(directory)) {
                return files.filter(file -> file.getFileName().toString().startsWith("shuffle-"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void flip(Path file) throws IOException {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                long middle = bytes.length() / 2;
                bytes.seek(middle);
                int value = bytes.read();
                bytes.seek(middle);
                bytes.write(value ^ 1);
            }
        }
    }
}
