// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import conformance.pipeline.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Both engines, and programs that run on both. */
final class Comparison implements AutoCloseable {
    /** Programs that run on one context, one after the other. */
    private static final int PER_CONTEXT = 50;

    private static final int MOST_TRIALS = 400;
    private static final List<String> SETTINGS = List.of(
            "local[2]",
            "local[4]",
            "local[2] spark.default.parallelism=3",
            "local[4] spark.serializer=org.apache.spark.serializer.KryoSerializer");

    private final Engine spark;
    private final Engine ember;
    private String settings = SETTINGS.get(0);

    /** @param folder where both may write */
    Comparison(Path folder) throws IOException {
        this(folder, "", false);
    }

    /**
     * @param planted an operator that works wrongly on Ember; empty: none
     * @param quickCleaner whether Spark's closure cleaner is changed as {@link QuickCleaner} says
     */
    Comparison(Path folder, String planted, boolean quickCleaner) throws IOException {
        this.spark = Engine.spark(folder, quickCleaner);
        this.ember = Engine.ember(folder, planted);
    }

    /**
     * Differences of programs with seeds from {@code first} on, each as a text that says all one needs to look into it.
     *
     * @param most no more programs are run when so many differ
     */
    List<String> run(long first, int count, int most) {
        List<String> differences = new ArrayList<>();
        for (long seed = first; seed < first + count && differences.size() < most; seed++) {
            String settings = SETTINGS.get((int) Math.floorMod(seed / PER_CONTEXT, (long) SETTINGS.size()));
            if (seed == first || seed % PER_CONTEXT == 0) {
                start(settings);
            }
            String difference = difference(ProgramGenerator.program(seed));
            if (difference != null) {
                differences.add(shrunk(seed, settings, difference));
                System.out.println(differences.get(differences.size() - 1));
            }
        }
        return differences;
    }

    private void start(String settings) {
        this.settings = settings;
        spark.send("context " + settings);
        ember.send("context " + settings);
        spark.receive();
        ember.receive();
    }

    /** What both engines, Spark first, tell of a program that is always the same for a seed. */
    List<String> fixed(String name, long seed) {
        start(SETTINGS.get(0));
        String request = "fixed " + name + " " + seed;
        return List.of(spark.ask(request), ember.ask(request));
    }

    /** How often Spark's cleaner did not look into a closure again. */
    long sparedLooks() {
        return Long.parseLong(spark.ask("spared looks"));
    }

    /** Null if the program ends alike. */
    private String difference(Program program) {
        String request = "program " + program.encoded();
        spark.send(request);
        ember.send(request);
        return Differences.between(settings, spark.receive(), ember.receive());
    }

    /** @param seen how the whole program differed: what is left of it may differ now and then only */
    private String shrunk(long seed, String settings, String seen) {
        Program program = ProgramGenerator.program(seed);
        Program smallest = new Shrinker(smaller -> difference(smaller) != null, MOST_TRIALS).shrink(program);
        String difference = difference(smallest);
        return "\n==== seed " + seed + ", " + settings + (difference == null ? " (not each time)" : "") + "\n"
                + JavaText.of(smallest, "Seed" + seed, settings.split(" ")[0])
                + (difference == null ? seen : difference);
    }

    @Override
    public void close() throws IOException {
        spark.close();
        ember.close();
    }
}
