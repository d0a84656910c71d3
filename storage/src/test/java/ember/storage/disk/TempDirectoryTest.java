// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void nothingIsMadeBeforeTheFirstFile() throws Exception {
        try (TempDirectory directory = new TempDirectory(List.of(parent))) {
            assertThat(parent).isEmptyDirectory();
            directory.newFile("a");
            assertThat(parent).isNotEmptyDirectory();
        }
    }

    @Test
    void onlyTheOwnerMayLookInside() throws Exception {
        try (TempDirectory directory = new TempDirectory(List.of(parent))) {
            Path made = directory.newFile("a").getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void theSameNameGivesDifferentFiles() throws Exception {
        try (TempDirectory directory = new TempDirectory(List.of(parent))) {
            assertThat(directory.newFile("a")).isNotEqualTo(directory.newFile("a"));
        }
    }

    @Test
    void closingDeletesEverythingAndRefusesNewFiles() throws Exception {
        TempDirectory directory = new TempDirectory(List.of(parent));
        Files.writeString(directory.newFile("a"), "x");
        directory.close();
        directory.close();
        assertThat(parent).isEmptyDirectory();
        assertThatThrownBy(() -> directory.newFile("b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDirectoryThatIsMissingIsMade() throws Exception {
        Path missing = parent.resolve("not/there");
        try (TempDirectory directory = new TempDirectory(List.of(missing))) {
            assertThat(directory.newFile("a")).startsWithRaw(missing);
        }
        assertThat(missing).isEmptyDirectory();
    }

    @Test
    void filesAreSpreadOverAllDirectories() throws Exception {
        Path one = parent.resolve("one");
        Path other = parent.resolve("other");
        try (TempDirectory directory = new TempDirectory(List.of(one, other))) {
            int inOne = 0;
            for (int i = 0; i < 100; i++) {
                inOne += directory.newFile("a").startsWith(one) ? 1 : 0;
            }
            assertThat(inOne).isBetween(30, 70);
        }
        assertThat(one).isEmptyDirectory();
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsSkipped() throws Exception {
        Path noDirectory = Files.writeString(parent.resolve("file"), "");
        Path good = parent.resolve("good");
        try (TempDirectory directory = new TempDirectory(List.of(noDirectory, good))) {
            for (int i = 0; i < 10; i++) {
                assertThat(directory.newFile("rdd_0_" + i)).startsWithRaw(good);
            }
        }
    }

    @Test
    void whenNoDirectoryCanBeUsedAllAreNamed() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "");
        Path below = file.resolve("below");
        try (TempDirectory directory = new TempDirectory(List.of(file, below))) {
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(() -> directory.newFile("a"))
                        .isInstanceOf(IOException.class)
                        .hasMessage("Failed to get a temp directory under [" + file + "," + below
                                + "]. The log says why; spark.local.dir says where temporary files go");
            }
        }
    }

    @Test
    void aDirectoryThatSomeoneDeletesIsMadeAgain() throws Exception {
        try (TempDirectory directory = new TempDirectory(List.of(parent))) {
            Path lost = Files.writeString(directory.newFile("a"), "x");
            LockedDirectory.deleteTree(lost.getParent());
            Path next = directory.newFile("a");
            assertThat(Files.writeString(next, "y")).isNotEqualTo(lost);
            assertThat(lost).doesNotExist();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void closingFindsItsDirectoryGone() throws Exception {
        TempDirectory directory = new TempDirectory(List.of(parent));
        LockedDirectory.deleteTree(directory.newFile("a").getParent());
        directory.close();
        assertThat(parent).isEmptyDirectory();
    }
}
