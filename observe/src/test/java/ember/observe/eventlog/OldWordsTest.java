// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.event.EngineEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exclusions in logs of Spark 2 and 3.0, which call them otherwise. */
class OldWordsTest {
    private static final String NAME = "{\"Event\":\"org.apache.spark.scheduler.SparkListener";

    @TempDir
    private Path folder;

    private List<EngineEvent> read(String version) throws Exception {
        Path log = folder.resolve("log-" + version);
        Files.writeString(
                log,
                "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"" + version + "\"}\n"
                        + NAME + "ExecutorBlacklisted\",\"time\":1,\"executorId\":\"e\",\"taskFailures\":2}\n"
                        + NAME + "NodeBlacklisted\",\"time\":2,\"hostId\":\"h\",\"executorFailures\":3}\n"
                        + NAME + "ExecutorBlacklistedForStage\",\"time\":3,\"executorId\":\"e\",\"taskFailures\":2,"
                        + "\"stageId\":4,\"stageAttemptId\":5}\n"
                        + NAME + "ExecutorUnblacklisted\",\"time\":6,\"executorId\":\"e\"}\n");
        EventLogReader reader = new EventLogReader();
        List<EngineEvent> read = TestLogs.read(reader, log);
        assertThat(reader.unreadable()).isEmpty();
        return read;
    }

    @Test
    void logsThatKnowOnlyTheOldWordsAreRead() throws Exception {
        for (String version : List.of("2.0.0", "2.4.8", "3.0.3")) {
            assertThat(read(version))
                    .as(version)
                    .containsExactly(
                            new EngineEvent.ExecutorExcluded("e", 2, 1),
                            new EngineEvent.NodeExcluded("h", 3, 2),
                            new EngineEvent.ExecutorExcludedForStage("e", 2, 4, 5, 3),
                            new EngineEvent.ExecutorUnexcluded("e", 6));
        }
    }

    @Test
    void whereBothAreToldTheOldWordsArePassedOver() throws Exception {
        assertThat(read("3.1.0")).isEmpty();
        assertThat(read("4.2.0")).isEmpty();
    }
}
