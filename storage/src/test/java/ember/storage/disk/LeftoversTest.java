// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeftoversTest {
    @TempDir
    Path root;

    @Test
    void filesOfAProcessThatWasKilledAreDeleted() throws Exception {
        Process child = start();
        child.destroyForcibly().waitFor();
        assertThat(root).isNotEmptyDirectory();
        deleteLeftovers();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void filesOfAProcessThatLivesStay() throws Exception {
        Process child = start();
        try {
            deleteLeftovers();
            assertThat(files()).hasSize(1);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void filesOfAProcessThatForgotToCloseGoWhenItEnds() throws Exception {
        Process child = start();
        child.getOutputStream().close();
        assertThat(child.waitFor()).isZero();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void filesOfAnotherContextOfThisProcessStayAndKeepTheirLock() throws Exception {
        try (TempDirectory other = new TempDirectory(List.of(root))) {
            Files.writeString(other.newFile("data"), "x");
            deleteLeftovers();
            assertThat(files()).hasSize(1);
            Process child = start("tidy");
            assertThat(child.waitFor()).isZero();
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void aDirectoryWithoutALockFileIsNotOurs() throws Exception {
        Path directory = Files.createDirectory(root.resolve("ember-1-1-1"));
        deleteLeftovers();
        assertThat(directory).exists();
    }

    @Test
    void aLockFileWithoutADirectoryIsDeleted() throws Exception {
        Files.createFile(root.resolve("ember-1-1-1.lock"));
        deleteLeftovers();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void whatASymbolicLinkLeadsToStays() throws Exception {
        Path precious = Files.createDirectory(root.resolve("precious"));
        Path file = Files.createFile(precious.resolve("file"));
        Files.createFile(root.resolve("ember-1-1-1.lock"));
        Files.createSymbolicLink(root.resolve("ember-1-1-1"), precious);
        Files.createFile(root.resolve("ember-1-1-2.lock"));
        Path dead = Files.createDirectory(root.resolve("ember-1-1-2"));
        Files.createSymbolicLink(dead.resolve("link"), precious);
        Files.createSymbolicLink(root.resolve("ember-1-1-3.lock"), file);
        deleteLeftovers();
        assertThat(file).exists();
        assertThat(dead).doesNotExist();
    }

    @Test
    void whatBelongsToAnotherUserStays() throws Exception {
        Path lock = Files.createFile(root.resolve("ember-1-1-1.lock"));
        Path directory = Files.createDirectory(root.resolve("ember-1-1-1"));
        assumeThat(giveAway(lock)).as("only root can give files away").isTrue();
        deleteLeftovers();
        assertThat(directory).exists();
        assertThat(lock).exists();
    }

    @Test
    void aMissingDirectoryHasNoLeftovers() throws Exception {
        try (TempDirectory directory = new TempDirectory(List.of(root.resolve("missing")))) {
            directory.deleteLeftovers();
        }
        assertThat(root).isEmptyDirectory();
    }

    private static boolean giveAway(Path file) {
        try {
            Files.setAttribute(file, "unix:uid", 65_534);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void deleteLeftovers() throws IOException {
        try (TempDirectory directory = new TempDirectory(List.of(root))) {
            directory.deleteLeftovers();
        }
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(path -> path.getFileName().toString().startsWith("data"))
                    .toList();
        }
    }

    /** A process that has made a file; it ends when its input does. */
    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                root.toString());
        builder.command().addAll(List.of(arguments));
        Process child = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = child.inputReader(UTF_8);
        assertThat(output.readLine()).isEqualTo("ready");
        return child;
    }

    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            TempDirectory directory = new TempDirectory(List.of(Path.of(arguments[0])));
            directory.deleteLeftovers();
            if (arguments.length > 1) {
                System.out.println("ready");
                return;
            }
            Files.writeString(directory.newFile("data"), "x");
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // Until the parent has had enough.
            }
        }
    }
}
