// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Executors and hosts to avoid: the whole application for a time, and each task set by its own {@link TaskSetExclusions}.
 *
 * <p>The application counts a failure only once the set that had it is done, for a set that is given up fails by its own fault. An id
 * is avoided even if an executor of that id is lost and joins again: what made it fail may be its machine.
 */
final class Exclusions {
    static final long NEVER = Long.MAX_VALUE;
    private static final String LOGGER = "HealthTracker";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ExclusionSettings settings;
    private final SlotTable slots;
    private final Outbox outbox;
    private final long timeoutMillis;
    /** For each executor when its failures are forgiven, one entry for each failed task. */
    private final Map<String, List<Long>> failures = new LinkedHashMap<>();

    private final Map<String, Excluded> executors = new LinkedHashMap<>();
    private final Map<String, Long> hosts = new LinkedHashMap<>();
    private final Map<String, Set<String>> excludedByHost = new LinkedHashMap<>();
    /** Sets that are done and whose failures were not counted yet. */
    private final List<TaskSetExclusions> done = new ArrayList<>();

    private long nextExpiryMillis = NEVER;

    /** An excluded executor. */
    private record Excluded(String host, long untilMillis) {}

    Exclusions(ExclusionSettings settings, SlotTable slots, Outbox outbox) {
        this.settings = settings;
        this.slots = slots;
        this.outbox = outbox;
        this.timeoutMillis = Math.max(1, settings.timeoutNanos() / NANOS_PER_MILLI);
    }

    /** Notes from now on where a new set's tasks fail, if that matters. */
    void watch(TaskSet set) {
        if (settings.taskAndStage() || settings.application()) {
            set.watchFailures(new TaskSetExclusions(set, settings, outbox));
        }
    }

    /** A set is over. What failed in it counts from the end of the turn on, if it is done. */
    void ended(TaskSet set) {
        TaskSetExclusions ofSet = set.exclusions();
        if (settings.application() && ofSet != null && set.unfinished() == 0) {
            done.add(ofSet);
        }
    }

    /** Counts what failed in sets that are done, and takes back what was excluded long enough ago. */
    void update(long nowMillis) {
        for (int i = 0; i < done.size(); i++) {
            done.get(i).failedTasksByExecutor().forEach((executor, tasks) -> count(executor, tasks, nowMillis));
        }
        done.clear();
        expire(nowMillis);
    }

    private void count(String executor, int failedTasks, long nowMillis) {
        List<Long> known = failures.computeIfAbsent(executor, key -> new ArrayList<>());
        known.removeIf(untilMillis -> untilMillis <= nowMillis);
        for (int i = 0; i < failedTasks; i++) {
            known.add(nowMillis + timeoutMillis);
        }
        SlotTable.Slots at = slots.get(executor);
        if (at == null) {
            failures.remove(executor);
        } else if (known.size() >= settings.maxFailedTasksPerExecutor() && !executors.containsKey(executor)) {
            outbox.log(
                    LogLevel.INFO,
                    LOGGER,
                    "Excluding executor id: " + executor + " because it has " + known.size()
                            + " task failures in successful task sets");
            exclude(executor, at.host, known.size(), nowMillis);
            failures.remove(executor);
        }
    }

    /** An input could not be read from where it was. */
    void fetchFailed(TaskEnd.FetchFailed end, long nowMillis) {
        String executor = end.executor();
        String host = end.host();
        if (settings.application()
                && settings.fetchFailure()
                && executor != null
                && host != null
                && !executors.containsKey(executor)) {
            outbox.log(LogLevel.INFO, LOGGER, "Excluding executor " + executor + " due to fetch failure");
            exclude(executor, host, 1, nowMillis);
        }
    }

    private void exclude(String executor, String host, int failedTasks, long nowMillis) {
        long untilMillis = nowMillis + timeoutMillis;
        executors.put(executor, new Excluded(host, untilMillis));
        nextExpiryMillis = Math.min(nextExpiryMillis, untilMillis);
        announce(new EngineEvent.ExecutorExcluded(executor, failedTasks, nowMillis));
        Set<String> onHost = excludedByHost.computeIfAbsent(host, key -> new LinkedHashSet<>());
        onHost.add(executor);
        if (onHost.size() >= settings.maxFailedExecutorsPerNode() && !hosts.containsKey(host)) {
            outbox.log(
                    LogLevel.INFO,
                    LOGGER,
                    "Excluding node " + host + " because it has " + onHost.size() + " executors excluded: " + onHost);
            hosts.put(host, untilMillis);
            announce(new EngineEvent.NodeExcluded(host, onHost.size(), nowMillis));
        }
    }

