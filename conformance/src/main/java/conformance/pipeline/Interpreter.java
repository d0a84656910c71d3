// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs programs on a context and writes down what came of each step. */
public final class Interpreter {
    private static final Pattern RDD_ID =
            Pattern.compile("RDD\\d*\\[(\\d+)]|RDD \\((\\d+)\\)|rdd_(\\d+)_|RDD (\\d+)\\b");

    private final JavaSparkContext context;
    private final Path directory;
    private final String planted;

    /**
     * @param directory a place for files; not there, or empty
     * @param planted an operator that is to be given a wrong number, so that the comparison has something to find; empty: none
     */
    public Interpreter(JavaSparkContext context, Path directory, String planted) {
        this.context = context;
        this.directory = directory;
        this.planted = planted;
    }

    /**
     * What the steps of a program told or made, and the jobs that ran for it; numbers are counted from the program's begin.
     *
     * @param base the id of its first RDD, if so many are not there yet: ids are seeds of what an engine draws when it sorts
     */
    public String run(Program program, int base) throws IOException {
        Files.createDirectories(directory);
        int firstRdd = RddIds.skip(context, base);
        Recorder recorder = new Recorder(firstRdd);
        context.sc().addSparkListener(recorder);
        StringBuilder text = new StringBuilder();
        try {
            Object[] made = new Object[program.steps().size()];
            for (int i = 0; i < made.length; i++) {
                text.append(i).append(' ').append(program.steps().get(i).operator());
                made[i] = step(program.steps().get(i), made, text);
                text.append('\n');
            }
            recorder.awaitEvents(context);
            text.append(recorder.text());
            return relative(text.toString().replace(directory.toString(), "DIR"), firstRdd)
                    .replaceAll("@[0-9a-f]{1,8}\\b", "@HASH");
        } finally {
            context.sc().removeSparkListener(recorder);
            context.getPersistentRDDs().values().forEach(rdd -> rdd.unpersist());
            Leftovers.delete(directory);
        }
    }

    private Object step(Step step, Object[] made, StringBuilder text) {
        Operator operator = Operators.of(step);
        Object left = operator.isSource() ? null : made[step.left()];
        Object right = operator.inputs().size() < 2 ? null : made[step.right()];
        if ((left == null && !operator.isSource())
                || (right == null && operator.inputs().size() == 2)) {
            text.append(" has no input");
            return null;
        }
        try {
            Step run = planted.equals(operator.name())
                    ? new Step(planted, step.left(), step.right(), step.number() + 1, step.variant())
                    : step;
            Object result = operator.body().run(new Inputs(context, directory, run, left, right));
            if (result instanceof JavaRDDLike<?, ?>) {
                return result;
            }
            text.append(": ")
                    .append(
                            operator.output() == Kind.ANSWER && result instanceof String told
                                    ? told
                                    : Show.text(result));
        } catch (Exception | AssertionError e) {
            text.append(" ! ").append(Failures.text(e));
        }
        return null;
    }

    /** Ids of RDDs counted from where the program began. */
    private static String relative(String text, int firstRdd) {
        Matcher ids = RDD_ID.matcher(text);
        StringBuilder relative = new StringBuilder();
        while (ids.find()) {
            int group = 1;
            while (ids.group(group) == null) {
                group++;
            }
            String found = ids.group();
            int from = ids.start(group) - ids.start();
            int id = Integer.parseInt(ids.group(group)) - firstRdd;
            ids.appendReplacement(
                    relative,
                    Matcher.quoteReplacement(found.substring(0, from)
                            + id
                            + found.substring(from + ids.group(group).length())));
        }
        return ids.appendTail(relative).toString();
    }
}
