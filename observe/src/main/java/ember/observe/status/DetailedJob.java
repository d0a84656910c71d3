// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A job with all counts that are shown of it. Guarded by the store's lock. */
final class DetailedJob extends LiveJob {
    private final String name;
    private final int numTasks;
    private final long submissionTimeMillis;
    private long completionTimeMillis = StageInfo.ABSENT;
    private int activeTasks;
    private int completedTasks;
    private int completedIndices;
    private int failedTasks;
    private int killedTasks;
    private int skippedTasks;
    private int activeStages;
    private int failedStages;
    private final Set<Integer> completedStages = new LinkedHashSet<>();
    private final Set<Integer> skippedStages = new LinkedHashSet<>();
    private final Map<String, Integer> killReasons = new TreeMap<>();

    private long revision;

    DetailedJob(EngineEvent.JobStarted event) {
        super(event);
        @Nullable StageInfo last = null;
        int tasks = 0;
        for (StageInfo stage : event.stages()) {
            last = last == null || stage.stageId() > last.stageId() ? stage : last;
            tasks += stage.completionTimeMillis() == StageInfo.ABSENT ? stage.numTasks() : 0;
        }
        name = last == null ? "" : last.name();
        numTasks = tasks;
        submissionTimeMillis = event.timeMillis();
    }

    void stageSubmitted() {
        activeStages++;
    }

    void stageCompleted(int stageId, boolean failed) {
        activeStages--;
        if (failed) {
            failedStages++;
        } else {
            completedStages.add(stageId);
        }
    }

    void stageSkipped(int stageId, int tasks) {
        skippedStages.add(stageId);
        skippedTasks += tasks;
    }

    void taskStarted() {
        activeTasks++;
    }

    /** @param first whether the partition had not been made before */
    void taskEnded(EngineEvent.TaskEnded event, boolean first) {
        activeTasks--;
        if (event.end() instanceof TaskEnd.Succeeded) {
            completedTasks++;
            completedIndices += first ? 1 : 0;
        } else if (LiveStage.wasKilled(event)) {
            killedTasks++;
            killReasons.merge(DetailedStage.killReason(event.end()), 1, Integer::sum);
        } else {
            failedTasks++;
        }
    }

    @Override
    void ended(JobStatus.State end, long timeMillis) {
        super.ended(end, timeMillis);
        completionTimeMillis = timeMillis;
    }

    /** @param now the number of the event that changed it */
    void changed(long now) {
        revision = now;
    }

    long revision() {
        return revision;
    }

    JobView view() {
        return new JobView(
                status(),
                name,
                submissionTimeMillis,
                completionTimeMillis,
                numTasks,
                activeTasks,
                completedTasks,
                skippedTasks,
                failedTasks,
                killedTasks,
                completedIndices,
                activeStages,
                completedStages.size(),
                skippedStages.size(),
                failedStages,
                Map.copyOf(killReasons));
    }
}
