// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
import org.apache.spark.scheduler.SparkListenerBlockManagerRemoved;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorBlacklisted;
import org.apache.spark.scheduler.SparkListenerExecutorBlacklistedForStage;
import org.apache.spark.scheduler.SparkListenerExecutorExcluded;
import org.apache.spark.scheduler.SparkListenerExecutorExcludedForStage;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerExecutorUnblacklisted;
import org.apache.spark.scheduler.SparkListenerExecutorUnexcluded;
import org.apache.spark.scheduler.SparkListenerInterface;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerNodeBlacklisted;
import org.apache.spark.scheduler.SparkListenerNodeBlacklistedForStage;
import org.apache.spark.scheduler.SparkListenerNodeExcluded;
import org.apache.spark.scheduler.SparkListenerNodeExcludedForStage;
import org.apache.spark.scheduler.SparkListenerNodeUnblacklisted;
import org.apache.spark.scheduler.SparkListenerNodeUnexcluded;
import org.apache.spark.scheduler.SparkListenerResourceProfileAdded;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskGettingResult;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.SparkListenerUnpersistRDD;
import org.apache.spark.scheduler.SparkListenerUnschedulableTaskSetAdded;
import org.apache.spark.scheduler.SparkListenerUnschedulableTaskSetRemoved;

/** A listener with one method for all events; programs extend it and override {@link #onEvent}. */
// The deprecated events are still told, beside those that replace them.
@SuppressWarnings("deprecation")
public class SparkFirehoseListener implements SparkListenerInterface {

    public SparkFirehoseListener() {}

    /** Called for every event. */
    public void onEvent(SparkListenerEvent event) {}

    @Override
    public final void onStageCompleted(SparkListenerStageCompleted stageCompleted) {
        onEvent(stageCompleted);
    }

    @Override
    public final void onStageSubmitted(SparkListenerStageSubmitted stageSubmitted) {
        onEvent(stageSubmitted);
    }

    @Override
    public final void onTaskStart(SparkListenerTaskStart taskStart) {
        onEvent(taskStart);
    }

    @Override
    public final void onTaskGettingResult(SparkListenerTaskGettingResult taskGettingResult) {
        onEvent(taskGettingResult);
    }

    @Override
    public final void onTaskEnd(SparkListenerTaskEnd taskEnd) {
        onEvent(taskEnd);
    }

    @Override
    public final void onJobStart(SparkListenerJobStart jobStart) {
        onEvent(jobStart);
    }

    @Override
    public final void onJobEnd(SparkListenerJobEnd jobEnd) {
        onEvent(jobEnd);
    }

    @Override
    public final void onEnvironmentUpdate(SparkListenerEnvironmentUpdate environmentUpdate) {
        onEvent(environmentUpdate);
    }

    @Override
    public final void onBlockManagerAdded(SparkListenerBlockManagerAdded blockManagerAdded) {
        onEvent(blockManagerAdded);
    }

    @Override
    public final void onBlockManagerRemoved(SparkListenerBlockManagerRemoved blockManagerRemoved) {
        onEvent(blockManagerRemoved);
    }

    @Override
    public final void onUnpersistRDD(SparkListenerUnpersistRDD unpersistRDD) {
        onEvent(unpersistRDD);
    }

    @Override
    public final void onApplicationStart(SparkListenerApplicationStart applicationStart) {
        onEvent(applicationStart);
    }

    @Override
    public final void onApplicationEnd(SparkListenerApplicationEnd applicationEnd) {
        onEvent(applicationEnd);
    }

    @Override
    public final void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate executorMetricsUpdate) {
        onEvent(executorMetricsUpdate);
    }

    @Override
    public final void onStageExecutorMetrics(SparkListenerStageExecutorMetrics stageExecutorMetrics) {
        onEvent(stageExecutorMetrics);
    }

    @Override
    public final void onExecutorAdded(SparkListenerExecutorAdded executorAdded) {
        onEvent(executorAdded);
    }

    @Override
    public final void onExecutorRemoved(SparkListenerExecutorRemoved executorRemoved) {
        onEvent(executorRemoved);
    }

    @Override
    public final void onExecutorBlacklisted(SparkListenerExecutorBlacklisted executorBlacklisted) {
        onEvent(executorBlacklisted);
    }

    @Override
    public final void onExecutorExcluded(SparkListenerExecutorExcluded executorExcluded) {
        onEvent(executorExcluded);
    }

    @Override
    public void onExecutorBlacklistedForStage(SparkListenerExecutorBlacklistedForStage executorBlacklistedForStage) {
        onEvent(executorBlacklistedForStage);
    }

    @Override
    public void onExecutorExcludedForStage(SparkListenerExecutorExcludedForStage executorExcludedForStage) {
        onEvent(executorExcludedForStage);
    }

    @Override
    public void onNodeBlacklistedForStage(SparkListenerNodeBlacklistedForStage nodeBlacklistedForStage) {
        onEvent(nodeBlacklistedForStage);
    }

    @Override
    public void onNodeExcludedForStage(SparkListenerNodeExcludedForStage nodeExcludedForStage) {
        onEvent(nodeExcludedForStage);
    }

    @Override
    public final void onExecutorUnblacklisted(SparkListenerExecutorUnblacklisted executorUnblacklisted) {
        onEvent(executorUnblacklisted);
    }

    @Override
    public final void onExecutorUnexcluded(SparkListenerExecutorUnexcluded executorUnexcluded) {
        onEvent(executorUnexcluded);
    }

    @Override
    public final void onNodeBlacklisted(SparkListenerNodeBlacklisted nodeBlacklisted) {
        onEvent(nodeBlacklisted);
    }

    @Override
    public final void onNodeExcluded(SparkListenerNodeExcluded nodeExcluded) {
        onEvent(nodeExcluded);
    }

    @Override
    public final void onNodeUnblacklisted(SparkListenerNodeUnblacklisted nodeUnblacklisted) {
        onEvent(nodeUnblacklisted);
    }

    @Override
    public final void onNodeUnexcluded(SparkListenerNodeUnexcluded nodeUnexcluded) {
        onEvent(nodeUnexcluded);
    }

    @Override
    public void onUnschedulableTaskSetAdded(SparkListenerUnschedulableTaskSetAdded unschedulableTaskSetAdded) {
        onEvent(unschedulableTaskSetAdded);
    }

    @Override
    public void onUnschedulableTaskSetRemoved(SparkListenerUnschedulableTaskSetRemoved unschedulableTaskSetRemoved) {
        onEvent(unschedulableTaskSetRemoved);
    }

    @Override
    public void onBlockUpdated(SparkListenerBlockUpdated blockUpdated) {
        onEvent(blockUpdated);
    }

    @Override
    public void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted speculativeTaskSubmitted) {
        onEvent(speculativeTaskSubmitted);
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
        onEvent(event);
    }

    @Override
    public void onResourceProfileAdded(SparkListenerResourceProfileAdded resourceProfileAdded) {
        onEvent(resourceProfileAdded);
    }
}
