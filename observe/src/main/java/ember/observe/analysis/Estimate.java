// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import ember.model.event.StageInfo;
import ember.observe.status.ApplicationStore;
import ember.observe.status.JobView;
import ember.observe.status.StageView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long an application would have taken with other cores: its tasks, each as long as it was, put on so many cores, stages after their
 * parents, jobs after the jobs they waited for, and what the driver did in between unchanged.
 */
public final class Estimate {
    /** So many that no task waits for one. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final long startMillis;
    private final long endMillis;
    private final List<Job> jobs = new ArrayList<>();

    /** A job as it was, and the stages that ran in it. */
    private static final class Job {
        final int id;
        final long start;
        final long end;
        final Map<Integer, Stage> stages = new TreeMap<>();

        Job(JobView view, long nowMillis) {
            id = view.status().jobId();
            start = view.submissionTimeMillis();
            end = view.completionTimeMillis() == StageInfo.ABSENT ? nowMillis : view.completionTimeMillis();
        }
    }

    /** A stage with the tasks of all its attempts. */
    private static final class Stage {
        final int id;
        final List<Integer> parents;
        final long firstLaunch;
        long end;
        int[] durations = new int[0];
        long simulatedEnd;

        Stage(StageView view) {
            id = view.info().stageId();
            parents = view.info().parentIds();
            firstLaunch = view.firstLaunchMillis();
        }

        long longest() {
            int longest = 0;
            for (int duration : durations) {
                longest = Math.max(longest, duration);
            }
            return longest;
        }
    }

    /** The stages of a job that followed each other and took longest, by their longest tasks. */
    public record Chain(int jobId, long millis, List<Integer> stageIds) {}

    /** @param tasks of the same application */
    public Estimate(ApplicationStore store, AllTasks tasks, long nowMillis) {
        Map<Integer, Stage> stages = stages(tasks);
        List<JobView> views = new ArrayList<>(store.jobViews());
        views.sort(Comparator.comparingLong(JobView::submissionTimeMillis)
                .thenComparingInt(view -> view.status().jobId()));
        Map<Integer, Boolean> taken = new HashMap<>();
        long last = 0;
        for (JobView view : views) {
            Job job = new Job(view, nowMillis);
            for (int stageId : view.status().stageIds()) {
                Stage stage = stages.get(stageId);
                // A stage of several jobs ran for the first of them.
                if (stage != null && taken.putIfAbsent(stageId, true) == null) {
                    job.stages.put(stageId, stage);
                }
            }
            jobs.add(job);
            last = Math.max(last, job.end);
        }
        long started = store.application().startMillis();
        startMillis = started > 0 || jobs.isEmpty() ? started : jobs.get(0).start;
        endMillis = Math.max(
                last, store.application().hasEnded() ? store.application().endMillis() : last);
    }

