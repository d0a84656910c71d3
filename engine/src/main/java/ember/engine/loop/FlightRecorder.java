// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.loop;

import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last facts the scheduler was told, to explain a broken invariant. What came with them, lineage and results, is not
 * kept: it may be all that the program's memory holds. Used by the loop's thread.
 */
final class FlightRecorder {
    private static final int SIZE = 1024;

    private final @Nullable Object[] facts = new Object[SIZE];
    private long count;

    private record JobSubmitted(int jobId, int mapStages, int partitions) {}

    private record TaskEnded(long taskId, String how) {}

    void record(SchedulerEvent event) {
        facts[(int) (count++ % SIZE)] = withoutPayload(event);
    }

    private static Object withoutPayload(SchedulerEvent event) {
        if (event instanceof SchedulerEvent.TaskEnded ended) {
            return new TaskEnded(ended.taskId(), ended.end().errorString());
        }
        if (event instanceof SchedulerEvent.JobSubmitted submitted) {
            JobPlan plan = submitted.plan();
            return new JobSubmitted(
                    plan.jobId(),
                    plan.mapStages().size(),
                    plan.finalStage().rdd().numPartitions());
        }
        return event;
    }

    /** The remembered facts, oldest first. */
    List<Object> recent() {
        List<Object> recent = new ArrayList<>();
        for (long i = Math.max(0, count - SIZE); i < count; i++) {
            Object fact = facts[(int) (i % SIZE)];
            if (fact != null) {
                recent.add(fact);
            }
        }
        return recent;
    }

    /**
     * Writes the remembered facts into a file, a line for each, oldest first.
     *
     * @return the file, a new one
     */
    Path save(Path directory) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(directory), "ember-flight-", ".txt");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Object fact : recent()) {
                out.write(fact.toString());
                out.newLine();
            }
        }
        return file;
    }
}
