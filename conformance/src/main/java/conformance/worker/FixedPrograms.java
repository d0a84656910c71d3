// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.worker;

import conformance.pipeline.Failures;
import conformance.pipeline.Show;
import conformance.program.AfterStop;
import conformance.program.BadInput;
import conformance.program.BadSettings;
import conformance.program.CountedUnseen;
import conformance.program.DestroyedBroadcast;
import conformance.program.Logged;
import conformance.program.ScalaClosures;
import conformance.program.TextFiles;
import conformance.program.WrongArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;

/** Programs that are always the same, or the same for a seed: named expressions, each of which is told with its value or its failure. */
final class FixedPrograms {
    private FixedPrograms() {}

    /**
     * One line for each expression.
     *
     * @param about the program's name, a blank and its seed
     * @param directory where it may write
     */
    static String run(String about, JavaSparkContext context, Path directory) throws IOException {
        int blank = about.indexOf(' ');
        String name = about.substring(0, blank);
        long seed = Long.parseLong(about.substring(blank + 1));
        Map<String, Callable<Object>> expressions = switch (name) {
            case "emptyRdds" -> BadInput.emptyRdds(context);
            case "wrongNumbers" -> BadInput.wrongNumbers(context);
            case "nullsAndTypes" -> BadInput.nullsAndTypes(context);
            case "wrongArguments" -> WrongArguments.all(context, Files.createDirectories(directory.resolve(name)));
            case "badSettings" -> BadSettings.contexts(context);
            case "afterStop" -> AfterStop.use(context);
            case "countedUnseen" -> CountedUnseen.all(context);
            case "destroyedBroadcast" -> DestroyedBroadcast.actions(context);
            case "scalaClosures" -> ScalaClosures.refused(context);
            case "logged" -> Logged.jobs(context);
            case "textFiles" -> TextFiles.splits(context, directory.resolve(name), seed);
            default -> throw new IllegalArgumentException("no program " + name);
        };
        StringBuilder text = new StringBuilder();
        expressions.forEach((expression, code) ->
                text.append(expression).append(": ").append(outcome(code)).append('\n'));
        return text.toString().replace(directory.toString(), "DIR");
    }

    private static String outcome(Callable<Object> code) {
        try {
            return Show.text(code.call());
        } catch (Exception | AssertionError e) {
            return "! " + Failures.text(e);
        }
    }
}