    private static Map<Integer, Stage> stages(AllTasks tasks) {
        Map<Integer, Stage> stages = new HashMap<>();
        List<Stage> byIndex = new ArrayList<>();
        int[] counts = new int[tasks.stages().size()];
        for (int row = 0; row < tasks.size(); row++) {
            counts[tasks.stage(row)]++;
        }
        List<int[]> durations = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            StageView view = tasks.stages().get(i);
            byIndex.add(stages.computeIfAbsent(view.info().stageId(), id -> new Stage(view)));
            durations.add(new int[counts[i]]);
        }
        Arrays.fill(counts, 0);
        for (int row = 0; row < tasks.size(); row++) {
            int i = tasks.stage(row);
            durations.get(i)[counts[i]++] = tasks.durationMillis(row);
            byIndex.get(i).end = Math.max(byIndex.get(i).end, tasks.launchedMillis(row) + tasks.durationMillis(row));
        }
        for (int i = 0; i < counts.length; i++) {
            Stage stage = byIndex.get(i);
            int before = stage.durations.length;
            stage.durations = Arrays.copyOf(stage.durations, before + durations.get(i).length);
            System.arraycopy(durations.get(i), 0, stage.durations, before, durations.get(i).length);
        }
        return stages;
    }

    /** As it was. */
    public long wallMillis() {
        return Math.max(0, endMillis - startMillis);
    }

    /** How long no job ran: what the driver did alone. */
    public long driverMillis() {
        long busyUntil = startMillis;
        long alone = 0;
        for (Job job : jobs) {
            alone += Math.max(0, job.start - busyUntil);
            busyUntil = Math.max(busyUntil, job.end);
        }
        return alone + Math.max(0, endMillis - busyUntil);
    }

    /**
     * The whole application on so many cores.
     *
     * @param even whether the tasks of a stage all take as long as their mean
     */
    public long millis(int cores, boolean even) {
        PriorityQueue<Long> free = new PriorityQueue<>();
        for (int i = 0; cores != UNLIMITED && i < cores; i++) {
            free.add(startMillis);
        }
        Map<Job, Long> ends = new HashMap<>();
        long last = startMillis;
        for (Job job : jobs) {
            Job before = before(job);
            long begin = before == null
                    ? job.start
                    : ends.getOrDefault(before, before.end) + Math.max(0, job.start - before.end);
            long end = run(job, begin, cores == UNLIMITED ? null : free, even);
            ends.put(job, end);
            last = Math.max(last, end);
        }
        long lastEnd = jobs.stream().mapToLong(job -> job.end).max().orElse(startMillis);
        return last + Math.max(0, endMillis - lastEnd) - startMillis;
    }

    /** The job that ended last before this one began: this one waited for it, and then for the driver. */
    private @Nullable Job before(Job job) {
        Job latest = null;
        for (Job other : jobs) {
            if (other == job) {
                break;
            }
            if (other.end <= job.start && (latest == null || other.end > latest.end)) {
                latest = other;
            }
        }
        return latest;
    }

    private static long run(Job job, long begin, @Nullable PriorityQueue<Long> free, boolean even) {
        long end = begin;
        long lastStage = job.start;
        for (Stage stage : job.stages.values()) { // parents have smaller ids
            long ready = begin;
            long wasReady = job.start;
            for (int parent : stage.parents) {
                Stage before = job.stages.get(parent);
                if (before != null) {
                    ready = Math.max(ready, before.simulatedEnd);
                    wasReady = Math.max(wasReady, before.end);
                }
            }
            // With too few cores a stage waits for those of others, which is not its own delay.
            long delay = stage.parents.isEmpty() || wasReady > job.start ? stage.firstLaunch - wasReady : 0;
            stage.simulatedEnd = place(stage, ready + Math.max(0, Math.min(delay, 100)), free, even);
            end = Math.max(end, stage.simulatedEnd);
            lastStage = Math.max(lastStage, stage.end);
        }
        return end + Math.max(0, job.end - lastStage);
    }

    private static long place(Stage stage, long ready, @Nullable PriorityQueue<Long> free, boolean even) {
        long mean = stage.durations.length == 0
                ? 0
                : Math.round(Arrays.stream(stage.durations).average().orElse(0));
        if (free == null) {
            return ready + (even ? mean : stage.longest());
        }
        long end = ready;
        for (int duration : stage.durations) {
            Long core = free.poll();
            long done = Math.max(ready, core == null ? ready : core) + (even ? mean : duration);
            free.add(done);
            end = Math.max(end, done);
        }
        return end;
    }

    /** The longest chains of the jobs, the longest first. */
    public List<Chain> chains(int most) {
        List<Chain> chains = new ArrayList<>();
        for (Job job : jobs) {
            chains.add(chain(job));
        }
        chains.sort(Comparator.comparingLong(Chain::millis).reversed());
        return List.copyOf(chains.subList(0, Math.min(most, chains.size())));
    }

    /** The last stage of a chain, and what came before it; null: nothing. */
    private record Link(Stage stage, long millis, @Nullable Link before) {}

    private static Chain chain(Job job) {
        Map<Integer, Link> until = new HashMap<>();
        Link longest = null;
        for (Stage stage : job.stages.values()) {
            Link before = null;
            for (int parent : stage.parents) {
                Link link = until.get(parent);
                before = link != null && link.millis() > (before == null ? 0 : before.millis()) ? link : before;
            }
            Link link = new Link(stage, (before == null ? 0 : before.millis()) + stage.longest(), before);
            until.put(stage.id, link);
            longest = link.millis() > (longest == null ? 0 : longest.millis()) ? link : longest;
        }
        List<Integer> ids = new ArrayList<>();
        for (Link link = longest; link != null; link = link.before()) {
            ids.add(link.stage().id);
        }
        Collections.reverse(ids);
        return new Chain(job.id, longest == null ? 0 : longest.millis(), ids);
    }
}
