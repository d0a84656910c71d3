// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import ember.observe.status.ApplicationView;
import ember.observe.status.ExecutorView;
import ember.observe.status.JobStatus;
import ember.observe.status.JobView;
import ember.observe.status.StageState;
import ember.observe.status.StageView;
import ember.observe.web.Request;
import ember.observe.web.Response;
import ember.observe.web.Route;
import ember.observe.web.WebServer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /metrics/json/} and {@code /metrics/executors/prometheus}: Spark's names, as far as the status knows what they count. */
public final class MetricsRoute implements Route {
    private static final long MIB = 1 << 20;

    private final ApplicationStore store;
    private final String sparkVersion;

    public MetricsRoute(ApplicationStore store, String sparkVersion) {
        this.store = store;
        this.sparkVersion = sparkVersion;
    }

    @Override
    public @Nullable Response answer(Request request) {
        boolean json = request.segments().equals(List.of("metrics", "json"));
        if (!json && !request.segments().equals(List.of("metrics", "executors", "prometheus"))) {
            return null;
        }
        Response refused = WebServer.refuseUnlessRead(request);
        if (refused != null) {
            return refused;
        }
        return json
                ? new Response(200, "text/json;charset=utf-8", json())
                : new Response(200, "text/plain;charset=utf-8", prometheus().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] json() {
        Map<String, Long> gauges = new TreeMap<>();
        addScheduler(gauges);
        addMemory(gauges);
        MetricsOfExecutors.addGauges(store.executorViews(), gauges);
        String prefix = store.application().id() + ".driver.";
        JsonOut out = JsonOut.compact().object().field("version", "4.0.0").object("gauges");
        gauges.forEach(
                (name, value) -> out.object(prefix + name).field("value", value).end());
        out.end().object("counters");
        counters()
                .forEach((name, count) ->
                        out.object(prefix + name).field("count", count).end());
        out.end()
                .object("histograms")
                .end()
                .object("meters")
                .end()
                .object("timers")
                .end();
        return out.end().toBytes();
    }

    private void addScheduler(Map<String, Long> gauges) {
        long waiting = 0;
        long running = 0;
        for (StageView stage : store.stageViews()) {
            waiting += stage.state() == StageState.PENDING ? 1 : 0;
            running += stage.state() == StageState.ACTIVE ? 1 : 0;
        }
        List<JobView> jobs = store.jobViews();
        gauges.put("DAGScheduler.job.allJobs", (long) jobs.size());
        gauges.put("DAGScheduler.job.activeJobs", (long) store.activeJobs().size());
        gauges.put("DAGScheduler.stage.runningStages", running);
        gauges.put("DAGScheduler.stage.waitingStages", waiting);
        // Those that wait to be submitted again, which a moment later run.
        gauges.put("DAGScheduler.stage.failedStages", 0L);
    }

    private void addMemory(Map<String, Long> gauges) {
        long maxOnHeap = 0;
        long maxOffHeap = 0;
        long used = 0;
        long offHeap = 0;
        long disk = 0;
        for (ExecutorView executor : store.executorViews()) {
            maxOnHeap += executor.alive() ? executor.maxOnHeapBytes() : 0;
            maxOffHeap += executor.alive() ? executor.maxOffHeapBytes() : 0;
            used += executor.memoryBytes();
            offHeap += executor.offHeapBytes();
            disk += executor.diskBytes();
        }
        String memory = "BlockManager.memory.";
        gauges.put(memory + "maxMem_MB", (maxOnHeap + maxOffHeap) / MIB);
        gauges.put(memory + "maxOnHeapMem_MB", maxOnHeap / MIB);
        gauges.put(memory + "maxOffHeapMem_MB", maxOffHeap / MIB);
        gauges.put(memory + "memUsed_MB", used / MIB);
        gauges.put(memory + "onHeapMemUsed_MB", (used - offHeap) / MIB);
        gauges.put(memory + "offHeapMemUsed_MB", offHeap / MIB);
        gauges.put(memory + "remainingMem_MB", (maxOnHeap + maxOffHeap - used) / MIB);
        gauges.put(memory + "remainingOnHeapMem_MB", (maxOnHeap - used + offHeap) / MIB);
        gauges.put(memory + "remainingOffHeapMem_MB", (maxOffHeap - offHeap) / MIB);
        gauges.put("BlockManager.disk.diskSpaceUsed_MB", disk / MIB);
    }

    private Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        for (JobView job : store.jobViews()) {
            JobStatus.State state = job.status().state();
            counters.merge("appStatus.jobs.succeededJobs", state == JobStatus.State.SUCCEEDED ? 1L : 0, Long::sum);
            counters.merge("appStatus.jobs.failedJobs", state == JobStatus.State.FAILED ? 1L : 0, Long::sum);
        }
        for (StageView stage : store.stageViews()) {
            counters.merge("appStatus.stages.completedStages", one(stage, StageState.COMPLETE), Long::sum);
            counters.merge("appStatus.stages.failedStages", one(stage, StageState.FAILED), Long::sum);
            counters.merge("appStatus.stages.skippedStages", one(stage, StageState.SKIPPED), Long::sum);
            counters.merge("appStatus.tasks.completedTasks", (long) stage.completedTasks(), Long::sum);
            counters.merge("appStatus.tasks.failedTasks", (long) stage.failedTasks(), Long::sum);
            counters.merge("appStatus.tasks.killedTasks", (long) stage.killedTasks(), Long::sum);
            MetricsOfExecutors.addCounters(stage, counters);
        }
        return counters;
    }

