// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.simulator.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dember.simulator.rewrite=true} writes what is ordered now into the files: look at the difference before you keep it. */
class TranscriptTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "transcripts");

    static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theSchedulerOrdersWhatTheTranscriptSays(Path file) throws IOException {
        String written = Files.readString(file);
        String ordered = Transcript.run(written);
        if (Boolean.getBoolean("ember.simulator.rewrite")) {
            Files.writeString(file, ordered);
        } else {
            assertThat(ordered).as("%s", file.getFileName()).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void everyTranscriptBeginsWithASentence(Path file) throws IOException {
        assertThat(Files.readAllLines(file).get(0)).matches("# [A-Z].*\\.");
    }

    @Test
    void aCommandThatIsNoneIsNamed() {
        assertThatThrownBy(() -> Transcript.run("dance task=0\n----\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("in 'dance task=0': 'dance' is no command");
    }

    @Test
    void aTaskThatWasNotLaunchedCannotEnd() {
        assertThatThrownBy(() -> Transcript.run("succeed task=7\n----\n"))
                .hasMessage("in 'succeed task=7': task 7 was not launched");
    }
}
