// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.event.TaskProgress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.FetchFailed;
import org.apache.spark.Resubmitted$;
import org.apache.spark.Success$;
import org.apache.spark.TaskCommitDenied;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.TaskResultLost$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.RDDInfo;
import org.jspecify.annotations.Nullable;
import scala.Enumeration;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Turns the engine's facts about stages and tasks into what Spark's listeners get. Every call makes new objects. */
final class EventTranslation {
    private static final String SHUT_DOWN = "because SparkContext was shut down";

    /** Figures that Spark has too. */
    private static final TaskMetric[] INTERNAL = Stream.of(TaskMetric.values())
            .filter(metric -> metric != TaskMetric.SHUFFLE_BYTES_SERIALIZED && metric != TaskMetric.CLOSURE_BYTES)
            .toArray(TaskMetric[]::new);

    private EventTranslation() {}

    static StageInfo stage(ember.model.event.StageInfo from) {
        List<RDDInfo> rdds = new ArrayList<>(from.rddInfos().size());
        for (ember.model.event.RddInfo rdd : from.rddInfos()) {
            rdds.add(rdd(rdd));
        }
        StageInfo to = new StageInfo(
                from.stageId(),
                from.attempt(),
                from.name(),
                from.numTasks(),
                seq(rdds),
                integers(from.parentIds()),
                from.detailsAndCause(),
                from.metrics() == null ? null : MetricsTranslation.of(from.metrics()),
                from.resourceProfileId());
        if (from.submissionTimeMillis() != ember.model.event.StageInfo.ABSENT) {
            to.setSubmissionTime(from.submissionTimeMillis());
        }
        if (from.failureReason() != null) {
            to.stageFailed(cancellation(from.failureReason()));
        }
        if (from.completionTimeMillis() != ember.model.event.StageInfo.ABSENT) {
            to.setCompletionTime(from.completionTimeMillis());
        }
        for (ember.model.event.AccumulableInfo info : from.accumulables()) {
            to.accumulables().put(info.id(), accumulable(info));
        }
        return to;
    }

    private static RDDInfo rdd(ember.model.event.RddInfo from) {
        return new RDDInfo(
                from.id(),
                from.name(),
                from.numPartitions(),
                Levels.toSpark(from.storageLevel()),
                from.barrier(),
                integers(from.parentIds()),
                from.callSite().shortForm(),
                Option.empty(),
                0,
                0,
                0);
    }

    static TaskInfo task(ember.model.event.TaskInfo from) {
        TaskAttempt attempt = from.attempt();
        TaskInfo to = new TaskInfo(
                attempt.taskId(),
                attempt.index(),
                attempt.attemptNumber(),
                attempt.partition(),
                from.launchTimeMillis(),
                attempt.executor(),
                attempt.host(),
                locality(attempt.locality()),
                attempt.speculative());
        update(to, from);
        return to;
    }

    private static Enumeration.Value locality(ember.model.TaskLocality from) {
        return switch (from) {
            case PROCESS_LOCAL -> TaskLocality.PROCESS_LOCAL();
            case NODE_LOCAL -> TaskLocality.NODE_LOCAL();
            case NO_PREF -> TaskLocality.NO_PREF();
            case RACK_LOCAL -> TaskLocality.RACK_LOCAL();
            case ANY -> TaskLocality.ANY();
        };
    }

    /** Fills in what has become known of an attempt since. */
    static void update(TaskInfo to, ember.model.event.TaskInfo from) {
        to.setAccumulables(accumulables(from.accumulables()));
        if (from.gettingResultTimeMillis() != 0) {
            to.launchSucceeded();
            to.markGettingResult(from.gettingResultTimeMillis());
        }
        if (from.finishTimeMillis() == 0) {
            return;
        }
        to.launchSucceeded();
        if (from.failed()) {
            to.markFailed(from.finishTimeMillis());
        } else if (from.killed()) {
            to.markKilled(from.finishTimeMillis());
        } else {
            to.markSucceeded(from.finishTimeMillis());
        }
    }

