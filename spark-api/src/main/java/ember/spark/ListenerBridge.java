// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.JobOutcome;
import ember.model.event.EngineEvent;
import ember.model.event.TaskPeaks;
import ember.model.event.TaskProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.JobFailed;
import org.apache.spark.scheduler.JobResult;
import org.apache.spark.scheduler.JobSucceeded$;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
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
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskGettingResult;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.SparkListenerUnpersistRDD;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells one of Spark's listeners what happens in the engine. Two bridges to one listener are equal, so that it can be removed. Used by
 * the thread of the listener bus.
 */
// The deprecated events are still told, beside those that replace them.
@SuppressWarnings("deprecation")
public final class ListenerBridge implements EngineEvent.Handler {
    private static final int DEFAULT_RESOURCE_PROFILE = 0;

    private final SparkListenerInterface listener;
    /** Attempts that have started and not ended, by task id: as in Spark, all events of one carry one object. */
    private final Map<Long, TaskInfo> running = new HashMap<>();

    private final TaskPeaks taskPeaks = new TaskPeaks();

    public ListenerBridge(SparkListenerInterface listener) {
        this.listener = listener;
    }

    @Override
    public void applicationStarted(EngineEvent.ApplicationStarted event) {
        listener.onApplicationStart(new SparkListenerApplicationStart(
                event.name(),
                Option.apply(event.applicationId()),
                event.timeMillis(),
                event.user(),
                Option.empty(),
                Option.empty(),
                Option.empty()));
    }

    @Override
    public void applicationEnded(EngineEvent.ApplicationEnded event) {
        listener.onApplicationEnd(new SparkListenerApplicationEnd(event.timeMillis(), Option.empty()));
    }

    @Override
    public void environmentUpdated(EngineEvent.EnvironmentUpdated event) {
        Map<String, scala.collection.Seq<Tuple2<String, String>>> details = new HashMap<>();
        Map<String, String> jvm = new LinkedHashMap<>(event.jvm());
        jvm.put("Scala Version", scala.util.Properties$.MODULE$.versionString());
        details.put("JVM Information", entries(jvm));
        details.put("Hadoop Properties", entries(event.hadoopProperties()));
        details.put("Metrics Properties", entries(event.metricsProperties()));
        details.put("Spark Properties", entries(event.sparkProperties()));
        details.put("System Properties", entries(event.systemProperties()));
        details.put("Classpath Entries", entries(event.classpathEntries()));
        listener.onEnvironmentUpdate(new SparkListenerEnvironmentUpdate(CollectionConverters.asScala(details)));
    }

    private static scala.collection.Seq<Tuple2<String, String>> entries(Map<String, String> from) {
        List<Tuple2<String, String>> to = new ArrayList<>(from.size());
        for (Map.Entry<String, String> entry : from.entrySet()) {
            to.add(new Tuple2<>(entry.getKey(), entry.getValue()));
        }
        return EventTranslation.seq(to);
    }

    @Override
    public void jobStarted(EngineEvent.JobStarted event) {
        List<StageInfo> stages = new ArrayList<>(event.stages().size());
        for (ember.model.event.StageInfo stage : event.stages()) {
            stages.add(EventTranslation.stage(stage));
        }
        listener.onJobStart(new SparkListenerJobStart(
                event.jobId(),
                event.timeMillis(),
                EventTranslation.seq(stages),
                EventTranslation.properties(event.properties())));
    }

    @Override
    public void jobEnded(EngineEvent.JobEnded event) {
        listener.onJobEnd(new SparkListenerJobEnd(event.jobId(), event.timeMillis(), result(event.outcome())));
    }

