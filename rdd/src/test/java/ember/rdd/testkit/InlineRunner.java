// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.testkit;

import ember.model.CallSite;
import ember.model.Failures;
import ember.model.function.Function0;
import ember.rdd.Checkpoints;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ResultHandler;
import ember.rdd.RunningJob;
import ember.rdd.ShuffleDependency;
import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Runs jobs on the calling thread, partition after partition, and everything is copied that an engine may copy. */
public final class InlineRunner implements JobRunner {
    /** Partitions that each job was asked for. */
    public final List<int[]> jobs = new ArrayList<>();

    public final List<String> warnings = new ArrayList<>();
    public File checkpointDirectory;
    public final Map<String, String> settings = new HashMap<>();
    public final Map<Integer, CachedSize> cached = new HashMap<>();
    /** Attempts of a partition before its job fails. */
    public int attempts = 1;

    /** Whether an attempt, by its number, may commit. */
    public IntPredicate mayCommit = attempt -> true;

    final Map<Integer, List<List<Object>>> shuffles = new HashMap<>();
    private int nextRddId;
    private int nextShuffleId;
    private long nextTaskId;

    public void nextRddIdIs(int id) {
        nextRddId = id;
    }

    @Override
    public void ensureActive() {}

    @Override
    public int newRddId() {
        return nextRddId++;
    }

    @Override
    public int newShuffleId() {
        return nextShuffleId++;
    }

    @Override
    public CallSite callSite() {
        return new CallSite("here", "here");
    }

    @Override
    public int defaultParallelism() {
        return 2;
    }

    @Override
    public String setting(String key) {
        return settings.get(key);
    }

    @Override
    public Failures failures() {
        return TestFailures.INSTANCE;
    }

    @Override
    public void checkClosure(Object function) {
        try {
            Copies.bytes(function);
        } catch (IOException e) {
            throw Failures.sneaky(failures().notSerializable("Task not serializable", e));
        }
    }

    @Override
    public <V> Function0<V> copiesOf(V value) throws Exception {
        byte[] bytes = Copies.bytes(value);
        return () -> Copies.of(bytes);
    }

    @Override
    public Runnable onBehalfOfCaller(Runnable work) {
        return work;
    }

    @Override
    public <T, U> void runJob(
            Rdd<T> rdd, PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) {
        jobs.add(partitions.clone());
        try {
            for (ShuffleDependency<?> shuffle : shufflesParentsFirst(rdd)) {
                if (!shuffles.containsKey(shuffle.shuffleId())) {
                    writeShuffle(shuffle);
                }
            }
            for (int i = 0; i < partitions.length; i++) {
                handle(handler, i, attempt(rdd, function, partitions[i]));
            }
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    private <U> void handle(ResultHandler<U> handler, int index, U result) throws Exception {
        try {
            handler.accept(index, result);
        } catch (Throwable e) {
            throw failures().driverFunctionFailed(e);
        }
    }

    private <T, U> U attempt(Rdd<T> rdd, PartitionFunction<T, U> function, int partition) throws Exception {
        for (int attempt = 0; ; attempt++) {
            InlineTask task = new InlineTask(this, partition, attempt, nextTaskId++);
            try {
                U result = Copies.of(function).apply(task, task.read(rdd, partition));
                return Copies.of(result);
            } catch (Exception e) {
                if (attempt + 1 >= attempts) {
                    throw e;
                }
            } finally {
                task.end();
            }
        }
    }

    private <P> void writeShuffle(ShuffleDependency<P> shuffle) throws Exception {
        int reducers = shuffle.partitioner().numPartitions();
        List<List<Object>> written = new ArrayList<>();
        for (int i = 0; i < reducers; i++) {
            written.add(new ArrayList<>());
        }
        for (int map = 0; map < shuffle.rdd().numPartitions(); map++) {
            InlineTask task = new InlineTask(this, map, 0, nextTaskId++);
            task.writeMapOutput(shuffle, map, written);
            task.end();
        }
        shuffles.put(shuffle.shuffleId(), written);
    }

    /** Every shuffle below, those that others read first. */
    private static List<ShuffleDependency<?>> shufflesParentsFirst(Rdd<?> asked) {
        List<ShuffleDependency<?>> order = new ArrayList<>();
        Set<Rdd<?>> done = new HashSet<>();
        Deque<Rdd<?>> open = new ArrayDeque<>();
        open.push(asked);
        while (!open.isEmpty()) {
            Rdd<?> next = open.peek();
            int before = open.size();
            for (Dependency dependency : next.dependencies()) {
                if (!done.contains(dependency.rdd())) {
                    open.push(dependency.rdd());
                }
            }
            if (open.size() == before) {
                open.pop();
                if (done.add(next)) {
                    for (Dependency dependency : next.dependencies()) {
                        if (dependency instanceof ShuffleDependency<?> shuffle) {
                            order.add(shuffle);
                        }
                    }
                }
            }
        }
        return order;
    }

    @Override
    public <T, U> RunningJob submitJob(
            Rdd<T> rdd, PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) {
        int id = jobs.size();
        Throwable[] failure = new Throwable[1];
        try {
            runJob(rdd, function, partitions, handler);
        } catch (Exception e) {
            failure[0] = e;
        }
        return new RunningJob() {
            @Override
            public int jobId() {
                return id;
            }

            @Override
            public void cancel(String reason) {}

            @Override
            public boolean isDone() {
                return true;
            }

            @Override
            public void await() {
                if (failure[0] != null) {
                    throw Failures.sneaky(failure[0]);
                }
            }

            @Override
            public boolean await(long timeoutNanos) {
                await();
                return true;
            }

            @Override
            public void whenDone(Runnable then) {
                then.run();
            }
        };
    }

    @Override
    public void persisted(Rdd<?> rdd) {}

    @Override
    public void unpersisted(Rdd<?> rdd, boolean blocking) {}

    /** Checkpoints go to {@link #checkpointDirectory}; nothing is cached here. */
    @Override
    public Checkpoints checkpoints() {
        return new Checkpoints() {
            @Override
            public File directory() {
                return checkpointDirectory;
            }

            @Override
            public Runnable beforeJob(Rdd<?> rdd) {
                return () -> {};
            }

            @Override
            public void afterJob(Rdd<?> rdd) {}

            @Override
            public void written(Rdd<?> reader, File directory) {}

            @Override
            public int[] uncachedPartitions(Rdd<?> rdd) {
                return new int[0];
            }

            @Override
            public void info(String logger, String message) {}

            @Override
            public void warn(String logger, String message) {
                warnings.add(message);
            }
        };
    }

    @Override
    public CachedSize cachedSize(Rdd<?> rdd) {
        return cached.getOrDefault(rdd.id(), new CachedSize(0, 0, 0));
    }
}
