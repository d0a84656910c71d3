// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import ember.model.ExecutorMetrics;
import ember.model.JobOutcome;
import ember.model.StorageLevel;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskMetrics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened in the engine, for those who watch. Delivered in the order it was decided. */
public sealed interface EngineEvent {
    void deliverTo(Handler handler);

    /** One method for each event; watchers that care for few override few. */
    interface Handler {
        /**
         * Whether somebody reads what takes time to measure: processor time and garbage collection of tasks, memory of executors. Asked
         * often, by any thread.
         */
        default boolean readsFigures() {
            return true;
        }

        /** Whether it reads them now, or will later. */
        default boolean mayReadFigures() {
            return readsFigures();
        }

        default void applicationStarted(ApplicationStarted event) {}

        default void applicationEnded(ApplicationEnded event) {}

        default void environmentUpdated(EnvironmentUpdated event) {}

        default void jobStarted(JobStarted event) {}

        default void jobEnded(JobEnded event) {}

        default void stageSubmitted(StageSubmitted event) {}

        default void stageCompleted(StageCompleted event) {}

        default void taskStarted(TaskStarted event) {}

        default void speculativeTaskSubmitted(SpeculativeTaskSubmitted event) {}

        default void taskGettingResult(TaskGettingResult event) {}

        default void taskEnded(TaskEnded event) {}

        default void executorAdded(ExecutorAdded event) {}

        default void executorRemoved(ExecutorRemoved event) {}

        default void executorExcluded(ExecutorExcluded event) {}

        default void executorExcludedForStage(ExecutorExcludedForStage event) {}

        default void executorUnexcluded(ExecutorUnexcluded event) {}

        default void nodeExcluded(NodeExcluded event) {}

        default void nodeExcludedForStage(NodeExcludedForStage event) {}

        default void nodeUnexcluded(NodeUnexcluded event) {}

        default void blockManagerAdded(BlockManagerAdded event) {}

        default void resourceProfileAdded(ResourceProfileAdded event) {}

        default void executorMetricsUpdated(ExecutorMetricsUpdated event) {}

        default void stageExecutorMetrics(StageExecutorMetrics event) {}

        default void blockUpdated(BlockUpdated event) {}

        default void rddUnpersisted(RddUnpersisted event) {}
    }

