// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.StorageLevel;
import ember.model.event.EngineEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogOptionsTest {
    private static final EngineEvent STARTED = new EngineEvent.ApplicationStarted("a", "local-7", "me", 5);
    private static final EngineEvent BLOCK =
            new EngineEvent.BlockUpdated("driver", "host", "rdd_1_0", StorageLevel.MEMORY_ONLY, 10, 0);

    @TempDir
    private Path logs;

    private EventLogOptions options(boolean blocks, List<String> excluded, @Nullable String secret) {
        return new EventLogOptions(
                logs, false, 1000, false, LogCodec.NONE, 100, blocks, true, false, excluded, secret, "4.2.0");
    }

    private List<String> lines(EventLogOptions options, EngineEvent... events) throws Exception {
        TestLogs.write(options, List.of(events));
        return Files.readAllLines(logs.resolve("local-7"));
    }

    @Test
    void theHeaderIsInTheOrderOfSpark() throws Exception {
        EngineEvent environment = new EngineEvent.EnvironmentUpdated(Map.of(), Map.of(), Map.of(), Map.of());
        EngineEvent profile = new EngineEvent.ResourceProfileAdded(0, Map.of("cores", 1L), Map.of("cpus", 1.0));
        EngineEvent memory = new EngineEvent.BlockManagerAdded("driver", "host", 1, 100, 7, 5);
        EngineEvent executor = new EngineEvent.ExecutorAdded("driver", "host", 2, 5);

        assertThat(lines(options(false, List.of(), null), STARTED, environment, profile, memory, executor))
                .extracting(line -> line.substring(0, line.indexOf(',') < 0 ? line.length() : line.indexOf(',')))
                .containsExactly(
                        "{\"Event\":\"SparkListenerLogStart\"",
                        "{\"Event\":\"SparkListenerResourceProfileAdded\"",
                        "{\"Event\":\"SparkListenerExecutorAdded\"",
                        "{\"Event\":\"SparkListenerBlockManagerAdded\"",
                        "{\"Event\":\"SparkListenerEnvironmentUpdate\"",
                        "{\"Event\":\"SparkListenerApplicationStart\"");
        assertThat(TestLogs.read(new EventLogReader(), logs.resolve("local-7")))
                .containsExactly(profile, executor, memory, environment, STARTED);
    }

    @Test
    void changesOfBlocksAreLoggedIfAskedFor() throws Exception {
        assertThat(lines(options(false, List.of(), null), STARTED, BLOCK)).hasSize(2);
        Files.delete(logs.resolve("local-7"));
        assertThat(lines(options(true, List.of(), null), STARTED, BLOCK)).hasSize(3);
        assertThat(TestLogs.read(new EventLogReader(), logs.resolve("local-7"))).contains(BLOCK);
    }

    @Test
    void eventsThatAPatternMatchesAreLeftOut() throws Exception {
        List<String> excluded = List.of(".*UnpersistRDD", "SparkListenerExecutor");

        assertThat(lines(
                        options(false, excluded, null),
                        STARTED,
                        new EngineEvent.RddUnpersisted(1),
                        new EngineEvent.ExecutorRemoved("1", "gone", 1)))
                .hasSize(3);
    }

    @Test
    void secretsOfPropertiesAreHidden() throws Exception {
        EngineEvent job = new EngineEvent.JobStarted(
                0, 1, List.of(), Map.of("my.password", "seen", "user.name", "me", "other", "the token is 7"));
        EngineEvent same = new EngineEvent.JobStarted(1, 1, List.of(), Map.of("user.name", "me"));

        assertThat(lines(options(false, List.of(), null), STARTED, job).get(2))
                .contains("\"my.password\":\"*********(redacted)\"", "\"user.name\":\"me\"")
                .doesNotContain("the token");
        Files.delete(logs.resolve("local-7"));
        assertThat(lines(options(false, List.of(), "user"), STARTED, same).get(2))
                .contains("\"user.name\":\"*********(redacted)\"");
    }
}
