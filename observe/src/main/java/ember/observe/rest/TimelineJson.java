// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.ExecutorMetrics;
import ember.observe.analysis.AllTasks;
import ember.observe.analysis.AllTasks.Figure;
import ember.observe.analysis.CoreTimeline;
import ember.observe.analysis.LanePieces;
import ember.observe.json.JsonOut;
import ember.observe.status.Measured;
import ember.observe.status.StageView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every core did over time, in few bytes a task: how long after the one before it in its lane, how long, of which stage; and the
 * parts of its time, if there are few. Of more tasks than can be seen, what can be seen of them.
 */
final class TimelineJson {
    private static final List<String> MEMORY = List.of(
            "JVMHeapMemory",
            "JVMOffHeapMemory",
            "OnHeapStorageMemory",
            "OnHeapExecutionMemory",
            "DirectPoolMemory",
            "TotalGCTime");

    /** Until here a page can draw, and a report hold, every task with its phases. */
    private static final int MOST_EXACT = 20_000;
    /** Shorter than what a wide screen can show. */
    private static final int STEPS = 3_000;
    /** More are not drawn. */
    private static final int MOST_LANES = 64;

    private static final Map<String, Figure> PHASES = new LinkedHashMap<>();

    static {
        PHASES.put("deserialize", Figure.DESERIALIZE);
        PHASES.put("gc", Figure.GC);
        PHASES.put("read", Figure.FETCH_WAIT);
        PHASES.put("write", Figure.SHUFFLE_WRITE);
        PHASES.put("serialize", Figure.SERIALIZE);
        PHASES.put("fetch", Figure.FETCH_RESULT);
        PHASES.put("run", Figure.RUN);
    }

    private TimelineJson() {}

    /**
     * Some part of the time in detail: the lanes alone.
     *
     * @param from milliseconds since the epoch, as is until
     */
    static byte[] write(CoreTimeline timeline, AllTasks tasks, long from, long until) {
        JsonOut out = JsonOut.compact().object().field("from", from).field("to", until);
        writeLanes(out, timeline, tasks, from, until);
        return out.end().toBytes();
    }

    static byte[] write(CoreTimeline timeline, AllTasks tasks, Map<String, List<Measured>> measurements) {
        JsonOut out = JsonOut.compact()
                .object()
                .field("from", timeline.fromMillis())
                .field("to", timeline.toMillis())
                .field("tasks", tasks.size())
                .texts("executors", tasks.executors())
                .array("stages");
        for (StageView stage : tasks.stages()) {
            out.object()
                    .field("id", stage.info().stageId())
                    .field("attempt", stage.info().attempt())
                    .end();
        }
        out.endArray().field("coreCount", timeline.lanes().size());
        writeLanes(out, timeline, tasks, timeline.fromMillis(), timeline.toMillis());
        out.object("cores");
        for (CoreTimeline.Use use : CoreTimeline.Use.values()) {
            out.array(use.name());
            for (double cores : timeline.cores(use)) {
                out.value(Math.round(cores * 1000));
            }
            out.endArray();
        }
        out.end().array("memory");
        measurements.forEach((executor, points) -> write(out, executor, points));
        return out.endArray().end().toBytes();
    }

    private static void writeLanes(JsonOut out, CoreTimeline timeline, AllTasks tasks, long from, long until) {
        List<CoreTimeline.Lane> lanes = timeline.lanes()
                .subList(0, Math.min(MOST_LANES, timeline.lanes().size()));
        int inside = 0;
        for (CoreTimeline.Lane lane : lanes) {
            inside += timeline.tasksBetween(lane, from, until);
        }
        boolean exact = inside <= MOST_EXACT;
        long step = exact ? 0 : Math.max(1, (until - from) / STEPS);
        out.field("exact", exact).array("lanes");
        for (CoreTimeline.Lane lane : lanes) {
            LanePieces pieces = new LanePieces(tasks, lane, from, until, step);
            out.object().field("executor", lane.executor());
            write(out, pieces, from);
            out.array("stage");
            for (int i = 0; i < pieces.size(); i++) {
                out.value(tasks.stage(pieces.row(i)));
            }
            out.endArray();
            if (exact) {
                PHASES.forEach((name, figure) -> write(out, name, figure, pieces, tasks));
            }
            out.end();
        }
        out.endArray();
    }

    private static void write(JsonOut out, LanePieces pieces, long from) {
        out.array("gap");
        long end = from;
        for (int i = 0; i < pieces.size(); i++) {
            out.value(pieces.startMillis(i) - end);
            end = pieces.endMillis(i);
        }
        out.endArray().array("length");
        for (int i = 0; i < pieces.size(); i++) {
            out.value(pieces.endMillis(i) - pieces.startMillis(i));
        }
        out.endArray();
    }

    /** A phase that no task has is left out. */
    private static void write(JsonOut out, String name, Figure figure, LanePieces pieces, AllTasks tasks) {
        boolean any = false;
        for (int i = 0; i < pieces.size() && !any; i++) {
            any = tasks.figureMillis(pieces.row(i), figure) != 0;
        }
        if (any) {
            out.array(name);
            for (int i = 0; i < pieces.size(); i++) {
                out.value(tasks.figureMillis(pieces.row(i), figure));
            }
            out.endArray();
        }
    }

    private static void write(JsonOut out, String executor, List<Measured> points) {
        out.object().field("executor", executor).array("time");
        points.forEach(point -> out.value(point.timeMillis()));
        out.endArray();
        for (String name : MEMORY) {
            out.array(name);
            for (Measured point : points) {
                ExecutorMetrics metrics = point.metrics();
                out.value(metrics.get(name));
            }
            out.endArray();
        }
        out.array("disk");
        points.forEach(point -> out.value(point.diskBytes()));
        out.endArray().end();
    }
}
