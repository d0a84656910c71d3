// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import java.util.concurrent.TimeUnit;

/**
 * What kind of value Spark wants for keys that it reads when a local context starts or runs its first job, and that Ember has no use for.
 * A value of another kind is refused as there: a program that starts on Ember with a mistyped setting should not fail on Spark. Recorded
 * from Spark 4.2.0.
 */
public final class KeyTypes {
    private static final String[] BOOLEANS = {
        "spark.acls.enable",
        "spark.appStateStore.asyncTracking.enable",
        "spark.broadcast.checksum",
        "spark.broadcast.compress",
        "spark.cleaner.referenceTracking",
        "spark.cleaner.referenceTracking.blocking",
        "spark.cleaner.referenceTracking.blocking.shuffle",
        "spark.driver.log.persistToDfs.enabled",
        "spark.dynamicAllocation.enabled",
        "spark.eventLog.compress",
        "spark.eventLog.enabled",
        "spark.eventLog.longForm.enabled",
        "spark.executor.allowSparkContext",
        "spark.executor.heartbeat.dropZeroAccumulatorUpdates",
        "spark.executor.syncLogLevel.enabled",
        "spark.executor.userClassPathFirst",
        "spark.files.fetchFailure.unRegisterOutputOnHost",
        "spark.io.encryption.enabled",
        "spark.kryo.pool",
        "spark.log.legacyTaskNameMdc.enabled",
        "spark.metrics.appStatusSource.enabled",
        "spark.metrics.executorMetricsSource.enabled",
        "spark.metrics.staticSources.enabled",
        "spark.network.crypto.enabled",
        "spark.network.remoteReadNioBufferConversion",
        "spark.rdd.cache.visibilityTracking.enabled",
        "spark.scheduler.resource.profileMergeConflicts",
        "spark.scheduler.stage.legacyAbortAfterKillTasks",
        "spark.serializer.extraDebugInfo",
        "spark.shuffle.detectCorrupt",
        "spark.shuffle.detectCorrupt.useExtraMemory",
        "spark.shuffle.readHostLocalDisk",
        "spark.shuffle.service.enabled",
        "spark.shuffle.useOldFetchProtocol",
        "spark.stage.ignoreDecommissionFetchFailure",
        "spark.storage.replication.proactive",
        "spark.task.reaper.enabled",
        "spark.taskMetrics.trackUpdatedBlockStatuses",
        "spark.ui.enabled",
        "spark.ui.reverseProxy",
        "spark.ui.showConsoleProgress",
    };

    private static final String[] INTS = {
        "spark.block.failures.beforeLocationRefresh",
        "spark.blockManager.port",
        "spark.buffer.size",
        "spark.diskStore.subDirectories",
        "spark.driver.port",
        "spark.executor.cores",
        "spark.executor.heartbeat.maxFailures",
        "spark.executor.isolatedSessionCache.size",
        "spark.executor.killOnFatalError.depth",
        "spark.reducer.maxBlocksInFlightPerAddress",
        "spark.reducer.maxReqsInFlight",
        "spark.rpc.connect.threads",
        "spark.rpc.io.threads",
        "spark.rpc.message.maxSize",
        "spark.rpc.netty.dispatcher.numThreads",
        "spark.scheduler.listenerbus.eventqueue.capacity",
        "spark.scheduler.listenerbus.metrics.maxListenerClassesTimed",
        "spark.scheduler.maxRetainedRemovedDecommissionExecutors",
        "spark.shuffle.mapOutput.dispatcher.numThreads",
        "spark.shuffle.maxAttemptsOnNettyOOM",
        "spark.shuffle.spill.numElementsForceSpillThreshold",
        "spark.storage.localDiskByExecutors.cacheSize",
        "spark.task.cpus",
        "spark.ui.dagGraph.retainedRootRDDs",
        "spark.ui.retainedDeadExecutors",
        "spark.ui.retainedJobs",
        "spark.ui.retainedStages",
        "spark.ui.retainedTasks",
    };

    private static final String[] LONGS = {
        "spark.shuffle.spill.batchSize", "spark.storage.unrollMemoryCheckPeriod", "spark.storage.unrollMemoryThreshold",
    };

    private static final String[] DOUBLES = {
        "spark.storage.unrollMemoryGrowthFactor",
    };

    private static final String[] BYTES = {
        "spark.buffer.pageSize",
        "spark.buffer.write.chunkSize",
        "spark.network.maxRemoteBlockSizeFetchToMem",
        "spark.shuffle.mapOutput.minSizeForBroadcast",
        "spark.shuffle.spill.initialMemoryThreshold",
        "spark.shuffle.spill.maxSizeInBytesForSpillThreshold",
        "spark.storage.memoryMapThreshold",
    };

    private static final String[] KIBIBYTES = {
        "spark.broadcast.blockSize", "spark.shuffle.unsafe.file.output.buffer",
    };

    private static final String[] MEBIBYTES = {
        "spark.executor.memoryOverhead", "spark.executor.pyspark.memory", "spark.reducer.maxSizeInFlight",
    };

    private static final String[] SECONDS = {
        "spark.cleaner.periodicGC.interval", "spark.network.timeout",
    };

    private static final String[] MILLIS = {
        "spark.executor.metrics.pollingInterval",
        "spark.memory.unmanagedMemoryPollingInterval",
        "spark.network.timeoutInterval",
        "spark.storage.blockManagerHeartbeatTimeoutMs",
        "spark.storage.blockManagerMasterDriverHeartbeatTimeoutMs",
        "spark.storage.shuffleManager.initWaitingTimeout",
    };

    private static final String[] NANOS = {
        "spark.ui.liveUpdate.minFlushPeriod", "spark.ui.liveUpdate.period",
    };

    private KeyTypes() {}

    /** Throws an {@link InvalidSetting} for the first such key, in no order, with a value of the wrong kind. */
    @SuppressWarnings("CheckReturnValue") // only whether the value can be read matters
    public static void check(ConfigValues values) {
        for (String key : values.keys()) {
            if (key.startsWith("spark.")) {
                check(values, key);
            }
        }
    }

    private static void check(ConfigValues values, String key) {
        if (isOf(BOOLEANS, key)) {
            values.booleanValue(key, false);
        } else if (isOf(INTS, key)) {
            values.intValue(key, 0);
        } else if (isOf(LONGS, key)) {
            values.longValue(key, 0);
        } else if (isOf(DOUBLES, key)) {
            values.doubleValue(key, 0);
        } else if (isOf(BYTES, key)) {
            values.bytes(key, 0);
        } else if (isOf(KIBIBYTES, key)) {
            values.kibibytes(key, 0);
        } else if (isOf(MEBIBYTES, key)) {
            values.mebibytes(key, 0);
        } else if (isOf(SECONDS, key)) {
            values.time(key, TimeUnit.SECONDS, 0);
        } else if (isOf(MILLIS, key)) {
            values.time(key, TimeUnit.MILLISECONDS, 0);
        } else if (isOf(NANOS, key)) {
            values.time(key, TimeUnit.NANOSECONDS, 0);
        }
    }

    private static boolean isOf(String[] keys, String key) {
        for (String known : keys) {
            if (known.equals(key)) {
                return true;
            }
        }
        return false;
    }
}
