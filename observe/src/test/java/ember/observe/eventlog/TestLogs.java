// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.event.EngineEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Logs as tests write and read them. */
final class TestLogs {
    private TestLogs() {}

    /** Files of a rolling log have 1000 bytes. */
    static EventLogOptions options(Path directory, boolean rolling, LogCodec codec) {
        return new EventLogOptions(
                directory, rolling, 1000, false, codec, 1 << 16, true, true, false, List.of(), null, "4.2.0");
    }

    static void write(EventLogOptions options, List<EngineEvent> events) throws Exception {
        EventLog log = new EventLog(options);
        for (EngineEvent event : events) {
            event.deliverTo(log.listener());
        }
        log.stop();
    }

    static List<EngineEvent> read(EventLogReader reader, Path log) throws IOException {
        List<EngineEvent> read = new ArrayList<>();
        reader.read(log, new EveryEvent(read::add));
        return read;
    }
}
