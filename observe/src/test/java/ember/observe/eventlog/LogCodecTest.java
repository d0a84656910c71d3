// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.event.EngineEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogCodecTest {
    private static final EngineEvent STARTED = new EngineEvent.ApplicationStarted("a", "local-7", "me", 5);

    @TempDir
    private Path logs;

    private static List<EngineEvent> manyEvents() {
        List<EngineEvent> events = new ArrayList<>();
        events.add(STARTED);
        for (int i = 0; i < 5000; i++) {
            events.add(new EngineEvent.RddUnpersisted(i));
        }
        return events;
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ZSTD", "LZ4"})
    void whatIsCompressedIsReadAgain(LogCodec codec) throws Exception {
        TestLogs.write(TestLogs.options(logs, false, codec), manyEvents());
        EventLogReader reader = new EventLogReader();

        assertThat(TestLogs.read(reader, logs.resolve("local-7" + codec.ending())))
                .isEqualTo(manyEvents());
        assertThat(reader.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ZSTD", "LZ4"})
    void whatWasFlushedIsThereBeforeTheLogEnds(LogCodec codec) throws Exception {
        EventLogFile file = new EventLogFile(TestLogs.options(logs, false, codec), "local-7");
        EventJson json = new EventJson(TestLogs.options(logs, false, codec), line -> {
            try {
                file.write(line);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        new EngineEvent.RddUnpersisted(1).deliverTo(json);
        file.flush();
        new EngineEvent.RddUnpersisted(2).deliverTo(json);

        EventLogReader reader = new EventLogReader();
        assertThat(TestLogs.read(reader, logs.resolve("local-7" + codec.ending() + ".inprogress")))
                .containsExactly(new EngineEvent.RddUnpersisted(1));
        assertThat(reader.unreadable()).isEmpty();
        file.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "LZ4"})
    void ofADamagedLogTheReadablePartIsToldAndTheRestIsNamed(LogCodec codec) throws Exception {
        TestLogs.write(TestLogs.options(logs, false, codec), manyEvents());
        Path log = logs.resolve("local-7" + codec.ending());
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        EventLogReader reader = new EventLogReader();

        List<EngineEvent> read = TestLogs.read(reader, log);

        assertThat(read).isNotEmpty().hasSizeLessThan(5001);
        assertThat(manyEvents()).startsWith(read.toArray(EngineEvent[]::new));
        assertThat(reader.unreadable()).singleElement().asString().contains(" after line ");
    }

    @Test
    void aCodecWithoutALibraryIsNamedWithTheWayOut() throws Exception {
        Path log = Files.writeString(logs.resolve("local-7.snappy"), "x", StandardCharsets.UTF_8);
        EventLogReader reader = new EventLogReader();

        assertThat(TestLogs.read(reader, log)).isEmpty();
        assertThat(reader.unreadable()).singleElement().asString().contains("spark.eventLog.compression.codec=zstd");
    }

    @Test
    void codecsAreKnownByTheirShortNamesAndBySparksClasses() {
        assertThat(LogCodec.named("ZSTD")).isEqualTo(LogCodec.ZSTD);
        assertThat(LogCodec.named("org.apache.spark.io.LZ4CompressionCodec")).isEqualTo(LogCodec.LZ4);
        assertThat(LogCodec.named("gzip")).isNull();
    }
}
