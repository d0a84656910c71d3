// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskEnd;
import ember.scheduler.event.SchedulerEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    private final FlightRecorder recorder = new FlightRecorder();

    @Test
    void theLastFactsAreRememberedOldestFirst() {
        for (int i = 0; i < 3000; i++) {
            recorder.record(new SchedulerEvent.ShuffleReleased(i));
        }
        assertThat(recorder.recent())
                .hasSize(1024)
                .startsWith(new SchedulerEvent.ShuffleReleased(1976))
                .endsWith(new SchedulerEvent.ShuffleReleased(2999));
    }

    @Test
    void ofATasksEndOnlyTheFactIsRemembered() {
        recorder.record(new SchedulerEvent.TaskEnded(7, new TaskEnd.Succeeded("a result", null, "updates", null)));
        assertThat(recorder.recent()).singleElement().hasToString("TaskEnded[taskId=7, how=Success]");
    }

    @Test
    void theFactsAreSavedALineForEach(@TempDir Path directory) throws Exception {
        recorder.record(new SchedulerEvent.ShuffleReleased(3));
        recorder.record(new SchedulerEvent.RddUnpersisted(4));
        Path file = recorder.save(directory.resolve("made when needed"));
        assertThat(file).hasContent("ShuffleReleased[shuffleId=3]\nRddUnpersisted[rddId=4]\n");
    }
}
