// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.worker;

import conformance.pipeline.Failures;
import conformance.pipeline.Show;
import conformance.program.BadInput;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;

/** Programs that are always the same: named expressions, each of which is told with its value or its failure. */
final class FixedPrograms {
    private FixedPrograms() {}

    /** One line for each expression. */
    static String run(String name, JavaSparkContext context) {
        Map<String, Callable<Object>> expressions = switch (name) {
            case "emptyRdds" -> BadInput.emptyRdds(context);
            case "wrongNumbers" -> BadInput.wrongNumbers(context);
            case "nullsAndTypes" -> BadInput.nullsAndTypes(context);
            default -> throw new IllegalArgumentException("no program " + name);
        };
        StringBuilder text = new StringBuilder();
        expressions.forEach((expression, code) ->
                text.append(expression).append(": ").append(outcome(code)).append('\n'));
        return text.toString();
    }

    private static String outcome(Callable<Object> code) {
        try {
            return Show.text(code.call());
        } catch (Exception | AssertionError e) {
            return "! " + Failures.text(e);
        }
    }
}