    private static JobResult result(JobOutcome outcome) {
        return outcome.match(new JobOutcome.Cases<JobResult>() {
            @Override
            public JobResult succeeded(JobOutcome.Succeeded success) {
                return JobSucceeded$.MODULE$;
            }

            @Override
            public JobResult aborted(JobOutcome.Aborted aborted) {
                Throwable cause = aborted.cause();
                // As it is thrown from the action: with the engine's own error condition, if it has one.
                boolean known = cause instanceof SparkThrowable told && told.getCondition() != null;
                return new JobFailed(
                        known && cause instanceof Exception exception
                                ? exception
                                : new SparkException(aborted.message(), cause));
            }

            @Override
            public JobResult cancelled(JobOutcome.Cancelled cancelled) {
                return new JobFailed(new SparkException(EventTranslation.cancellation(cancelled.message())));
            }
        });
    }

    @Override
    public void stageSubmitted(EngineEvent.StageSubmitted event) {
        listener.onStageSubmitted(new SparkListenerStageSubmitted(
                EventTranslation.stage(event.stage()), EventTranslation.properties(event.properties())));
    }

    @Override
    public void stageCompleted(EngineEvent.StageCompleted event) {
        listener.onStageCompleted(new SparkListenerStageCompleted(EventTranslation.stage(event.stage())));
    }

    @Override
    public void taskStarted(EngineEvent.TaskStarted event) {
        TaskInfo task = EventTranslation.task(event.task());
        running.put(task.taskId(), task);
        listener.onTaskStart(new SparkListenerTaskStart(
                event.task().attempt().stageId(), event.task().attempt().stageAttempt(), task));
    }

    @Override
    public void taskGettingResult(EngineEvent.TaskGettingResult event) {
        TaskInfo task = known(event.task(), running.get(event.task().attempt().taskId()));
        listener.onTaskGettingResult(new SparkListenerTaskGettingResult(task));
    }

    @Override
    public void taskEnded(EngineEvent.TaskEnded event) {
        TaskInfo task =
                known(event.task(), running.remove(event.task().attempt().taskId()));
        ember.model.TaskMetrics metrics = event.metrics();
        listener.onTaskEnd(new SparkListenerTaskEnd(
                event.task().attempt().stageId(),
                event.task().attempt().stageAttempt(),
                event.kind().label(),
                EventTranslation.reason(event.end(), event.task().accumulables()),
                task,
                new ExecutorMetrics(
                        taskPeaks.ended(event.task().attempt().taskId()).toArray()),
                metrics == null ? null : MetricsTranslation.of(metrics)));
    }

    /** @param started what the listener was told of the start; null: it came later, or the attempt has ended before */
    private static TaskInfo known(ember.model.event.TaskInfo now, @Nullable TaskInfo started) {
        if (started == null) {
            return EventTranslation.task(now);
        }
        EventTranslation.update(started, now);
        return started;
    }

    @Override
    public void executorAdded(EngineEvent.ExecutorAdded event) {
        Option<Object> time = Option.apply(event.timeMillis());
        listener.onExecutorAdded(new SparkListenerExecutorAdded(
                event.timeMillis(),
                event.executor(),
                new ExecutorInfo(event.host(), event.cores(), DEFAULT_RESOURCE_PROFILE, time, time)));
    }

    @Override
    public void executorRemoved(EngineEvent.ExecutorRemoved event) {
        listener.onExecutorRemoved(
                new SparkListenerExecutorRemoved(event.timeMillis(), event.executor(), event.reason()));
    }

    @Override
    public void speculativeTaskSubmitted(EngineEvent.SpeculativeTaskSubmitted event) {
        listener.onSpeculativeTaskSubmitted(new SparkListenerSpeculativeTaskSubmitted(
                event.stageId(), event.stageAttempt(), event.taskIndex(), event.partition()));
    }

    @Override
    public void executorExcluded(EngineEvent.ExecutorExcluded event) {
        listener.onExecutorBlacklisted(
                new SparkListenerExecutorBlacklisted(event.timeMillis(), event.executor(), event.taskFailures()));
        listener.onExecutorExcluded(
                new SparkListenerExecutorExcluded(event.timeMillis(), event.executor(), event.taskFailures()));
    }

