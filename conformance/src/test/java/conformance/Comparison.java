// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import conformance.pipeline.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both engines, and programs that run on both. */
final class Comparison implements AutoCloseable {
    /** Programs that run on one context, one after the other. */
    private static final int PER_CONTEXT = 50;

    /** More RDDs than a program has. */
    private static final int RDDS = 1000;

    private static final int MOST_TRIALS = 400;

    /** How often Spark is asked about a program that differs: what it answers may be up to chance. */
    private static final int MOST_ASKED = 20;

    private static final List<String> SETTINGS = List.of(
            "local[2]",
            "local[4]",
            "local[2] spark.default.parallelism=3",
            "local[4] spark.serializer=org.apache.spark.serializer.KryoSerializer");

    private final Path folder;
    private final boolean quickCleaner;
    private final Engine ember;
    private final SparkAnswers answers;
    private String settings = SETTINGS.get(0);
    /** The id of the first RDD of a program. */
    private int base;

    /** Started when it is first needed: not at all if all its answers are known. */
    private @Nullable Engine spark;

    /** Whether Spark has a context of the settings that are those now. */
    private boolean sparkHasContext;

    /** @param folder where both may write */
    Comparison(Path folder) throws IOException {
        this(folder, "", false, SparkAnswers.none());
    }

    /**
     * @param planted an operator that works wrongly on Ember; empty: none
     * @param quickCleaner whether Spark's closure cleaner is changed as {@link QuickCleaner} says
     * @param answers what Spark has answered before, and is not asked again
     */
    Comparison(Path folder, String planted, boolean quickCleaner, SparkAnswers answers) throws IOException {
        this.folder = folder;
        this.quickCleaner = quickCleaner;
        this.answers = answers;
        this.ember = Engine.ember(folder, planted);
    }

    /**
     * Differences of programs with seeds from {@code first} on, each as a text that says all one needs to look into it.
     *
     * @param most no more programs are run when so many differ
     */
    List<String> run(long first, int count, int most) throws IOException {
        List<String> differences = new ArrayList<>();
        for (long seed = first; seed < first + count && differences.size() < most; seed++) {
            if (seed == first || seed % PER_CONTEXT == 0) {
                answers.write();
                start(SETTINGS.get((int) Math.floorMod(seed / PER_CONTEXT, (long) SETTINGS.size())));
                base = RDDS * (int) (seed % PER_CONTEXT);
                answers.read(seed / PER_CONTEXT);
            }
            String difference = difference(ProgramGenerator.program(seed), answers);
            if (difference != null) {
                differences.add(shrunk(seed, difference));
                System.out.println(differences.get(differences.size() - 1));
            }
        }
        answers.write();
        return differences;
    }

    private void start(String settings) throws IOException {
        this.settings = settings;
        ember.send("context " + settings);
        sparkHasContext = false;
        ember.receive();
    }

    /** With a context of the settings that are those now. */
    private Engine spark() throws IOException {
        Engine engine = spark;
        if (engine == null) {
            engine = Engine.spark(folder, quickCleaner);
            spark = engine;
        }
        if (!sparkHasContext) {
            engine.ask("context " + settings);
            sparkHasContext = true;
        }
        return engine;
    }

    /** What both engines, Spark first, tell of a program that is always the same for a seed. */
    List<String> fixed(String name, long seed) throws IOException {
        start(SETTINGS.get(0));
        String request = "fixed " + name + " " + seed;
        return List.of(spark().ask(request), ember.ask(request));
    }

    /** How often Spark's cleaner did not look into a closure again. */
    long sparedLooks() throws IOException {
        return Long.parseLong(spark().ask("spared looks"));
    }

    /**
     * Null if Spark answers as Ember does, or does so when it is asked again; otherwise how its last answer differs.
     *
     * @param kept what Spark has answered, and where its last answer goes
     */
    private @Nullable String difference(Program program, SparkAnswers kept) {
        String encoded = program.encoded();
        base += RDDS;
        String request = "program " + base + "\n" + encoded;
        String known = kept.of(encoded);
        try {
            ember.send(request);
            String asked = known == null ? spark().ask(request) : known;
            String told = ember.receive();
            String difference = Differences.between(settings, asked, told);
            for (int i = 1; i < MOST_ASKED && difference != null; i++) {
                asked = spark().ask(request);
                difference = Differences.between(settings, asked, told);
            }
            kept.add(encoded, asked);
            return difference;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param seen how the whole program differed: what is left of it may differ now and then only */
    private String shrunk(long seed, String seen) {
        Program program = ProgramGenerator.program(seed);
        Program smallest =
                new Shrinker(smaller -> difference(smaller, SparkAnswers.none()) != null, MOST_TRIALS).shrink(program);
        String difference = difference(smallest, SparkAnswers.none());
        return "\n==== seed " + seed + ", " + settings + (difference == null ? " (not each time)" : "") + "\n"
                + JavaText.of(smallest, "Seed" + seed, settings.split(" ")[0])
                + (difference == null ? seen : difference);
    }

    @Override
    public void close() throws IOException {
        if (spark != null) {
            spark.close();
        }
        ember.close();
    }
}
