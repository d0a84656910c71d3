// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Spark's log lines about jobs and stages. Each is built only if it is wanted. */
final class StageLog {
    private static final String LOGGER = "DAGScheduler";
    private static final int FIRST_TASKS = 15;
    private static final int STAGES_SHOWN = 100;

    private final Outbox outbox;
    /** Spark's epoch, as far as users see it: how many executors were lost. */
    private int losses;

    private final SortedSet<String> lostExecutors = new TreeSet<>();

    StageLog(Outbox outbox) {
        this.outbox = outbox;
    }

    boolean shows(LogLevel level) {
        return outbox.logs(level);
    }

    void info(String line) {
        outbox.log(LogLevel.INFO, LOGGER, line);
    }

    void debug(String line) {
        outbox.log(LogLevel.DEBUG, LOGGER, line);
    }

    void warn(String line) {
        outbox.log(LogLevel.WARN, LOGGER, line);
    }

    void registering(ShuffleMapStage stage) {
        if (shows(LogLevel.INFO)) {
            info("Registering RDD " + stage.rdd().id() + " (" + stage.name() + ") as input to shuffle "
                    + stage.shuffleId());
        }
    }

    void gotJob(ActiveJob job, Collection<ShuffleMapStage> missingParents) {
        if (shows(LogLevel.INFO)) {
            Stage last = job.finalStage();
            String kind = last instanceof ShuffleMapStage ? "Got map stage job " : "Got job ";
            info(kind + job.jobId() + " (" + job.callSite() + ") with " + job.numPartitions() + " output partitions");
            info("Final stage: " + named(last));
            info("Parents of final stage: " + list("List", last.parents()));
            info("Missing parents: " + list("List", missingParents));
        }
    }

    void submitting(Stage stage, Collection<ShuffleMapStage> missingParents) {
        if (shows(LogLevel.INFO)) {
            info("Missing parents found for " + stage + ": " + list("List", missingParents));
            if (missingParents.isEmpty()) {
                info("Submitting " + stage + " (" + stage.rdd() + "), which has no missing parents");
            }
        }
    }

    void submittingTasks(Stage stage, int[] partitions) {
        if (shows(LogLevel.DEBUG) && stage instanceof ShuffleMapStage map) {
            String ids = map.pendingPartitions().toString();
            debug("New pending partitions: Set(" + ids.substring(1, ids.length() - 1) + ")");
        }
        if (shows(LogLevel.INFO)) {
            String first = Arrays.toString(Arrays.copyOf(partitions, Math.min(partitions.length, FIRST_TASKS)));
            info("Submitting " + partitions.length + " missing tasks from " + stage + " (" + stage.rdd()
                    + ") (first 15 tasks are for partitions Vector(" + first.substring(1, first.length() - 1) + "))");
        }
    }

    /** Ember's own line: Spark does not say it. */
    void runsBecause(Stage stage) {
        StageInfo info = stage.latestInfo();
        StageCause cause = info.cause();
        if (cause != null && shows(LogLevel.INFO)) {
            info(named(stage) + " runs as attempt " + info.attempt() + " because " + cause.sentence());
        }
    }

    void actuallyDone(Stage stage) {
        if (shows(LogLevel.DEBUG)) {
            String what = stage instanceof ShuffleMapStage map
                    ? "(available: " + map.isAvailable() + ",available outputs: " + map.numAvailableOutputs()
                            + ",partitions: " + map.numPartitions() + ")"
                    : "(partitions: " + stage.numPartitions() + ")";
            debug("Stage " + stage + " is actually done; " + what);
        }
    }

    void mapTaskFinished(MapOutput output) {
        if (shows(LogLevel.DEBUG)) {
            debug("ShuffleMapTask finished on " + output.executor());
        }
    }

    void executorAdded(String executor, String host) {
        if (lostExecutors.remove(executor)) {
            info("Host added was in lost list earlier: " + host);
        }
    }

    void executorLost(String executor, boolean filesLost) {
        if (shows(LogLevel.DEBUG)) {
            debug("Considering removal of executor " + executor + "; fileLost: true, currentEpoch: " + losses);
        }
        lostExecutors.add(executor);
        losses++;
        if (shows(LogLevel.INFO)) {
            info("Executor lost: " + executor + " (epoch " + losses + ")");
            if (filesLost) {
                info("Shuffle files lost for executor: " + executor + " (epoch " + losses + ")");
            }
        }
    }

