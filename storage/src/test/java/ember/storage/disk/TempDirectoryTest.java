// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void nothingIsMadeBeforeTheFirstFile() throws Exception {
        try (TempDirectory directory = new TempDirectory(parent)) {
            assertThat(parent).isEmptyDirectory();
            directory.newFile("a");
            assertThat(parent).isNotEmptyDirectory();
        }
    }

    @Test
    void onlyTheOwnerMayLookInside() throws Exception {
        try (TempDirectory directory = new TempDirectory(parent)) {
            Path made = directory.newFile("a").getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void theSameNameGivesDifferentFiles() throws Exception {
        try (TempDirectory directory = new TempDirectory(parent)) {
            assertThat(directory.newFile("a")).isNotEqualTo(directory.newFile("a"));
        }
    }

    @Test
    void closingDeletesEverythingAndRefusesNewFiles() throws Exception {
        TempDirectory directory = new TempDirectory(parent);
        Files.writeString(directory.newFile("a"), "x");
        directory.close();
        directory.close();
        assertThat(parent).isEmptyDirectory();
        assertThatThrownBy(() -> directory.newFile("b")).isInstanceOf(IllegalStateException.class);
    }
}
