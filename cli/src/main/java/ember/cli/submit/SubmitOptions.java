// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import ember.cli.program.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to run on Spark, and how.
 *
 * @param master where, as {@code --master} or {@code spark.master} names it
 * @param mainClass null: the one that the jar's manifest names
 * @param sparkOptions what spark-submit is told before the jar, in the order it was given; without keys of Ember's own
 * @param leftOut settings that mean nothing to Spark, as {@code key=value}
 * @param jar a path, or a URL of a file system that Spark knows
 * @param arguments the program's own
 */
public record SubmitOptions(
        String master,
        @Nullable String mainClass,
        List<String> sparkOptions,
        List<String> leftOut,
        String jar,
        List<String> arguments) {

    /** The options of spark-submit that are followed by a value and concern programs written in Java. */
    private static final Set<String> WITH_VALUE = Set.of(
            "--archives",
            "--class",
            "--conf",
            "--deploy-mode",
            "--driver-class-path",
            "--driver-cores",
            "--driver-java-options",
            "--driver-library-path",
            "--driver-memory",
            "--exclude-packages",
            "--executor-cores",
            "--executor-memory",
            "--files",
            "--jars",
            "--keytab",
            "--master",
            "--name",
            "--num-executors",
            "--packages",
            "--principal",
            "--properties-file",
            "--proxy-user",
            "--queue",
            "--repositories",
            "--total-executor-cores");

    private static final Set<String> WITHOUT_VALUE = Set.of("--load-spark-defaults", "--supervise", "--verbose");

    /** Reads {@code submit --master M [options] app.jar [args...]}: all that follows the jar is the program's. */
    public static SubmitOptions parse(String[] args) throws UsageException {
        return new Parser(args).parse();
    }

    /** Reads words from left to right. */
    private static final class Parser {
        private final String[] args;
        private final List<String> sparkOptions = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();
        private @Nullable String master;
        private @Nullable String mainClass;
        private int next = 1;

        private Parser(String[] args) {
            this.args = args;
        }

        private SubmitOptions parse() throws UsageException {
            String jar = null;
            while (jar == null) {
                if (next == args.length) {
                    throw new UsageException(
                            "submit needs the jar of a program: ember submit --master M app.jar [args...]");
                }
                String word = args[next++];
                if (word.startsWith("-")) {
                    option(word);
                } else {
                    jar = word;
                }
            }
            if (master == null) {
                throw new UsageException("submit needs --master: spark://host:port, yarn, k8s://... or local[N]");
            }
            List<String> arguments = List.copyOf(Arrays.asList(args).subList(next, args.length));
            return new SubmitOptions(master, mainClass, sparkOptions, leftOut, jar, arguments);
        }

        private void option(String word) throws UsageException {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (WITHOUT_VALUE.contains(word)) {
                sparkOptions.add(word);
                return;
            }
            if (!WITH_VALUE.contains(name)) {
                throw new UsageException("unknown option " + word);
            }
            if (equals < 0 && next == args.length) {
                throw new UsageException(word + " needs a value");
            }
            String value = equals < 0 ? args[next++] : word.substring(equals + 1);
            switch (name) {
                case "--master" -> master = value;
                case "--class" -> mainClass = value;
                case "--conf" -> {
                    setting(value);
                    return;
                }
                default -> {}
            }
            sparkOptions.add(name);
            sparkOptions.add(value);
        }

        private void setting(String text) throws UsageException {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("--conf needs key=value, was '" + text + "'");
            }
            String key = text.substring(0, equals).trim();
            if (key.startsWith("ember.")) {
                leftOut.add(text);
                return;
            }
            if (!key.startsWith("spark.")) {
                throw new UsageException("--conf takes keys that start with spark. or ember., was '" + key + "'");
            }
            // As spark-submit does: the option is stronger than the key.
            if (key.equals("spark.master") && master == null) {
                master = text.substring(equals + 1).trim();
            }
            sparkOptions.add("--conf");
            sparkOptions.add(text);
        }
    }
}