    void markingAsFailed(Stage failed, @Nullable ShuffleMapStage mapStage, int shuffleId) {
        if (shows(LogLevel.INFO)) {
            info("Marking " + named(failed) + " as failed due to a fetch failure from "
                    + (mapStage == null ? "shuffle " + shuffleId : named(mapStage)));
        }
    }

    void alreadyGivenUp(Stage failed, TaskAttempt reader) {
        if (shows(LogLevel.DEBUG)) {
            debug("Received fetch failure from " + reader.label() + ", but it's from " + failed
                    + " which is no longer running");
        }
    }

    void resubmitting(Stage failed, @Nullable ShuffleMapStage mapStage) {
        if (shows(LogLevel.INFO)) {
            info("Resubmitting " + (mapStage == null ? "" : named(mapStage) + " and ") + named(failed)
                    + " due to fetch failure");
        }
    }

    /** Ember's own line. */
    void rollingBack(ShuffleMapStage stage) {
        if (shows(LogLevel.INFO)) {
            info("Rolling back " + named(stage)
                    + " and what was made from its outputs, for they may differ when made again");
        }
    }

    void resubmitted(ShuffleMapStage stage, int partition) {
        if (shows(LogLevel.INFO)) {
            info("Resubmitted ShuffleMapTask(" + stage.id() + ", " + partition + "), so marking it as still running.");
        }
    }

    void finished(Stage stage, @Nullable String failure) {
        if (shows(LogLevel.INFO)) {
            long submitted = stage.latestInfo().submissionTimeMillis();
            String time = submitted < 0 ? "Unknown" : "" + (stage.latestInfo().completionTimeMillis() - submitted);
            info(named(stage)
                    + (failure == null
                            ? " finished in " + time + " ms"
                            : " failed in " + time + " ms due to " + failure));
        }
    }

    void lookingForRunnable(StageGraph graph) {
        if (shows(LogLevel.INFO)) {
            info("looking for newly runnable stages");
            sets(LogLevel.INFO, graph);
        }
    }

    void checkingChildren(ShuffleMapStage parent, StageGraph graph) {
        if (shows(LogLevel.TRACE)) {
            outbox.log(LogLevel.TRACE, LOGGER, "Checking if any dependencies of " + parent + " are now runnable");
            sets(LogLevel.TRACE, graph);
        }
    }

    private void sets(LogLevel level, StageGraph graph) {
        outbox.log(level, LOGGER, "running: " + list("HashSet", graph.runningStages()));
        outbox.log(level, LOGGER, "waiting: " + list("HashSet", graph.waitingStages()));
        outbox.log(level, LOGGER, "failed: " + list("HashSet", graph.failedStages()));
    }

    /** A stage that no job needs is about to be forgotten. */
    void removing(Stage stage) {
        if (shows(LogLevel.DEBUG)) {
            if (stage.isRunning()) {
                debug("Removing running stage " + stage.id());
            }
            if (stage.state() == Stage.State.WAITING) {
                debug("Removing stage " + stage.id() + " from waiting set.");
            }
            if (stage.state() == Stage.State.FAILED) {
                debug("Removing stage " + stage.id() + " from failed set.");
            }
        }
    }

    static String numbers(int[] numbers) {
        String text = Arrays.toString(numbers);
        return text.substring(1, text.length() - 1);
    }

    static String named(Stage stage) {
        return stage + " (" + stage.name() + ")";
    }

    private static String list(String kind, Collection<? extends Stage> stages) {
        StringBuilder text = new StringBuilder(kind).append('(');
        int shown = 0;
        for (Iterator<? extends Stage> each = stages.iterator(); each.hasNext(); shown++) {
            if (shown == STAGES_SHOWN) {
                // A graph of 100,000 stages would otherwise write 100,000 names for each of them.
                text.append("... and ").append(stages.size() - shown).append(" more");
                break;
            }
            text.append(each.next()).append(each.hasNext() ? ", " : "");
        }
        return text.append(')').toString();
    }
}