    private static long one(StageView stage, StageState state) {
        return stage.state() == state ? 1 : 0;
    }

    private String prometheus() {
        ApplicationView application = store.application();
        StringBuilder out = new StringBuilder(4096);
        out.append("spark_info{version=\"").append(label(sparkVersion)).append("\", revision=\"ember\"} 1.0\n");
        long lasted = System.currentTimeMillis() - application.startMillis();
        for (ExecutorView executor : store.executorViews()) {
            String labels = "{application_id=\"" + label(application.id()) + "\", application_name=\""
                    + label(application.name()) + "\", executor_id=\"" + label(executor.id()) + "\"} ";
            figures(executor, lasted)
                    .forEach((name, value) -> out.append("metrics_executor_")
                            .append(name)
                            .append(labels)
                            .append(value)
                            .append('\n'));
        }
        return out.toString();
    }

    private static String label(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static Map<String, String> figures(ExecutorView executor, long lastedMillis) {
        Map<String, String> figures = new LinkedHashMap<>();
        put(figures, "rddBlocks", executor.rddBlocks());
        put(figures, "memoryUsed_bytes", executor.memoryBytes());
        put(figures, "diskUsed_bytes", executor.diskBytes());
        put(figures, "totalCores", executor.cores());
        put(figures, "maxTasks", executor.cores());
        put(figures, "activeTasks", executor.activeTasks());
        put(figures, "failedTasks_total", executor.failedTasks());
        put(figures, "completedTasks_total", executor.completedTasks());
        put(figures, "totalTasks_total", executor.startedTasks());
        figures.put(
                "totalDuration_seconds_total",
                Double.toString(ExecutorsJson.durationMillis(executor, lastedMillis) / 1000.0));
        figures.put("totalGCTime_seconds_total", Double.toString(ExecutorsJson.gcMillis(executor) / 1000.0));
        put(figures, "totalInputBytes_bytes_total", executor.inputBytes());
        put(figures, "totalShuffleRead_bytes_total", executor.shuffleReadBytes());
        put(figures, "totalShuffleWrite_bytes_total", executor.shuffleWriteBytes());
        put(figures, "maxMemory_bytes", executor.maxOnHeapBytes() + executor.maxOffHeapBytes());
        put(figures, "usedOnHeapStorageMemory_bytes", executor.memoryBytes() - executor.offHeapBytes());
        put(figures, "usedOffHeapStorageMemory_bytes", executor.offHeapBytes());
        put(figures, "totalOnHeapStorageMemory_bytes", executor.maxOnHeapBytes());
        put(figures, "totalOffHeapStorageMemory_bytes", executor.maxOffHeapBytes());
        MetricsOfExecutors.addPrometheus(executor.peaks(), figures);
        return figures;
    }

    private static void put(Map<String, String> figures, String name, long value) {
        figures.put(name, Long.toString(value));
    }
}