    /** The application began. */
    record ApplicationStarted(String name, String applicationId, String user, long timeMillis) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.applicationStarted(this);
        }
    }

    /** The application ended. */
    record ApplicationEnded(long timeMillis) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.applicationEnded(this);
        }
    }

    /**
     * What the engine runs in: each part by name and value, sorted as it is to be shown.
     *
     * @param hadoopProperties of Hadoop's configuration; logs of Spark have them
     * @param metricsProperties of Spark's metrics system; logs of Spark have them
     */
    record EnvironmentUpdated(
            Map<String, String> jvm,
            Map<String, String> sparkProperties,
            Map<String, String> hadoopProperties,
            Map<String, String> systemProperties,
            Map<String, String> metricsProperties,
            Map<String, String> classpathEntries)
            implements EngineEvent {
        /** Without a Hadoop configuration and a metrics system. */
        public EnvironmentUpdated(
                Map<String, String> jvm,
                Map<String, String> sparkProperties,
                Map<String, String> systemProperties,
                Map<String, String> classpathEntries) {
            this(jvm, sparkProperties, Map.of(), systemProperties, Map.of(), classpathEntries);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.environmentUpdated(this);
        }
    }

    /**
     * A job was accepted.
     *
     * @param stages all its stages by id, also those that will be skipped; none if no partition was asked for
     * @param properties local properties of the submitting thread, as they were then
     */
    record JobStarted(int jobId, long timeMillis, List<StageInfo> stages, Map<String, String> properties)
            implements EngineEvent {
        public JobStarted {
            stages = List.copyOf(stages);
            properties = Map.copyOf(properties);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.jobStarted(this);
        }
    }

    /** A job ended. */
    record JobEnded(int jobId, long timeMillis, JobOutcome outcome) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.jobEnded(this);
        }
    }

    /** A stage attempt was submitted; its completion follows in every case. */
    record StageSubmitted(StageInfo stage, Map<String, String> properties) implements EngineEvent {
        public StageSubmitted {
            properties = Map.copyOf(properties);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.stageSubmitted(this);
        }
    }

    /** A stage attempt ended, well or not. */
    record StageCompleted(StageInfo stage) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.stageCompleted(this);
        }
    }

    /** A task attempt was launched. */
    record TaskStarted(TaskInfo task) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.taskStarted(this);
        }
    }

    /** A running task is slow, and a second copy of it waits for a slot. */
    record SpeculativeTaskSubmitted(int stageId, int stageAttempt, int taskIndex, int partition)
            implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.speculativeTaskSubmitted(this);
        }
    }

    /** A task attempt's result is too large to come with its end and is being fetched. */
    record TaskGettingResult(TaskInfo task) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.taskGettingResult(this);
        }
    }

    /**
     * A task attempt ended. Told for every attempt that was started, even after its stage or job is gone.
     *
     * @param end why; a success is {@link TaskEnd.Succeeded#WITHOUT_PAYLOAD}
     * @param metrics null: none were taken
     */
    record TaskEnded(
            TaskKind kind,
            TaskEnd end,
            TaskInfo task,
            @Nullable TaskMetrics metrics) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.taskEnded(this);
        }
    }

    /** An executor is ready for tasks. */
    record ExecutorAdded(String executor, String host, int cores, long timeMillis) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.executorAdded(this);
        }
    }

    /** An executor is gone. */
    record ExecutorRemoved(String executor, String reason, long timeMillis) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.executorRemoved(this);
        }
    }

    /** The application avoids an executor for a while, after so many failures of tasks. */
    record ExecutorExcluded(String executor, int taskFailures, long timeMillis) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.executorExcluded(this);
        }
    }

    /** A stage attempt avoids an executor, after so many of its tasks failed there. */
    record ExecutorExcludedForStage(String executor, int taskFailures, int stageId, int stageAttempt, long timeMillis)
            implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.executorExcludedForStage(this);
        }
    }

    /** The application uses an executor again. */
    record ExecutorUnexcluded(String executor, long timeMillis) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.executorUnexcluded(this);
        }
    }

    /** The application avoids a host for a while, for so many of its executors are excluded. */
    record NodeExcluded(String host, int executorFailures, long timeMillis) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.nodeExcluded(this);
        }
    }

    /** A stage attempt avoids a host, for it avoids so many of its executors. */
    record NodeExcludedForStage(String host, int executorFailures, int stageId, int stageAttempt, long timeMillis)
            implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.nodeExcludedForStage(this);
        }
    }

    /** The application uses a host again. */
    record NodeUnexcluded(String host, long timeMillis) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.nodeUnexcluded(this);
        }
    }

    /**
     * An executor can store blocks.
     *
     * @param port where others fetch them; 0: nowhere, they share its memory
     */
    record BlockManagerAdded(
            String executor, String host, int port, long maxOnHeapBytes, long maxOffHeapBytes, long timeMillis)
            implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.blockManagerAdded(this);
        }
    }

    /**
     * What executors and tasks of a profile ask for, by the name of the resource.
     *
     * @param executorAmounts memory in MiB
     */
    record ResourceProfileAdded(int id, Map<String, Long> executorAmounts, Map<String, Double> taskAmounts)
            implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.resourceProfileAdded(this);
        }
    }

    /**
     * An executor has reported what its tasks do, as it does now and then.
     *
     * @param ofDriver whether it is the driver itself, which has no tasks
     * @param tasks those that run
     * @param metrics what was measured of it just now; 0 if nobody reads it
     */
    record ExecutorMetricsUpdated(String executor, boolean ofDriver, List<TaskProgress> tasks, ExecutorMetrics metrics)
            implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.executorMetricsUpdated(this);
        }
    }

    /** The peaks of an executor while a stage attempt ran. Event logs have it; a running engine tells each measurement instead. */
    record StageExecutorMetrics(String executor, int stageId, int stageAttempt, ExecutorMetrics metrics)
            implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.stageExecutorMetrics(this);
        }
    }

    /**
     * A block was stored, moved or dropped.
     *
     * @param blockName such as {@code rdd_3_0}
     * @param level where it is now; not valid: nowhere
     */
    record BlockUpdated(
            String executor, String host, String blockName, StorageLevel level, long memoryBytes, long diskBytes)
            implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.blockUpdated(this);
        }
    }

    /** An RDD's storage level was taken away. */
    record RddUnpersisted(int rddId) implements EngineEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.rddUnpersisted(this);
        }
    }
}
