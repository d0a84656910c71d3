// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import conformance.pipeline.Fn;
import conformance.pipeline.Kind;
import conformance.pipeline.Operator;
import conformance.pipeline.Operators;
import conformance.pipeline.Program;
import conformance.pipeline.Show;
import conformance.pipeline.Step;
import java.util.List;

/** A program as Java, for whoever has to find out why two engines differ. */
final class JavaText {
    private static final String IMPORTS = """
            import conformance.pipeline.*;
            import java.nio.file.Path;
            import java.util.*;
            import org.apache.spark.*;
            import org.apache.spark.api.java.*;
            import scala.Tuple2;

            """;

    private JavaText() {}

    /** A class whose main method prints what each step tells. */
    static String of(Program program, String name, String master) {
        StringBuilder text = new StringBuilder(IMPORTS);
        text.append("public class ")
                .append(name)
                .append(" {\n    public static void main(String[] args) throws Exception {\n");
        text.append("        Path dir = Path.of(args[0]);\n");
        text.append("        SparkConf conf = new SparkConf().setMaster(\"")
                .append(master)
                .append("\").setAppName(\"")
                .append(name)
                .append("\");\n");
        text.append("        try (JavaSparkContext sc = new JavaSparkContext(conf)) {\n");
        for (int i = 0; i < program.steps().size(); i++) {
            text.append(step(program.steps(), i));
        }
        return text.append("        }\n    }\n}\n").toString();
    }

    private static String step(List<Step> steps, int index) {
        Step step = steps.get(index);
        Operator operator = Operators.of(step);
        String java = operator.java()
                .replace("{n}", Integer.toString(step.number()))
                .replace("{v}", Integer.toString(step.variant()))
                .replace("{sc}", "sc")
                .replace("{dir}", "dir");
        String data = "";
        if (operator.isSource()) {
            java = java.replace("{c}", Integer.toString(step.left())).replace("{k}", Integer.toString(step.right()));
            data = "            // of " + Show.text(Fn.data(step.right(), step.left(), step.variant())) + "\n";
        } else {
            java = java.replace(
                    "{l}", input(steps, step.left(), operator.inputs().get(0)));
            if (operator.inputs().size() > 1) {
                java = java.replace(
                        "{r}", input(steps, step.right(), operator.inputs().get(1)));
            }
        }
        String statement = operator.output() == Kind.ANSWER
                ? "System.out.println(\"" + index + " \" + Show.text(" + java + "));"
                : operator.output().type() + " r" + index + " = " + java + ";";
        return data + "            " + statement + "\n";
    }

    private static String input(List<Step> steps, int used, Kind wanted) {
        Kind there = Operators.of(steps.get(used)).output();
        if (there == wanted) {
            return "r" + used;
        }
        return switch (wanted) {
            case ELEMENTS -> "Convert.elements(r" + used + ")";
            case PAIRS -> "Convert.pairs(r" + used + ")";
            default -> "Convert.doubles(r" + used + ")";
        };
    }
}
