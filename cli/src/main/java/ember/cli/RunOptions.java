// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.cli.program.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run, and how.
 *
 * @param jar the user's jar, or the shell's script; null: an example, which is on the class path, or no script
 * @param mainClass null: the one that the jar's manifest names
 * @param settings configuration keys and values, in the order they were given
 * @param arguments the program's own
 */
record RunOptions(
        @Nullable String jar, @Nullable String mainClass, Map<String, String> settings, List<String> arguments) {

    /** Reads {@code run [options] app.jar [args...]}; another command may stand for {@code run}. */
    static RunOptions parseRun(String[] args) throws UsageException {
        Parser parser = new Parser(args);
        String jar = parser.options();
        if (jar == null) {
            throw new UsageException(args[0] + " needs the jar of a program: ember " + args[0] + " app.jar [args...]");
        }
        // spark-submit's users write options before the jar; those of this command's own synopsis may follow it.
        String more = parser.optionsAfterJar();
        List<String> arguments = new ArrayList<>();
        if (more != null) {
            arguments.add(more);
        }
        arguments.addAll(parser.rest());
        return new RunOptions(jar, parser.mainClass, parser.settings, arguments);
    }

    /** Reads {@code example [options] NAME [args...]}. */
    static RunOptions parseExample(String[] args) throws UsageException {
        Parser parser = new Parser(args);
        String name = parser.options();
        if (name == null) {
            throw new UsageException("example needs a name; 'ember example' lists them");
        }
        if (parser.mainClass != null) {
            throw new UsageException("--class is for 'ember run': an example is named by its name");
        }
        Example example = Example.named(name);
        if (example == null) {
            throw new UsageException("there is no example '" + name + "'; 'ember example' lists them");
        }
        return new RunOptions(null, example.className(), parser.settings, parser.rest());
    }

    /** Reads {@code shell [options] [script]}; the script stands in the jar's place. */
    static RunOptions parseShell(String[] args) throws UsageException {
        Parser parser = new Parser(args);
        String script = parser.options();
        if (parser.mainClass != null) {
            throw new UsageException("--class is for 'ember run': a shell has no main class");
        }
        if (!parser.rest().isEmpty()) {
            throw new UsageException("shell takes one script, and nothing after it: ember shell [script]");
        }
        return new RunOptions(script, null, parser.settings, List.of());
    }

    /** Reads words from left to right. */
    private static final class Parser {
        private final String[] args;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private @Nullable String mainClass;
        private int next = 1;

        private Parser(String[] args) {
            this.args = args;
        }

        /** Reads options, up to the first word that is none, and returns that; null: there is none. */
        private @Nullable String options() throws UsageException {
            while (next < args.length) {
                String word = args[next++];
                if (!word.startsWith("--")) {
                    return word;
                }
                if (!option(word)) {
                    throw new UsageException("unknown option " + word);
                }
            }
            return null;
        }

        /** Reads known options only: any other word is the program's. */
        private @Nullable String optionsAfterJar() throws UsageException {
            while (next < args.length) {
                String word = args[next++];
                if (word.equals("--")) {
                    return null;
                }
                if (!word.startsWith("--") || !option(word)) {
                    return word;
                }
            }
            return null;
        }

        private boolean option(String word) throws UsageException {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            switch (name) {
                case "--class" -> mainClass = value(word, equals);
                case "--master" -> settings.put("spark.master", value(word, equals));
                case "--name" -> settings.put("spark.app.name", value(word, equals));
                case "--conf" -> setting(value(word, equals));
                case "--explain" -> settings.put("ember.explain", "true");
                case "--watch" -> settings.put("ember.ui.console", "graph");
                case "--verbose" -> settings.put("ember.log.level", "INFO");
                default -> {
                    return false;
                }
            }
            return true;
        }

        private String value(String word, int equals) throws UsageException {
            if (equals >= 0) {
                return word.substring(equals + 1);
            }
            if (next == args.length) {
                throw new UsageException(word + " needs a value");
            }
            return args[next++];
        }

        private void setting(String text) throws UsageException {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("--conf needs key=value, was '" + text + "'");
            }
            String key = text.substring(0, equals).trim();
            if (!key.startsWith("spark.") && !key.startsWith("ember.")) {
                throw new UsageException("--conf takes keys that start with spark. or ember., was '" + key + "'");
            }
            settings.put(key, text.substring(equals + 1).trim());
        }

        private List<String> rest() {
            return Arrays.asList(args).subList(next, args.length);
        }
    }
}
