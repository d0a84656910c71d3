// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.ExecutorMetrics;
import ember.observe.analysis.AllTasks;
import ember.observe.analysis.CoreTimeline;
import ember.observe.json.JsonOut;
import ember.observe.status.Measured;
import ember.observe.status.StageView;
import java.util.List;
import java.util.Map;

/** What every core did over time, in few bytes a task: how long after the one before it in its lane, how long, of which stage. */
final class TimelineJson {
    private static final List<String> MEMORY = List.of(
            "JVMHeapMemory",
            "JVMOffHeapMemory",
            "OnHeapStorageMemory",
            "OnHeapExecutionMemory",
            "DirectPoolMemory",
            "TotalGCTime");

    private TimelineJson() {}

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
        out.endArray().array("lanes");
        timeline.lanes().forEach(lane -> write(out, timeline, lane, tasks));
        out.endArray().object("cores");
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

    private static void write(JsonOut out, CoreTimeline timeline, CoreTimeline.Lane lane, AllTasks tasks) {
        out.object().field("executor", lane.executor()).array("gap");
        long end = timeline.fromMillis();
        for (int row : lane.rows()) {
            out.value(tasks.launchedMillis(row) - end);
            end = tasks.launchedMillis(row) + tasks.durationMillis(row);
        }
        out.endArray().array("length");
        lane.rows().forEach(row -> out.value(tasks.durationMillis(row)));
        out.endArray().array("stage");
        lane.rows().forEach(row -> out.value(tasks.stage(row)));
        out.endArray().end();
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
        out.end();
    }
}
