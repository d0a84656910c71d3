// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.ExecutorMetrics;
import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import ember.observe.status.ApplicationView;
import ember.observe.status.ExecutorView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Executors. */
final class ExecutorsJson {
    private ExecutorsJson() {}

    static byte[] list(ApplicationStore store, boolean onlyAlive) {
        ApplicationView application = store.application();
        long now = application.hasEnded() ? application.endMillis() : System.currentTimeMillis();
        JsonOut out = JsonOut.pretty().array();
        for (ExecutorView executor : store.executorViews()) {
            if (executor.alive() || !onlyAlive) {
                write(out, executor, now - application.startMillis(), cpusPerTask(store));
            }
        }
        return out.endArray().toBytes();
    }

    static int cpusPerTask(ApplicationStore store) {
        var environment = store.environment();
        @Nullable
        String cpus = environment == null ? null : environment.sparkProperties().get("spark.task.cpus");
        try {
            return cpus == null ? 1 : Math.max(1, Integer.parseInt(cpus));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** What an executor has worked: of the driver, Spark tells how long the application lasts. */
    static long durationMillis(ExecutorView executor, long applicationMillis) {
        return isDriver(executor) ? applicationMillis : executor.taskMillis();
    }

    /** What collecting garbage took: of the driver, Spark tells all that the JVM did. */
    static long gcMillis(ExecutorView executor) {
        ExecutorMetrics peaks = executor.peaks();
        return isDriver(executor) && peaks != null ? peaks.get("TotalGCTime") : executor.gcMillis();
    }

    private static boolean isDriver(ExecutorView executor) {
        return executor.id().toLowerCase(Locale.ROOT).equals("driver");
    }

    private static void write(JsonOut out, ExecutorView executor, long applicationMillis, int cpusPerTask) {
        out.object()
                .field("id", executor.id())
                .field("hostPort", executor.address())
                .field("isActive", executor.alive())
                .field("rddBlocks", executor.rddBlocks())
                .field("memoryUsed", executor.memoryBytes())
                .field("diskUsed", executor.diskBytes())
                .field("totalCores", executor.cores())
                .field("maxTasks", executor.cores() / cpusPerTask)
                .field("activeTasks", executor.activeTasks())
                .field("failedTasks", executor.failedTasks())
                .field("completedTasks", executor.completedTasks())
                .field("totalTasks", executor.startedTasks())
                .field("totalDuration", durationMillis(executor, applicationMillis))
                .field("totalGCTime", gcMillis(executor))
                .field("totalInputBytes", executor.inputBytes())
                .field("totalShuffleRead", executor.shuffleReadBytes())
                .field("totalShuffleWrite", executor.shuffleWriteBytes())
                .field("isBlacklisted", executor.excluded())
                .field("maxMemory", executor.maxOnHeapBytes() + executor.maxOffHeapBytes())
                .field("addTime", Parameters.date(executor.addedMillis()));
        if (!executor.alive()) {
            out.field("removeTime", Parameters.date(executor.removedMillis()))
                    .field("removeReason", executor.removeReason());
        }
        out.object("executorLogs")
                .end()
                .object("memoryMetrics")
                .field("usedOnHeapStorageMemory", executor.memoryBytes() - executor.offHeapBytes())
                .field("usedOffHeapStorageMemory", executor.offHeapBytes())
                .field("totalOnHeapStorageMemory", executor.maxOnHeapBytes())
                .field("totalOffHeapStorageMemory", executor.maxOffHeapBytes())
                .end()
                .numbers("blacklistedInStages", executor.excludedInStages());
        ExecutorMetricsJson.write(out, "peakMemoryMetrics", executor.peaks());
        out.object("attributes")
                .end()
                .object("resources")
                .end()
                .field("resourceProfileId", 0)
                .field("isExcluded", executor.excluded())
                .numbers("excludedInStages", executor.excludedInStages())
                .end();
    }
}
