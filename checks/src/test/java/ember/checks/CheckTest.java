// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.program.Faulty;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code ember check} on programs with one fault each, and on programs without. */
class CheckTest {
    @TempDir
    Path folder;

    private Ember ember;

    @BeforeEach
    void pack() {
        ember = new Ember(folder);
    }

    private Outcome check(String... arguments) throws Exception {
        String[] words = new String[arguments.length + 4];
        words[0] = "check";
        words[1] = "--class";
        words[2] = Faulty.class.getName();
        words[3] = ember.jar().toString();
        System.arraycopy(arguments, 0, words, 4, arguments.length);
        return ember.ember(words);
    }

    private void finds(String fault, String... said) throws Exception {
        Outcome outcome = check(fault, folder.resolve("saved").toString());
        assertThat(outcome.out()).as(outcome.toString()).contains(said);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
    }

    @Test
    void aProgramThatIsRightIsCleanAndItsFilesAreThere() throws Exception {
        Outcome outcome = check("none", folder.resolve("saved").toString());
        assertThat(outcome.out())
                .as(outcome.toString())
                .contains("nothing found", "1 lines of output and 3 saved files were compared");
        assertThat(outcome.status()).isZero();
        assertThat(Ember.linesIn(folder.resolve("saved"))).containsExactly("(even,2450)", "(odd,2500)");
    }

    @Test
    void aStaticFieldThatTheDriverSetsAndTasksReadIsNamed() throws Exception {
        finds(
                "static-read-by-tasks",
                "1. The output is another one, from line 1 on.\n     as it is:  50\n     rehearsed: 100",
                "ember.checks.program.Faulty.threshold");
    }

    @Test
    void aStaticFieldThatTasksChangeAndTheDriverReadsIsNamed() throws Exception {
        finds("static-written-by-tasks", "rehearsed: []", "ember.checks.program.Faulty.SEEN");
    }

    @Test
    void aKeyWithoutEqualsIsFoundWithTheLineOfTheJob() throws Exception {
        finds("key-without-equals", "1. The program fails.", "ember.checks.program.Faulty$Key", "(Faulty.java:");
    }

    @Test
    void aBroadcastThatIsChangedIsFoundWhereItIsUsed() throws Exception {
        finds("changed-broadcast", "was changed by the driver after it was broadcast", "(Faulty.java:");
    }

    @Test
    void anAccumulatorInATransformationIsFoundWithItsStage() throws Exception {
        finds(
                "accumulator-in-transformation",
                "Accumulator 'mapped' is added to in a transformation",
                "The tasks are those of stage 'mapToPair at Faulty.java:");
    }

    @Test
    void whatTasksPrintIsFoundWithTheLine() throws Exception {
        finds("prints-in-task", "A task prints to standard output", "(Faulty.java:");
    }

    @Test
    void aSavedFileThatDependsOnTheAttemptIsNamedAndTheFirstRunsIsKept() throws Exception {
        finds("attempt-number-saved", "A saved file is another one: " + folder.resolve("saved/part-00000"));
        assertThat(Ember.linesIn(folder.resolve("saved"))).contains("0 0").doesNotContain("0 1");
    }

    @Test
    void outputThatIsNeverTheSameIsNotHeldAgainstAProgram() throws Exception {
        Outcome outcome = check("time");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }

    @Test
    void aProgramThatFailsAsItIsIsNotRehearsed() throws Exception {
        Outcome outcome = check("fails");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo("The program fails as it is, with exit status 1.\n");
        assertThat(outcome.err()).contains("IllegalStateException: as it is");
    }

    @Test
    void whatAProgramNeedsAndEmberLacksIsNamed() throws Exception {
        finds(
                "needs-hadoop",
                "1. The program needs something that is neither in its jar nor in Ember",
                "java.lang.NoClassDefFoundError: org/apache/hadoop/conf/Configuration");
    }

    @Test
    void wrongUseIsToldBeforeAnythingRuns() throws Exception {
        assertThat(ember.ember("check", "--class", "Missing", ember.jar().toString())
                        .status())
                .isEqualTo(2);
        assertThat(ember.ember("check", "missing.jar").err()).contains("there is no file missing.jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SumSquares",
                "WordCount",
                "LogAnalysis",
                "PageRank",
                "KMeans",
                "TransitiveClosure",
                "InvertedIndex",
                "SecondarySort",
                "TopN"
            })
    void noExampleHasAFault(String example) throws Exception {
        Outcome outcome = ember.ember(
                "check", "--class", "ember.examples." + example, examples().toString());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("nothing found");
    }

    private Path examples() throws Exception {
        Path jar = folder.resolve("examples.jar");
        Path classes = Repository.existing("examples/target/classes");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            for (Path each : files) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
