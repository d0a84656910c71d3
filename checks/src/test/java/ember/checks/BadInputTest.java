// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.program.ExhaustMemory;
import ember.checks.program.Lines;
import ember.checks.program.NoMain;
import ember.checks.program.Save;
import ember.checks.program.Throw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says to bad input: which thing is wrong, and an exit status that scripts can rely on. */
class BadInputTest {
    private static final int PROGRAM_FAILED = 1;
    private static final int WRONG_USE = 2;

    @TempDir
    Path folder;

    private Ember ember;

    @BeforeEach
    void pack() {
        ember = new Ember(folder);
    }

    private static void refuses(Outcome outcome, String... words) {
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(WRONG_USE);
        assertThat(outcome.err()).contains(words).doesNotContain("\tat ");
        assertThat(outcome.out()).isEmpty();
    }

    private static void fails(Outcome outcome, String... words) {
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(PROGRAM_FAILED);
        assertThat(outcome.err()).contains(words);
    }

    private static void prints(Outcome outcome, String output) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo(output);
    }

    @Test
    void unknownCommandIsRefused() throws Exception {
        assertThat(ember.ember("flatten").status()).isEqualTo(WRONG_USE);
    }

    @Test
    void missingJarIsNamed() throws Exception {
        refuses(ember.ember("run", "missing.jar"), "there is no file missing.jar");
    }

    @Test
    void fileThatIsNoJarIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "this is not a jar");
        refuses(ember.ember("run", text.toString()), "text.jar is not a jar");
    }

    @Test
    void missingClassIsNamed() throws Exception {
        refuses(
                ember.ember("run", "--class", "no.such.Program", ember.jar().toString()),
                "there is no class no.such.Program");
    }

    @Test
    void jarWithoutMainClassAsksForOne() throws Exception {
        refuses(ember.ember("run", ember.jar().toString()), "--class");
    }

    @Test
    void missingMainMethodIsNamed() throws Exception {
        refuses(ember.run(NoMain.class), NoMain.class.getName(), "public static void main(String[])");
    }

    @Test
    void unknownExampleIsNamed() throws Exception {
        refuses(ember.ember("example", "nosuch"), "there is no example 'nosuch'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seeds many",
                "--seeds -1",
                "--seeds 0",
                "--seed 99999999999999999999",
                "--seed",
                "--seed 1 --seeds 2",
                "--first 1",
                "--speed 1",
                "seed"
            })
    void malformedSimulationIsRefused(String words) throws Exception {
        String[] command = ("simulate " + words).split(" ");
        refuses(ember.ember(command), "ember: ", "Try 'ember --help'.");
    }

    @Test
    void malformedConfigurationIsRefused() throws Exception {
        refuses(
                ember.ember(
                        "run", "--conf", "spark.task.maxFailures", ember.jar().toString()),
                "key=value");
    }

    @Test
    void badValueOfAKnownKeyIsNamed() throws Exception {
        String[] words = {
            "run",
            "--class",
            Save.class.getName(),
            "--conf",
            "spark.task.maxFailures=many",
            ember.jar().toString(),
            "out"
        };
        fails(ember.ember(words), "spark.task.maxFailures", "many");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void malformedMasterIsNamed() throws Exception {
        fails(ember.startProgram(Save.class, "local[x]", "out").await(), "local[x]");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void missingFileIsNamedAsSparkNamesIt() throws Exception {
        fails(
                ember.run(Lines.class, folder.resolve("missing.txt").toString()),
                "Input path does not exist: file:" + folder.resolve("missing.txt"));
    }

    @Test
    void existingOutputDirectoryIsLeftAlone() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path precious = Files.writeString(out.resolve("part-00000"), "precious\n");
        fails(ember.run(Save.class, out.toString()), "Output directory file:" + out + " already exists");
        assertThat(Ember.namesIn(out)).containsExactly("part-00000");
        assertThat(precious).hasContent("precious\n");
    }

    @Test
    void truncatedGzipFailsInsteadOfLosingLines() throws Exception {
        byte[] whole = gzip("a line of text that is long enough\n".repeat(5_000));
        Path file = folder.resolve("text.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Outcome outcome = ember.run(Lines.class, file.toString());
        fails(outcome, "Job aborted due to stage failure", "EOFException");
        assertThat(outcome.out()).doesNotContain("lines");
    }

    @Test
    void fileThatIsNoGzipFails() throws Exception {
        Path file = Files.writeString(folder.resolve("text.gz"), "plain text\n");
        fails(ember.run(Lines.class, file.toString()), "Job aborted due to stage failure");
    }

    @Test
    void invalidUtf8IsReplaced() throws Exception {
        byte[] bytes = "a?b\nc\n".getBytes(StandardCharsets.US_ASCII);
        bytes[1] = (byte) 0xFF;
        Path file = Files.write(folder.resolve("bytes.txt"), bytes);
        prints(ember.run(Lines.class, file.toString()), "[aU+FFFDb]\n[c]\n2 lines\n");
    }

    @Test
    void emptyFileHasNoLines() throws Exception {
        Path file = Files.createFile(folder.resolve("empty.txt"));
        prints(ember.run(Lines.class, file.toString()), "0 lines\n");
    }

    @Test
    void hiddenFilesOfADirectoryAreNotRead() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("in"));
        Files.writeString(directory.resolve("seen.txt"), "seen\n");
        Files.writeString(directory.resolve(".hidden"), "hidden\n");
        Files.writeString(directory.resolve("_SUCCESS"), "");
        prints(ember.run(Lines.class, directory.toString()), "[seen]\n1 lines\n");
    }

    @Test
    void exceptionOfTheProgramComesWithSparksMessageAndItsOwnTrace() throws Exception {
        fails(
                ember.run(Throw.class),
                "Exception in thread \"main\" org.apache.spark.SparkException: Job aborted due to stage failure: "
                        + "Task 1 in stage 0.0 failed 1 times",
                "Caused by: java.lang.IllegalArgumentException: the user's own words",
                "at ember.checks.program.Throw.parse(Throw.java");
    }

    @Test
    void exhaustedMemoryFailsTheTaskAndNotTheProcess() throws Exception {
        prints(ember.run(ExhaustMemory.class), "cause: java.lang.OutOfMemoryError\nafterwards: 6\n");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
