// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

/**
 * What a listener is told, one method for each event; {@link SparkListener} has them all do nothing.
 *
 * <p>Methods are called on the thread of the listener bus, in the order in which things happened, some time after they did.
 */
// The deprecated events are still told, beside those that replace them.
@SuppressWarnings("deprecation")
public interface SparkListenerInterface {

    /** A stage attempt ended, well or not. */
    void onStageCompleted(SparkListenerStageCompleted stageCompleted);

    /** A stage attempt was submitted. */
    void onStageSubmitted(SparkListenerStageSubmitted stageSubmitted);

    /** A task attempt was launched. */
    void onTaskStart(SparkListenerTaskStart taskStart);

    /** A task attempt's large result is being fetched. */
    void onTaskGettingResult(SparkListenerTaskGettingResult taskGettingResult);

    /** A task attempt ended. */
    void onTaskEnd(SparkListenerTaskEnd taskEnd);

    /** A job was accepted. */
    void onJobStart(SparkListenerJobStart jobStart);

    /** A job ended. */
    void onJobEnd(SparkListenerJobEnd jobEnd);

    /** The settings are known, or changed. */
    void onEnvironmentUpdate(SparkListenerEnvironmentUpdate environmentUpdate);

    /** A store of blocks was registered. */
    void onBlockManagerAdded(SparkListenerBlockManagerAdded blockManagerAdded);

    /** A store of blocks is gone. */
    void onBlockManagerRemoved(SparkListenerBlockManagerRemoved blockManagerRemoved);

    /** An RDD's storage level was taken away. */
    void onUnpersistRDD(SparkListenerUnpersistRDD unpersistRDD);

    /** The application began. */
    void onApplicationStart(SparkListenerApplicationStart applicationStart);

    /** The application ended. */
    void onApplicationEnd(SparkListenerApplicationEnd applicationEnd);

    /** An executor reported about its running tasks. */
    void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate executorMetricsUpdate);

    /** Peaks of an executor during a stage; only when an event log is replayed. */
    void onStageExecutorMetrics(SparkListenerStageExecutorMetrics stageExecutorMetrics);

    /** An executor is ready for tasks. */
    void onExecutorAdded(SparkListenerExecutorAdded executorAdded);

    /** An executor is gone. */
    void onExecutorRemoved(SparkListenerExecutorRemoved executorRemoved);

    /** Told beside {@link #onExecutorExcluded}, which replaces it. */
    void onExecutorBlacklisted(SparkListenerExecutorBlacklisted executorBlacklisted);

    /** An executor was excluded. */
    void onExecutorExcluded(SparkListenerExecutorExcluded executorExcluded);

    /** Told beside {@link #onExecutorExcludedForStage}, which replaces it. */
    void onExecutorBlacklistedForStage(SparkListenerExecutorBlacklistedForStage executorBlacklistedForStage);

    /** An executor was excluded for a stage. */
    void onExecutorExcludedForStage(SparkListenerExecutorExcludedForStage executorExcludedForStage);

    /** Told beside {@link #onNodeExcludedForStage}, which replaces it. */
    void onNodeBlacklistedForStage(SparkListenerNodeBlacklistedForStage nodeBlacklistedForStage);

    /** A host was excluded for a stage. */
    void onNodeExcludedForStage(SparkListenerNodeExcludedForStage nodeExcludedForStage);

    /** Told beside {@link #onExecutorUnexcluded}, which replaces it. */
    void onExecutorUnblacklisted(SparkListenerExecutorUnblacklisted executorUnblacklisted);

    /** An executor gets tasks again. */
    void onExecutorUnexcluded(SparkListenerExecutorUnexcluded executorUnexcluded);

    /** Told beside {@link #onNodeExcluded}, which replaces it. */
    void onNodeBlacklisted(SparkListenerNodeBlacklisted nodeBlacklisted);

    /** A host was excluded. */
    void onNodeExcluded(SparkListenerNodeExcluded nodeExcluded);

    /** Told beside {@link #onNodeUnexcluded}, which replaces it. */
    void onNodeUnblacklisted(SparkListenerNodeUnblacklisted nodeUnblacklisted);

    /** A host gets tasks again. */
    void onNodeUnexcluded(SparkListenerNodeUnexcluded nodeUnexcluded);

    /** A task set cannot be scheduled. */
    void onUnschedulableTaskSetAdded(SparkListenerUnschedulableTaskSetAdded unschedulableTaskSetAdded);

    /** A task set can be scheduled again, or is gone. */
    void onUnschedulableTaskSetRemoved(SparkListenerUnschedulableTaskSetRemoved unschedulableTaskSetRemoved);

    /** A block was stored, moved or dropped. */
    void onBlockUpdated(SparkListenerBlockUpdated blockUpdated);

    /** A second copy of a slow task was queued. */
    void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted speculativeTaskSubmitted);

    /** Any other event, among them those of programs. */
    void onOtherEvent(SparkListenerEvent event);

    /** A resource profile was registered. */
    void onResourceProfileAdded(SparkListenerResourceProfileAdded resourceProfileAdded);
}
