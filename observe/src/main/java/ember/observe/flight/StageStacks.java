// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.flight;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which stage attempt each sampled stack belongs to: that of the task which ran on its thread then.
 *
 * <p>A task tells when it began and ended only at its end; until then its samples wait. Of one that runs long, or began before anybody
 * sampled, the name of its thread tells: between two looks that find the same task there was no other. Times are nanoseconds of one clock.
 */
final class StageStacks {
    /** Of a thread: a task that runs for so long has been seen by its name meanwhile. */
    private static final int MOST_WAITING = 4_096;

    private static final String STAGE = " in stage ";
    private static final String TASK = " (TID ";

    private final CallTree calls = new CallTree();
    private final Map<Attempt, NavigableMap<Integer, Integer>> counts = new HashMap<>();
    private final Map<Long, OfThread> threads = new HashMap<>();

    /** A stage attempt. */
    record Attempt(int stageId, int attempt) {}

    private record Sample(long time, int node) {}

    /** A task that a look found, and when the first look did. */
    private record Seen(String task, Attempt attempt, long since) {}

    /** A task that has ended. */
    private record Ended(Attempt attempt, long from, long until) {}

    private static final class OfThread {
        private final Deque<Sample> waiting = new ArrayDeque<>();
        private @Nullable Seen seen;
        private @Nullable Ended ended;
    }

    /** @param stack the outermost call first */
    synchronized void sampled(long thread, long time, List<String> stack) {
        OfThread of = threads.computeIfAbsent(thread, id -> new OfThread());
        int node = calls.add(stack);
        if (of.ended != null && of.ended.from() <= time && time <= of.ended.until()) {
            count(of.ended.attempt(), node);
            return;
        }
        of.waiting.add(new Sample(time, node));
        if (of.waiting.size() > MOST_WAITING) {
            of.waiting.remove();
        }
    }

    /** What was sampled before the task began, and still waits, was of no task. */
    synchronized void taskEnded(long thread, int stageId, int attempt, long from, long until) {
        OfThread of = threads.computeIfAbsent(thread, id -> new OfThread());
        Ended ended = new Ended(new Attempt(stageId, attempt), from, until);
        of.ended = ended;
        while (!of.waiting.isEmpty() && of.waiting.element().time() <= until) {
            Sample sample = of.waiting.remove();
            if (sample.time() >= from) {
                count(ended.attempt(), sample.node());
            }
        }
    }

    /** @param name of the thread: it says which task it runs or ran last */
    synchronized void looked(long thread, String name, long time) {
        OfThread of = threads.computeIfAbsent(thread, id -> new OfThread());
        Attempt attempt = attempt(name);
        String task = name.substring(Math.max(0, name.lastIndexOf(TASK)));
        Seen seen = of.seen;
        if (attempt == null) {
            of.seen = null;
        } else if (seen == null || !seen.task().equals(task)) {
            of.seen = new Seen(task, attempt, time);
        } else {
            countSince(of, seen);
        }
    }

    private void countSince(OfThread of, Seen seen) {
        List<Sample> earlier = new ArrayList<>();
        for (Sample sample : of.waiting) {
            if (sample.time() < seen.since()) {
                earlier.add(sample);
            } else {
                count(seen.attempt(), sample.node());
            }
        }
        of.waiting.clear();
        of.waiting.addAll(earlier);
    }

    /** As in {@code Executor task launch worker for task 3.0 in stage 1.0 (TID 7)}; null: it says none. */
    private static @Nullable Attempt attempt(String name) {
        int stage = name.lastIndexOf(STAGE);
        int dot = stage < 0 ? -1 : name.indexOf('.', stage);
        int end = dot < 0 ? -1 : name.indexOf(TASK, dot);
        if (end < 0) {
            return null;
        }
        try {
            return new Attempt(
                    Integer.parseInt(name, stage + STAGE.length(), dot, 10), Integer.parseInt(name, dot + 1, end, 10));
        } catch (NumberFormatException e) {
            return null; // somebody else's thread
        }
    }

    private void count(Attempt attempt, int node) {
        counts.computeIfAbsent(attempt, one -> new TreeMap<>()).merge(node, 1, Integer::sum);
    }

    /** Nothing sampled: an empty tree. */
    synchronized StackTree tree(int stageId, int attempt) {
        NavigableMap<Integer, Integer> self = counts.getOrDefault(new Attempt(stageId, attempt), new TreeMap<>());
        NavigableMap<Integer, Integer> withCallers = new TreeMap<>();
        int samples = 0;
        for (Map.Entry<Integer, Integer> entry : self.entrySet()) {
            samples += entry.getValue();
            withCallers.put(entry.getKey(), entry.getValue());
            for (int node = calls.parent(entry.getKey()); node != CallTree.ROOT; node = calls.parent(node)) {
                withCallers.merge(node, 0, Integer::sum);
            }
        }
        withCallers.remove(CallTree.ROOT);
        Map<Integer, Integer> places = new HashMap<>();
        List<String> names = new ArrayList<>();
        List<Integer> parents = new ArrayList<>();
        withCallers.keySet().forEach(node -> {
            places.put(node, names.size());
            names.add(calls.name(node));
            parents.add(places.getOrDefault(calls.parent(node), -1));
        });
        return new StackTree(samples, names, parents, new ArrayList<>(withCallers.values()));
    }
}
