// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ember shell} on scripts: what is written in it runs in tasks, and its end is an exit status. */
class ShellTest {
    /** Else the address of the pages is told. */
    private static final String QUIET = "--conf=spark.ui.enabled=false";

    private static final String HEAP = "-Xmx256m";

    private static final String POINTS = """
            #!/usr/bin/env -S ember shell
            // Methods and classes of the script, used by tasks; a class that is written again replaces the first.
            int twice(int x) {
                return 2 * x;
            }
            class Point implements Serializable {
                final int x;
                Point(int x) { this.x = x; }
                public String toString() { return "first " + x; }
            }
            var numbers = sc.parallelize(List.of(1, 2, 3), 2)
                .map(x -> twice(x))
            System.out.println(numbers.map(x -> new Point(x)).repartition(1).collect())
            class Point implements Serializable {
                final int x;
                Point(int x) { this.x = x; }
                public String toString() { return "second " + x; }
            }
            System.out.println(numbers.map(x -> new Point(x)).repartition(1).collect())
            if (numbers.isEmpty()) {
                System.out.println("none");
            }
            else {
                System.out.println(numbers.mapToPair(x -> new Tuple2<>(x % 4, x)).reduceByKey((a, b) -> a + b).collectAsMap());
            }
            """;

    @TempDir
    Path folder;

    private Ember ember;

    @BeforeEach
    void makeEmber() {
        ember = new Ember(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ember.strict=false", "ember.strict=true"})
    void whatAScriptDefinesRunsInTasks(String setting) throws Exception {
        Outcome outcome = ember.start(
                        List.of(), HEAP, "shell", "--master", "local[2]", QUIET, "--conf", setting, script(POINTS))
                .await();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .isEqualTo("[first 2, first 4, first 6]\n[second 2, second 4, second 6]\n{0=4, 2=8}\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void standardInputIsAScriptToo() throws Exception {
        Outcome outcome =
                piped("System.out.println(sc.parallelize(List.of(1, 2)).map(x -> x + 1).collect())\n/exit 7\nnever");
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(7);
        assertThat(outcome.out()).isEqualTo("[2, 3]\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void callSitesSayThatTheyWereTyped() throws Exception {
        Outcome outcome = piped("System.out.println(sc.parallelize(List.of(1)).map(x -> x))\n");
        assertThat(outcome.out()).as(outcome.toString()).startsWith("MapPartitionsRDD[1] at map at <console>:");
    }

    @Test
    void aJobGroupStaysForTheNextSnippets() throws Exception {
        Outcome outcome = piped("""
                sc.setJobGroup("nightly", "the nightly run")
                System.out.println(sc.getLocalProperty("spark.jobGroup.id"))
                sc.clearJobGroup()
                System.out.println(sc.getLocalProperty("spark.jobGroup.id"))
                """);
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("nightly\nnull\n");
    }

    @Test
    void whatDoesNotCompileIsSaidWithItsLine() throws Exception {
        Outcome outcome = piped("int x = 1\n\nint y =\n    \"a\"\nSystem.out.println(x)\n");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("standard input:4: incompatible types: java.lang.String cannot be converted to int\n");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void whatIsCutOffIsSaid() throws Exception {
        Outcome outcome = piped("int f() {\n");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("standard input:1: reached end of file while parsing\n");
    }

    @Test
    void anExceptionStopsAScript() throws Exception {
        Outcome outcome = piped("sc.textFile(\"/nowhere\").count()\nSystem.out.println(1)\n");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith(
                        "standard input:1: java.io.FileNotFoundException: Input path does not exist: file:/nowhere\n\tat ");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void commandsOfTheTerminalAreRefused() throws Exception {
        Outcome outcome = piped("/help\n");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith(
                        "ember: standard input:1: '/help' is for terminals: of the commands, a script may say /exit\n");
    }

    @Test
    void aMissingScriptIsSaid() throws Exception {
        Outcome outcome = ember.ember("shell", "nowhere.jsh");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("ember: there is no script nowhere.jsh\n");
    }

    private String script(String text) throws IOException {
        return Files.writeString(folder.resolve("script.jsh"), text).toString();
    }

    private Outcome piped(String text) throws IOException, InterruptedException {
        String file = script(text);
        return ember.start(
                        List.of("sh", "-c", "exec \"$@\" <'" + file + "'", "sh"),
                        HEAP,
                        "shell",
                        "--master",
                        "local[2]",
                        QUIET)
                .await();
    }
}
