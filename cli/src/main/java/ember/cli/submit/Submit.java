// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import ember.cli.program.ProgramJar;
import ember.cli.program.UsageException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hands a program to Apache Spark. */
public final class Submit {
    private static final int FAILED = 1;

    private Submit() {}

    /**
     * Runs the program and waits for it. What Spark reads and says goes through.
     *
     * @return Spark's exit status; 1 if Spark could not be started
     */
    public static int run(SubmitOptions options) throws UsageException {
        Map<String, String> environment = System.getenv();
        Master master = Master.of(options.master());
        checkJar(options);
        if (!options.leftOut().isEmpty()) {
            say("left out " + String.join(", ", options.leftOut()) + ": Spark does not know Ember's own keys");
        }
        try {
            master.check(environment);
            return SparkCommand.find(master.kind(), environment).run(words(options));
        } catch (NotReadyException e) {
            say(e.sentence());
        } catch (IOException e) {
            say("Spark could not be started: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            say("interrupted");
        }
        return FAILED;
    }

    static void say(String sentence) {
        System.err.println("ember: " + sentence);
    }

    /** A jar that lies elsewhere (hdfs:, s3a:, local: ...) cannot be looked into from here, unless Spark does. */
    private static void checkJar(SubmitOptions options) throws UsageException {
        String jar = options.jar();
        boolean elsewhere = jar.indexOf(':') > 1 && !jar.startsWith("file:");
        if (!elsewhere) {
            String path = jar.startsWith("file:") ? jar.replaceFirst("^file:(//)?", "") : jar;
            ProgramJar.mainClass(new File(path), options.mainClass());
        } else if (options.mainClass() == null) {
            throw new UsageException(
                    "the manifest of " + jar + " cannot be read from here: name the class with --class");
        }
    }

    private static List<String> words(SubmitOptions options) {
        List<String> words = new ArrayList<>(options.sparkOptions());
        words.add(options.jar());
        words.addAll(options.arguments());
        return words;
    }
}
