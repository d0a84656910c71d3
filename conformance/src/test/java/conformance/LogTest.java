// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines at INFO and above that users of Spark look for, with their loggers and levels. */
class LogTest {
    /** As log4j writes a line by Spark's pattern, and slf4j-simple by its own. */
    private static final Pattern LINE = Pattern.compile("(INFO|WARN|ERROR) (\\w+)(?::| -) (.*)");

    private static final List<String> LOGGERS =
            List.of("SparkContext", "DAGScheduler", "TaskSchedulerImpl", "TaskSetManager");

    /** What one engine only says: of the machine, of broadcasts and results that Ember does not make, and why a stage runs. */
    private static final Pattern ONE_SIDED = Pattern.compile("OS info .*|Java version .*|Created broadcast .*"
            + "|Canceling stage \\d+|Killing all running tasks in stage \\d+: .*|Stage [0-9.]+ was cancelled"
            + "|SparkContext is stopping .*|SparkContext already stopped.*|.* runs as attempt \\d+ because .*");

    @TempDir
    Path folder;

    @Test
    void linesThatUsersLookForAreTheSame() throws IOException {
        List<String> spark;
        List<String> ember;
        try (Engine engine = Engine.spark(folder, "info")) {
            spark = lines(engine);
        }
        try (Engine engine = Engine.ember(folder, "", "info")) {
            ember = lines(engine);
        }
        assertThat(spark)
                .contains(
                        "INFO SparkContext: Running Spark version 4.2.0",
                        "INFO SparkContext: Submitted application: conformance");
        assertThat(ember).isEqualTo(spark);
    }

    /** Sorted: which of two threads writes first is up to chance. */
    private static List<String> lines(Engine engine) throws IOException {
        engine.ask("context local[2]");
        engine.ask("fixed logged 1");
        return engine.logged().lines().flatMap(LogTest::line).sorted().toList();
    }

    private static Stream<String> line(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.find()
                || !LOGGERS.contains(parts.group(2))
                || ONE_SIDED.matcher(parts.group(3)).matches()) {
            return Stream.empty();
        }
        String message = parts.group(3)
                .strip()
                .replaceAll("(took|in|Uptime:) [0-9.E-]+ m?s", "$1 TIME")
                // Ember does not serialise tasks, so they have no size.
                .replaceAll("(Starting task .*), \\d+ bytes\\)", "$1)")
                // Ember goes on to say where the object is.
                .replaceAll("(had a not serializable result: \\S+) is not java.io.Serializable.*", "$1")
                // Ember's log has the text of the error only.
                .replaceAll("\\[SPARK_JOB_CANCELLED\\] (.*) SQLSTATE: XXKDA", "$1")
                // Tasks of a stage are told to have finished in the order in which they did.
                .replaceAll("task \\d+\\.0 in stage (\\d+\\.0) \\(TID \\d+\\) in TIME", "task in stage $1 in TIME");
        return Stream.of(parts.group(1) + " " + parts.group(2) + ": " + message);
    }
}
