// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.observe.status.StageStatus;
import ember.observe.status.StatusStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The graph of each job that runs: its stages, parents first, how each stands, and the stages whose output it reads. Marks: {@code .}
 * waits, {@code >} runs, {@code +} done, {@code !} failed, {@code -} not needed.
 */
final class GraphView implements ConsoleView {
    private static final int MAX_LINES = 20;
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final StatusStore status;
    private final Map<Integer, EngineEvent.JobStarted> jobs = new LinkedHashMap<>();
    private final Map<Integer, StageInfo> ended = new HashMap<>();

    GraphView(StatusStore status) {
        this.status = status;
    }

    @Override
    public void jobStarted(EngineEvent.JobStarted event) {
        jobs.put(event.jobId(), event);
    }

    @Override
    public void stageCompleted(EngineEvent.StageCompleted event) {
        ended.put(event.stage().stageId(), event.stage());
    }

    @Override
    public void jobEnded(EngineEvent.JobEnded event) {
        jobs.remove(event.jobId());
        Set<Integer> needed = new HashSet<>();
        for (EngineEvent.JobStarted job : jobs.values()) {
            job.stages().forEach(stage -> needed.add(stage.stageId()));
        }
        ended.keySet().retainAll(needed);
    }

    @Override
    public List<String> lines(long nowMillis, int width) {
        List<String> lines = new ArrayList<>();
        for (EngineEvent.JobStarted job : jobs.values()) {
            List<StageInfo> stages = job.stages();
            if (!stages.isEmpty()) {
                lines.add(StageLine.cut(title(job, stages, nowMillis), width));
                addStages(stages, nowMillis, width, lines);
            }
        }
        if (lines.size() > MAX_LINES) {
            int more = lines.size() - MAX_LINES;
            // What stands last runs next, or now.
            lines = new ArrayList<>(lines.subList(more, lines.size()));
            lines.add(0, "... " + more + " lines before");
        }
        if (!lines.isEmpty()) {
            lines.add(StageLine.cut(StagesView.heap(), width));
        }
        return lines;
    }

    private static String title(EngineEvent.JobStarted job, List<StageInfo> stages, long nowMillis) {
        long tenths = Math.round((nowMillis - job.timeMillis()) / MILLIS_PER_SECOND * 10);
        return "Job " + job.jobId() + " " + stages.get(stages.size() - 1).name() + ", " + tenths / 10 + "."
                + tenths % 10 + " s";
    }

    private void addStages(List<StageInfo> stages, long nowMillis, int width, List<String> lines) {
        for (StageInfo info : stages) {
            StageStatus now = status.stage(info.stageId());
            if (now == null) {
                continue;
            }
            StageInfo end = now.active() ? null : ended.get(info.stageId());
            char mark = mark(info, now, end);
            String head = "  " + mark + " Stage " + info.stageId() + parents(info);
            lines.add(
                    mark == '>'
                            ? StageLine.of(head, now, nowMillis, width)
                            : StageLine.cut(head + " " + info.name() + rest(now, end), width));
        }
    }

    private static char mark(StageInfo info, StageStatus now, @Nullable StageInfo end) {
        if (now.active()) {
            return '>';
        }
        if (end != null) {
            return end.failureReason() == null ? '+' : '!';
        }
        // At the start of a job, a stage has a cause if its output is there already.
        return info.cause() == null ? '.' : '-';
    }

    private static String parents(StageInfo info) {
        if (info.parentIds().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" <-");
        for (int i = 0; i < info.parentIds().size(); i++) {
            text.append(i == 0 ? " " : ",").append(info.parentIds().get(i));
        }
        return text.toString();
    }

    private static String rest(StageStatus now, @Nullable StageInfo end) {
        if (end == null) {
            return "";
        }
        long millis = Math.max(0, end.completionTimeMillis() - end.submissionTimeMillis());
        return ", " + now.completedTasks() + " tasks, " + millis + " ms"
                + (now.failedTasks() == 0 ? "" : ", " + now.failedTasks() + " failed");
    }
}
