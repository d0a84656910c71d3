// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.advice.Findings;
import ember.observe.analysis.AllTasks;
import ember.observe.analysis.Caches;
import ember.observe.analysis.CoreTimeline;
import ember.observe.analysis.ErrorGroups;
import ember.observe.analysis.Estimate;
import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import ember.observe.status.JobStatus;
import ember.observe.status.JobView;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Answers about an application as a whole. */
final class WholeApplication {
    /** So old may be what is told of tasks that run. */
    private static final long KEPT_MILLIS = 1_000;
    /** Of stores that somebody still holds. */
    private final Map<ApplicationStore, Findings> findings = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<ApplicationStore, SoftReference<Seen>> timelines =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** Null: there is no such resource. @param problems what could not be read */
    byte @Nullable [] answer(String resource, ApplicationStore store, List<String> problems) {
        long now = System.currentTimeMillis();
        return switch (resource) {
            case "state" -> StateJson.write(store.changedSince(0));
            case "findings" ->
                FindingsJson.write(findings.computeIfAbsent(store, unused -> new Findings())
                        .list(store));
            case "problems" -> problems(store, problems);
            case "timeline" -> {
                Seen seen = seen(store, now);
                yield TimelineJson.write(seen.timeline(), seen.tasks(), store.measurements());
            }
            case "estimate" ->
                EstimateJson.write(new Estimate(store, seen(store, now).tasks(), now), cores(store));
            case "errors" -> ErrorsJson.write(ErrorGroups.of(store));
            case "caches" -> CachesJson.write(Caches.of(store));
            default -> null;
        };
    }

    /** A part of the time of the tasks, in detail. */
    byte[] timeline(ApplicationStore store, long fromMillis, long untilMillis) {
        Seen seen = seen(store, System.currentTimeMillis());
        return TimelineJson.write(seen.timeline(), seen.tasks(), fromMillis, untilMillis);
    }

    /** All tasks as they were at some revision of a store: who moves along a timeline asks for them often. */
    private record Seen(long revision, long atMillis, AllTasks tasks, CoreTimeline timeline) {}

    private Seen seen(ApplicationStore store, long now) {
        long revision = store.revision();
        SoftReference<Seen> known = timelines.get(store);
        Seen seen = known == null ? null : known.get();
        boolean fresh = seen != null
                && seen.revision() == revision
                && (store.application().hasEnded() || now - seen.atMillis() < KEPT_MILLIS);
        if (seen == null || !fresh) {
            AllTasks tasks = AllTasks.of(store, now);
            seen = new Seen(revision, now, tasks, new CoreTimeline(tasks));
            timelines.put(store, new SoftReference<>(seen));
        }
        return seen;
    }

    private static int cores(ApplicationStore store) {
        int cores = 0;
        for (var executor : store.executorViews()) {
            cores += executor.alive() ? executor.cores() : 0;
        }
        return cores;
    }

    private static byte[] problems(ApplicationStore store, List<String> unreadable) {
        List<String> problems = new ArrayList<>(unreadable);
        if (store.application().hasEnded()) {
            int running = 0;
            for (JobView job : store.jobViews()) {
                running += job.status().state() == JobStatus.State.RUNNING ? 1 : 0;
            }
            if (running > 0) {
                problems.add("events were lost: " + running + (running == 1 ? " job has" : " jobs have")
                        + " no end, though the application has one");
            }
        }
        return JsonOut.compact().object().texts("problems", problems).end().toBytes();
    }
}
