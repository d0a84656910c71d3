// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

/** A listener that ignores every event; programs extend it and override what they care for. */
// The deprecated events are still told, beside those that replace them.
@SuppressWarnings("deprecation")
public abstract class SparkListener implements SparkListenerInterface {

    public SparkListener() {}

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stageCompleted) {}

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stageSubmitted) {}

    @Override
    public void onTaskStart(SparkListenerTaskStart taskStart) {}

    @Override
    public void onTaskGettingResult(SparkListenerTaskGettingResult taskGettingResult) {}

    @Override
    public void onTaskEnd(SparkListenerTaskEnd taskEnd) {}

    @Override
    public void onJobStart(SparkListenerJobStart jobStart) {}

    @Override
    public void onJobEnd(SparkListenerJobEnd jobEnd) {}

    @Override
    public void onEnvironmentUpdate(SparkListenerEnvironmentUpdate environmentUpdate) {}

    @Override
    public void onBlockManagerAdded(SparkListenerBlockManagerAdded blockManagerAdded) {}

    @Override
    public void onBlockManagerRemoved(SparkListenerBlockManagerRemoved blockManagerRemoved) {}

    @Override
    public void onUnpersistRDD(SparkListenerUnpersistRDD unpersistRDD) {}

    @Override
    public void onApplicationStart(SparkListenerApplicationStart applicationStart) {}

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd applicationEnd) {}

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate executorMetricsUpdate) {}

    @Override
    public void onStageExecutorMetrics(SparkListenerStageExecutorMetrics stageExecutorMetrics) {}

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded executorAdded) {}

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved executorRemoved) {}

    @Override
    public void onExecutorBlacklisted(SparkListenerExecutorBlacklisted executorBlacklisted) {}

    @Override
    public void onExecutorExcluded(SparkListenerExecutorExcluded executorExcluded) {}

    @Override
    public void onExecutorBlacklistedForStage(SparkListenerExecutorBlacklistedForStage executorBlacklistedForStage) {}

    @Override
    public void onExecutorExcludedForStage(SparkListenerExecutorExcludedForStage executorExcludedForStage) {}

    @Override
    public void onNodeBlacklistedForStage(SparkListenerNodeBlacklistedForStage nodeBlacklistedForStage) {}

    @Override
    public void onNodeExcludedForStage(SparkListenerNodeExcludedForStage nodeExcludedForStage) {}

    @Override
    public void onExecutorUnblacklisted(SparkListenerExecutorUnblacklisted executorUnblacklisted) {}

    @Override
    public void onExecutorUnexcluded(SparkListenerExecutorUnexcluded executorUnexcluded) {}

    @Override
    public void onNodeBlacklisted(SparkListenerNodeBlacklisted nodeBlacklisted) {}

    @Override
    public void onNodeExcluded(SparkListenerNodeExcluded nodeExcluded) {}

    @Override
    public void onNodeUnblacklisted(SparkListenerNodeUnblacklisted nodeUnblacklisted) {}

    @Override
    public void onNodeUnexcluded(SparkListenerNodeUnexcluded nodeUnexcluded) {}

    @Override
    public void onUnschedulableTaskSetAdded(SparkListenerUnschedulableTaskSetAdded unschedulableTaskSetAdded) {}

    @Override
    public void onUnschedulableTaskSetRemoved(SparkListenerUnschedulableTaskSetRemoved unschedulableTaskSetRemoved) {}

    @Override
    public void onBlockUpdated(SparkListenerBlockUpdated blockUpdated) {}

    @Override
    public void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted speculativeTaskSubmitted) {}

    @Override
    public void onOtherEvent(SparkListenerEvent event) {}

    @Override
    public void onResourceProfileAdded(SparkListenerResourceProfileAdded resourceProfileAdded) {}
}
