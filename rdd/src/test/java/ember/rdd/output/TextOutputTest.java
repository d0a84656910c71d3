// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.rdd.Rdd;
import ember.rdd.operator.EmptyRdd;
import ember.rdd.operator.ParallelCollectionRdd;
import ember.rdd.testkit.InlineRunner;
import ember.rdd.transform.Transformations;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextOutputTest {
    @TempDir
    private Path dir;

    private final InlineRunner runner = new InlineRunner();
    private final Rdd<String> letters = new ParallelCollectionRdd<>(runner, List.of("a", "b", "c\u20ac"), 2);

    private Path out() {
        return dir.resolve("out");
    }

    private List<String> everythingIn(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !path.equals(directory))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyPartitionBecomesAFileAndSuccessIsEmpty() throws IOException {
        TextOutput.saveAsTextFile(letters, out().toString());

        assertThat(everythingIn(out())).containsExactly("_SUCCESS", "part-00000", "part-00001");
        assertThat(Files.readString(out().resolve("part-00000"))).isEqualTo("a\n");
        assertThat(Files.readString(out().resolve("part-00001"))).isEqualTo("b\nc\u20ac\n");
        assertThat(out().resolve("_SUCCESS")).isEmptyFile();
    }

    @Test
    void parentsAreMadeAndUrisUnderstood() throws IOException {
        TextOutput.saveAsTextFile(letters, "file:" + dir + "/n1/n2/out/");

        assertThat(everythingIn(dir.resolve("n1/n2/out"))).hasSize(3);
    }

    @Test
    void anRddWithoutPartitionsLeavesOnlySuccess() throws IOException {
        TextOutput.saveAsTextFile(new EmptyRdd<>(runner), out().toString());

        assertThat(everythingIn(out())).containsExactly("_SUCCESS");
    }

    @Test
    void whatExistsIsNeverWrittenOver() throws IOException {
        Files.createDirectory(out());

        assertThatThrownBy(() -> TextOutput.saveAsTextFile(letters, out().toString()))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage("Output directory file:" + out() + " already exists");
        assertThat(everythingIn(out())).isEmpty();
        assertThat(runner.jobs).isEmpty();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Files.createFile(out());

        assertThatThrownBy(() -> TextOutput.saveAsTextFile(letters, out() + "/deeper"))
                .isInstanceOf(IOException.class)
                .hasMessage("Parent path is not a directory: file:" + out());
    }

    @Test
    void aFailedJobLeavesAnEmptyDirectory() throws IOException {
        Rdd<String> failing = Transformations.map(letters, letter -> {
            if (letter.startsWith("c")) {
                throw new IllegalStateException("bad letter");
            }
            return letter;
        });

        assertThatThrownBy(() -> TextOutput.saveAsTextFile(failing, out().toString()))
                .hasMessage("Job aborted.")
                .hasRootCauseMessage("bad letter")
                .cause()
                .hasMessage("Task failed while writing rows");
        assertThat(everythingIn(out())).isEmpty();
    }

    @Test
    void nullElementsFail() {
        Rdd<String> holed = new ParallelCollectionRdd<>(runner, Arrays.asList("a", null), 1);

        assertThatThrownBy(() -> TextOutput.saveAsTextFile(holed, out().toString()))
                .hasRootCauseMessage("requirement failed: text files do not allow null rows");
    }

    @Test
    void nothingHasTheNameOfAResultWhileTasksRun() throws IOException {
        String out = out().toString();
        Rdd<String> looking = Transformations.map(letters, letter -> {
            try (Stream<Path> members = Files.list(Path.of(out))) {
                return letter
                        + members.filter(path -> path.getFileName().toString().startsWith("part-"))
                                .count();
            }
        });

        TextOutput.saveAsTextFile(looking, out);

        assertThat(Files.readString(out().resolve("part-00001"))).isEqualTo("b0\nc\u20ac0\n");
    }

    @Test
    void anAttemptThatMayNotCommitLeavesNothing() throws IOException {
        runner.attempts = 2;
        runner.mayCommit = attempt -> attempt == 1;

        TextOutput.saveAsTextFile(letters, out().toString());

        assertThat(everythingIn(out())).containsExactly("_SUCCESS", "part-00000", "part-00001");
        assertThat(Files.readString(out().resolve("part-00000"))).isEqualTo("a\n");
    }

    @Test
    void noAttemptThatMayCommitMeansNoOutput() throws IOException {
        runner.mayCommit = attempt -> false;

        assertThatThrownBy(() -> TextOutput.saveAsTextFile(letters, out().toString()))
                .rootCause()
                .hasMessageEndingWith("Not committed because the driver did not authorize commit");
        assertThat(everythingIn(out())).isEmpty();
    }

    @Test
    void anAttemptOfAnAbortedJobCannotBringItsDirectoryBack() throws IOException {
        OutputCommit commit = new OutputCommit(out().toFile(), 3);
        commit.setUpJob();
        Path part = commit.setUpTask(0, 9).toPath();
        commit.abortJob();

        assertThatThrownBy(() -> commit.setUpTask(1, 10)).isInstanceOf(IOException.class);
        assertThat(part.getParent()).doesNotExist();
        assertThat(everythingIn(out())).isEmpty();
    }
}