    private void announce(EngineEvent event) {
        outbox.add(new Effect.Announce(event));
    }

    /** An executor is gone. What it was excluded for still holds; what it was not yet excluded for is forgotten. */
    void executorLost(String executor) {
        failures.remove(executor);
    }

    /** When {@link #update} has something to do; {@link #NEVER}: nothing expires. */
    long nextExpiryMillis() {
        return nextExpiryMillis;
    }

    private void expire(long nowMillis) {
        if (nowMillis < nextExpiryMillis) {
            return;
        }
        nextExpiryMillis = NEVER;
        List<String> back = new ArrayList<>();
        executors.forEach((executor, excluded) -> {
            if (excluded.untilMillis <= nowMillis) {
                back.add(executor);
            } else {
                nextExpiryMillis = Math.min(nextExpiryMillis, excluded.untilMillis);
            }
        });
        List<String> hostsBack = new ArrayList<>();
        hosts.forEach((host, untilMillis) -> {
            if (untilMillis <= nowMillis) {
                hostsBack.add(host);
            } else {
                nextExpiryMillis = Math.min(nextExpiryMillis, untilMillis);
            }
        });
        takeBack(back, hostsBack, nowMillis);
    }

    private void takeBack(List<String> back, List<String> hostsBack, long nowMillis) {
        if (!back.isEmpty()) {
            outbox.log(
                    LogLevel.INFO,
                    LOGGER,
                    "Removing executors " + back
                            + " from exclude list because the executors have reached the timed out");
        }
        for (String executor : back) {
            Excluded excluded = executors.remove(executor);
            if (excluded != null) {
                excludedByHost.computeIfPresent(excluded.host, (host, onHost) -> {
                    onHost.remove(executor);
                    return onHost.isEmpty() ? null : onHost;
                });
            }
            announce(new EngineEvent.ExecutorUnexcluded(executor, nowMillis));
        }
        if (!hostsBack.isEmpty()) {
            outbox.log(
                    LogLevel.INFO,
                    LOGGER,
                    "Removing nodes " + hostsBack + " from exclude list because the nodes have reached has timed out");
        }
        for (String host : hostsBack) {
            hosts.remove(host);
            announce(new EngineEvent.NodeUnexcluded(host, nowMillis));
        }
    }

    /** Whether a set may use an executor at all. */
    boolean allows(TaskSet set, SlotTable.Slots at) {
        if (!executors.isEmpty() && (executors.containsKey(at.executor) || hosts.containsKey(at.host))) {
            return false;
        }
        TaskSetExclusions ofSet = set.exclusions();
        return ofSet == null || !ofSet.excludes(at);
    }

    /** The set's tasks that may not go onto an executor that others of it may use; null: all may. */
    static @Nullable IntPredicate barred(TaskSet set, SlotTable.Slots at) {
        TaskSetExclusions ofSet = set.exclusions();
        return ofSet == null ? null : ofSet.barred(at);
    }

    /**
     * Gives a set up of which a task can go onto no executor that is alive. One task is looked at: the one that failed last, if it
     * waits, else the first that does. Others that cannot run are found when they are the last.
     *
     * @return whether it was given up
     */
    boolean givesUp(TaskSet set) {
        TaskSetExclusions ofSet = set.exclusions();
        if (ofSet == null
                || (executors.isEmpty() && ofSet.latestFailure() == null)
                || set.pending().count() == 0) {
            return false;
        }
        RunningTask failed = ofSet.latestFailure();
        int index = failed != null && set.pending().contains(failed.attempt().index())
                ? failed.attempt().index()
                : set.pending().first();
        List<SlotTable.Slots> alive = slots.inOrder();
        for (int i = 0; i < alive.size(); i++) {
            IntPredicate barred = barred(set, alive.get(i));
            if (allows(set, alive.get(i)) && (barred == null || !barred.test(index))) {
                return false;
            }
        }
        if (alive.isEmpty()) {
            return false;
        }
        outbox.log(
                LogLevel.INFO,
                "TaskSchedulerImpl",
                "Cannot schedule any task because all executors excluded from failures. No idle executors can be found"
                        + " to kill. Aborting stage " + set.stageId() + ".");
        set.abort(FailureText.excludedEverywhere(set, index, failed), null);
        return true;
    }
}
