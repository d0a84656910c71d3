// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskEnd;
import ember.model.TaskMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The running tasks of one set that take too long: which of them deserve a second copy, and which wait for one.
 *
 * <p>Tasks are looked at oldest first, up to the first that has not run long enough, so a look costs no more than the slow ones.
 */
final class SlowTasks {
    static final long NEVER = Long.MAX_VALUE;
    private static final double NANOS_PER_MILLI = 1e6;

    private final TaskSet set;
    private final SpeculationSettings settings;
    private final int minFinished;
    private final Durations durations = new Durations();
    private final ProcessRates rates = new ProcessRates();
    /** Running attempts that are the only one of their task, neither marked nor done. Ids rise with time: the oldest comes first. */
    private final TreeMap<Long, RunningTask> alone = new TreeMap<>();
    /** Marked tasks whose copy was not launched yet. */
    private final PendingTasks waiting;
    /** Running attempts that were asked to end because another one of their task succeeded. */
    private final Set<Long> superseded = new TreeSet<>();

    SlowTasks(TaskSet set, SpeculationSettings settings) {
        this.set = set;
        this.settings = settings;
        this.minFinished = Math.max((int) Math.floor(settings.quantile() * set.size()), 1);
        this.waiting = set.pending().noneOfThese();
    }

    PendingTasks waiting() {
        return waiting;
    }

    /** Takes note of a launch: of a task's only running attempt, or of its copy. */
    void launched(RunningTask task) {
        if (!task.attempt().speculative()) {
            alone.put(task.attempt().taskId(), task);
        }
    }

    /** Takes note of an end, after the set did. */
    void ended(RunningTask task) {
        long taskId = task.attempt().taskId();
        int index = task.attempt().index();
        alone.remove(taskId);
        superseded.remove(taskId);
        rates.forget(taskId);
        if (task.succeeded()) {
            durations.add(task.durationMillis());
            rates.finished(task.end().metrics());
        }
        waiting.remove(index);
        RunningTask other = set.runningAttempt(index);
        if (other != null
                && !set.isSuccessful(index)
                && !superseded.contains(other.attempt().taskId())) {
            alone.put(other.attempt().taskId(), other);
        }
    }

    /** A task's output was made elsewhere. */
    void outputMade(int index) {
        waiting.remove(index);
    }

    /** A running attempt was asked to end because another one of its task succeeded. */
    void supersede(RunningTask task) {
        superseded.add(task.attempt().taskId());
    }

    /** Whether a success is none, for the other attempt was faster. */
    boolean isTooLate(RunningTask task, TaskEnd end) {
        return end instanceof TaskEnd.Succeeded
                && set.isSuccessful(task.attempt().index())
                && superseded.contains(task.attempt().taskId());
    }

    /** What a running task has read so far. */
    void progressed(RunningTask task, TaskMetrics soFar, long nowMillis) {
        rates.progressed(task.attempt().taskId(), nowMillis - task.launchTimeMillis(), soFar);
    }

    /** Whether it is known what a long time is for this set. */
    boolean isReady(int slotsOfOneExecutor) {
        return durations.count() >= minFinished || goesByDuration(slotsOfOneExecutor);
    }

    private boolean goesByDuration(int slotsOfOneExecutor) {
        return settings.durationThresholdNanos() > 0 && set.size() <= slotsOfOneExecutor;
    }

    /** Milliseconds that a task may run without being looked at; the set is ready. */
    private double thresholdMillis() {
        double least = settings.minTaskRuntimeNanos() / NANOS_PER_MILLI;
        double usual = durations.count() >= minFinished
                ? settings.multiplier() * durations.median()
                : settings.durationThresholdNanos() / NANOS_PER_MILLI;
        return Math.max(usual, least);
    }

    /** When a task may become slow if nothing happens; {@link #NEVER}: none. */
    long dueMillis(int slotsOfOneExecutor) {
        if (set.isZombie() || alone.isEmpty() || !isReady(slotsOfOneExecutor)) {
            return NEVER;
        }
        return after(alone.firstEntry().getValue(), thresholdMillis());
    }

    /** The first millisecond at which a task has run longer than that. */
    private static long after(RunningTask task, double millis) {
        return task.launchTimeMillis() + (long) Math.floor(millis) + 1;
    }

    /** A look at the tasks that have run long: those that are slow are marked, and wait for a copy from then on. */
    Look look(long nowMillis, int slotsOfOneExecutor) {
        Look look = new Look();
        if (set.isZombie() || !isReady(slotsOfOneExecutor)) {
            return look;
        }
        boolean byRate = settings.efficiencyEnabled() && durations.count() >= minFinished;
        look.thresholdMillis = thresholdMillis();
        look.alreadyWaiting = waiting.count();
        double hopelessMillis = look.thresholdMillis * settings.longRunTaskFactor();
        for (RunningTask task : alone.values()) {
            long ranMillis = nowMillis - task.launchTimeMillis();
            if (ranMillis <= look.thresholdMillis) {
                look.nextMillis = Math.min(look.nextMillis, after(task, look.thresholdMillis));
                break;
            }
            if (set.isSuccessful(task.attempt().index())) {
                continue;
            }
            if (!byRate
                    || ranMillis > hopelessMillis
                    || rates.isSlow(task.attempt().taskId(), settings.processRateMultiplier())) {
                look.slow.add(task);
            } else {
                look.nextMillis = Math.min(look.nextMillis, after(task, hopelessMillis));
            }
        }
        for (RunningTask task : look.slow) {
            alone.remove(task.attempt().taskId());
            waiting.add(task.attempt().index());
        }
        return look;
    }

    /** What a look found. */
    static final class Look {
        final List<RunningTask> slow = new ArrayList<>();
        int alreadyWaiting;
        double thresholdMillis;
        /** When the next look may find more, if nothing happens. */
        long nextMillis = NEVER;
    }

    /**
     * The tasks whose copy may not go onto an executor: they were tried on its host, or are barred from it anyway.
     *
     * @param oneHost whether all executors live on one host: then a copy only keeps off the executors where the task was tried
     */
    IntPredicate barred(SlotTable.Slots at, boolean oneHost, @Nullable IntPredicate barredAnyway) {
        return index -> {
            for (RunningTask tried = set.latest(index); tried != null; tried = tried.previous()) {
                boolean same = oneHost
                        ? tried.attempt().executor().equals(at.executor)
                        : tried.attempt().host().equals(at.host);
                if (same) {
                    return true;
                }
            }
            return barredAnyway != null && barredAnyway.test(index);
        };
    }

    /** @throws IllegalStateException if a task waits for a copy that runs not at all, or twice, or is done */
    void checkInvariants() {
        for (int index = 0; waiting.count() > 0 && index < set.size(); index++) {
            int running = 0;
            for (RunningTask task = set.latest(index); task != null; task = task.previous()) {
                running += task.hasEnded() ? 0 : 1;
            }
            if (waiting.contains(index) && (running != 1 || set.isSuccessful(index))) {
                throw new IllegalStateException("task " + index + " of " + set.name() + " waits for a second copy, but "
                        + running + " attempts of it run");
            }
        }
    }
}