    @Override
    public void executorExcludedForStage(EngineEvent.ExecutorExcludedForStage event) {
        listener.onExecutorBlacklistedForStage(new SparkListenerExecutorBlacklistedForStage(
                event.timeMillis(), event.executor(), event.taskFailures(), event.stageId(), event.stageAttempt()));
        listener.onExecutorExcludedForStage(new SparkListenerExecutorExcludedForStage(
                event.timeMillis(), event.executor(), event.taskFailures(), event.stageId(), event.stageAttempt()));
    }

    @Override
    public void executorUnexcluded(EngineEvent.ExecutorUnexcluded event) {
        listener.onExecutorUnblacklisted(new SparkListenerExecutorUnblacklisted(event.timeMillis(), event.executor()));
        listener.onExecutorUnexcluded(new SparkListenerExecutorUnexcluded(event.timeMillis(), event.executor()));
    }

    @Override
    public void nodeExcluded(EngineEvent.NodeExcluded event) {
        listener.onNodeBlacklisted(
                new SparkListenerNodeBlacklisted(event.timeMillis(), event.host(), event.executorFailures()));
        listener.onNodeExcluded(
                new SparkListenerNodeExcluded(event.timeMillis(), event.host(), event.executorFailures()));
    }

    @Override
    public void nodeExcludedForStage(EngineEvent.NodeExcludedForStage event) {
        listener.onNodeBlacklistedForStage(new SparkListenerNodeBlacklistedForStage(
                event.timeMillis(), event.host(), event.executorFailures(), event.stageId(), event.stageAttempt()));
        listener.onNodeExcludedForStage(new SparkListenerNodeExcludedForStage(
                event.timeMillis(), event.host(), event.executorFailures(), event.stageId(), event.stageAttempt()));
    }

    @Override
    public void nodeUnexcluded(EngineEvent.NodeUnexcluded event) {
        listener.onNodeUnblacklisted(new SparkListenerNodeUnblacklisted(event.timeMillis(), event.host()));
        listener.onNodeUnexcluded(new SparkListenerNodeUnexcluded(event.timeMillis(), event.host()));
    }

    @Override
    public void executorMetricsUpdated(EngineEvent.ExecutorMetricsUpdated event) {
        List<Tuple4<Object, Object, Object, Seq<AccumulableInfo>>> tasks = new ArrayList<>();
        Map<Tuple2<Object, Object>, ExecutorMetrics> stages = new LinkedHashMap<>();
        ExecutorMetrics metrics = new ExecutorMetrics(event.metrics().toArray());
        taskPeaks.update(event);
        if (event.ofDriver()) {
            stages.put(new Tuple2<>(-1, -1), metrics);
        }
        for (TaskProgress task : event.tasks()) {
            tasks.add(
                    new Tuple4<>(task.taskId(), task.stageId(), task.stageAttempt(), EventTranslation.progress(task)));
            stages.put(new Tuple2<>(task.stageId(), task.stageAttempt()), metrics);
        }
        listener.onExecutorMetricsUpdate(new SparkListenerExecutorMetricsUpdate(
                event.executor(), CollectionConverters.asScala(tasks).toSeq(), CollectionConverters.asScala(stages)));
    }

    @Override
    public void stageExecutorMetrics(EngineEvent.StageExecutorMetrics event) {
        listener.onStageExecutorMetrics(new SparkListenerStageExecutorMetrics(
                event.executor(),
                event.stageId(),
                event.stageAttempt(),
                new ExecutorMetrics(event.metrics().toArray())));
    }

    @Override
    public void blockUpdated(EngineEvent.BlockUpdated event) {
        listener.onBlockUpdated(new SparkListenerBlockUpdated(new BlockUpdatedInfo(
                EventTranslation.address(event.executor(), event.host()),
                BlockId.apply(event.blockName()),
                Levels.toSpark(event.level()),
                event.memoryBytes(),
                event.diskBytes())));
    }

    @Override
    public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
        listener.onUnpersistRDD(new SparkListenerUnpersistRDD(event.rddId()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListenerBridge that && listener == that.listener;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(listener);
    }
}