    /** @param changed named accumulators that a failed task updated all the same */
    static TaskEndReason reason(TaskEnd end, List<ember.model.event.AccumulableInfo> changed) {
        return end.match(new TaskEnd.Cases<TaskEndReason>() {
            @Override
            public TaskEndReason succeeded(TaskEnd.Succeeded success) {
                return Success$.MODULE$;
            }

            @Override
            public TaskEndReason threw(TaskEnd.Threw threw) {
                Throwable exception = threw.exception();
                return new ExceptionFailure(
                        threw.className(),
                        threw.message(),
                        exception == null ? new StackTraceElement[0] : exception.getStackTrace(),
                        threw.stackTrace(),
                        Option.apply(exception),
                        accumulables(changed));
            }

            @Override
            public TaskEndReason fetchFailed(TaskEnd.FetchFailed failed) {
                return new FetchFailed(
                        address(failed.executor(), failed.host()),
                        failed.shuffleId(),
                        failed.writer(),
                        failed.mapPartition(),
                        failed.reducePartition(),
                        failed.message());
            }

            @Override
            public TaskEndReason killed(TaskEnd.Killed killed) {
                return new TaskKilled(cancellation(killed.reason()), accumulables(changed));
            }

            @Override
            public TaskEndReason commitDenied(TaskEnd.CommitDenied denied) {
                return new TaskCommitDenied(denied.jobId(), denied.partition(), denied.attemptNumber());
            }

            @Override
            public TaskEndReason executorLost(TaskEnd.ExecutorLost lost) {
                return new ExecutorLostFailure(lost.executor(), lost.causedByApp(), Option.apply(lost.reason()));
            }

            @Override
            public TaskEndReason resultLost(TaskEnd.ResultLost lost) {
                return TaskResultLost$.MODULE$;
            }

            @Override
            public TaskEndReason resubmitted(TaskEnd.Resubmitted resubmitted) {
                return Resubmitted$.MODULE$;
            }
        });
    }

    /** A reason as Spark tells it: that of a cancelled job has the name of its error condition, unless the context was shut down. */
    static String cancellation(String reason) {
        String stage = "Stage cancelled: ";
        int start = reason.startsWith(stage) ? stage.length() : 0;
        int cancelled = reason.indexOf(" cancelled ", start);
        if (!reason.startsWith("Job ", start) || cancelled < 0 || reason.endsWith(SHUT_DOWN)) {
            return reason;
        }
        return reason.substring(0, start) + "[SPARK_JOB_CANCELLED] " + reason.substring(start) + " SQLSTATE: XXKDA";
    }

    /** @return null: the place is not known */
    static @Nullable BlockManagerId address(@Nullable String executor, @Nullable String host) {
        // No block manager listens on a port.
        return executor == null ? null : BlockManagerId.apply(executor, host, 0, Option.empty());
    }

    static Properties properties(Map<String, String> from) {
        Properties to = new Properties();
        to.putAll(from);
        return to;
    }

    private static Seq<AccumulableInfo> accumulables(List<ember.model.event.AccumulableInfo> from) {
        List<AccumulableInfo> to = new ArrayList<>(from.size());
        for (ember.model.event.AccumulableInfo info : from) {
            to.add(accumulable(info));
        }
        return seq(to);
    }

    private static AccumulableInfo accumulable(ember.model.event.AccumulableInfo from) {
        return new AccumulableInfo(
                from.id(),
                Option.apply(from.name()),
                Option.apply(from.update()),
                Option.apply(from.value()),
                from.internal(),
                from.countFailedValues(),
                Option.empty());
    }

    /**
     * What a running task has added so far: its figures under their internal names, as a driver of Spark knows them that got them over a
     * network, and then the program's accumulators. Figures have no accumulators here: their ids are negative, one for each name.
     */
    static Seq<AccumulableInfo> progress(TaskProgress task) {
        List<AccumulableInfo> to = new ArrayList<>();
        for (int i = 0; i < INTERNAL.length; i++) {
            long value = task.metrics().get(INTERNAL[i]);
            if (value != 0) {
                Option<String> name = Option.apply("internal.metrics." + INTERNAL[i].key());
                to.add(new AccumulableInfo(
                        -1 - i, name, Option.apply(value), Option.empty(), true, true, Option.empty()));
            }
        }
        for (ember.model.event.AccumulableInfo info : task.accumulables()) {
            to.add(accumulable(info));
        }
        return seq(to);
    }

    private static Seq<Object> integers(List<Integer> from) {
        return seq(new ArrayList<>(from));
    }

    static <T> Seq<T> seq(List<T> from) {
        Iterator<T> elements = from.iterator();
        return CollectionConverters.asScala(elements).toSeq();
    }
}
