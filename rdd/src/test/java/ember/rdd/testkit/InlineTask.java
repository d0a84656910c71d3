// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.testkit;

import ember.model.Aggregator;
import ember.model.CoGroupBuffer;
import ember.model.Failures;
import ember.model.GroupedValues;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import ember.model.SubtractBuffer;
import ember.model.TaskMetrics;
import ember.model.function.Function2;
import ember.rdd.BarrierGroup;
import ember.rdd.Rdd;
import ember.rdd.RecordSink;
import ember.rdd.ShuffleDependency;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task of {@link InlineRunner}. */
@SuppressWarnings("unchecked")
final class InlineTask implements TaskContext {
    private final InlineRunner runner;
    private final int partition;
    private final int attempt;
    private final long taskId;
    private final Map<Object, Object> closures = new IdentityHashMap<>();
    private final List<CompletionListener> listeners = new ArrayList<>();
    private final TaskMetrics.Builder metrics = new TaskMetrics.Builder();

    InlineTask(InlineRunner runner, int partition, int attempt, long taskId) {
        this.runner = runner;
        this.partition = partition;
        this.attempt = attempt;
        this.taskId = taskId;
    }

    void end() {
        for (CompletionListener listener : listeners) {
            try {
                listener.onCompletion(this);
            } catch (Exception e) {
                throw Failures.sneaky(e);
            }
        }
    }

    @Override
    public <T> Iterator<T> read(Rdd<T> rdd, int wanted) throws Exception {
        List<NarrowOp> steps = new ArrayList<>();
        Rdd<?> source = rdd;
        while (source instanceof NarrowRdd<?, ?> || source.ancestry().standIn() != null) {
            if (source.ancestry().standIn() == null) {
                steps.add(0, ((NarrowRdd<?, ?>) source).op());
            }
            source = source.dependencies().get(0).rdd();
        }
        Iterator<?> elements =
                source.compute(source.dependencies(), source.partitions().get(wanted), this);
        for (NarrowOp step : steps) {
            elements = Steps.apply(closure(step), elements, wanted, this);
        }
        return (Iterator<T>) elements;
    }

    <P> void writeMapOutput(ShuffleDependency<P> shuffle, int map, List<List<Object>> written) throws Exception {
        ShuffleSpec<P> spec = closure(shuffle.spec());
        Iterator<P> records = read(shuffle.rdd(), map);
        if (spec.mapSideCombine()) {
            records = combine(records, spec.pairing(), spec.aggregator());
        }
        while (records.hasNext()) {
            P record = records.next();
            written.get(spec.partitioner().getPartition(spec.pairing().key(record)))
                    .add(Copies.of((Object) record));
        }
    }

    @Override
    public @Nullable BarrierGroup barrierGroup() {
        return null;
    }

    @Override
    public <P> Iterator<P> readShuffle(ShuffleDependency<P> dependency, int from, int until) throws Exception {
        ShuffleSpec<P> spec = closure(dependency.spec());
        List<P> records = new ArrayList<>();
        for (int reduce = from; reduce < until; reduce++) {
            for (Object record : runner.shuffles.get(spec.shuffleId()).get(reduce)) {
                records.add((P) Copies.of(record));
            }
        }
        Iterator<P> read = records.iterator();
        Aggregator aggregator = spec.aggregator();
        if (aggregator != null) {
            Aggregator merging = new Aggregator(v -> v, aggregator.mergeCombiners(), aggregator.mergeCombiners());
            read = combine(read, spec.pairing(), spec.mapSideCombine() ? merging : aggregator);
        }
        return spec.keyOrdering() == null ? read : sort(read, spec.pairing(), spec.keyOrdering());
    }

    @Override
    public <P> Iterator<P> combine(Iterator<P> records, Pairing<P> pairing, Aggregator aggregator) throws Exception {
        Map<Object, Object> combined = new LinkedHashMap<>();
        while (records.hasNext()) {
            P record = records.next();
            Object key = pairing.key(record);
            Object value = pairing.value(record);
            combined.put(
                    key,
                    combined.containsKey(key)
                            ? aggregator.mergeValue().call(combined.get(key), value)
                            : aggregator.createCombiner().call(value));
        }
        List<P> pairs = new ArrayList<>();
        combined.forEach((key, value) -> pairs.add(pairing.of(key, value)));
        return pairs.iterator();
    }

    @Override
    public <P> Iterator<P> sort(Iterator<P> records, Pairing<P> pairing, Comparator<Object> keyOrdering) {
        List<P> sorted = new ArrayList<>();
        records.forEachRemaining(sorted::add);
        sorted.sort((a, b) -> keyOrdering.compare(pairing.key(a), pairing.key(b)));
        return sorted.iterator();
    }

    @Override
    public CoGroupBuffer coGroupBuffer(int sides) {
        Map<Object, List<GroupedValues<Object>>> groups = new LinkedHashMap<>();
        return new CoGroupBuffer() {
            @Override
            public void add(int side, Object key, Object value) {
                groups.computeIfAbsent(key, k -> {
                            List<GroupedValues<Object>> empty = new ArrayList<>();
                            for (int i = 0; i < sides; i++) {
                                empty.add(new GroupedValues<>());
                            }
                            return empty;
                        })
                        .get(side)
                        .append(value);
            }

            @Override
            public <R> Iterator<R> groups(Function2<Object, List<GroupedValues<Object>>, R> group) {
                List<R> made = new ArrayList<>();
                groups.forEach((key, values) -> {
                    try {
                        made.add(group.call(key, values));
                    } catch (Exception e) {
                        throw Failures.sneaky(e);
                    }
                });
                return made.iterator();
            }
        };
    }

    @Override
    public SubtractBuffer subtractBuffer() {
        // The JDK's map decides the order of what is left, as in Spark.
        Map<Object, List<Object>> kept = new HashMap<>();
        return new SubtractBuffer() {
            @Override
            public void keep(Object key, Object value) {
                kept.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            }

            @Override
            public void remove(Object key) {
                kept.remove(key);
            }

            @Override
            public <P> Iterator<P> rest(Pairing<P> pairing) {
                List<P> pairs = new ArrayList<>();
                kept.forEach((key, values) -> values.forEach(value -> pairs.add(pairing.of(key, value))));
                return pairs.iterator();
            }
        };
    }

    @Override
    public <F> F closure(F original) {
        return (F) closures.computeIfAbsent(original, function -> {
            try {
                return Copies.of(function);
            } catch (IOException e) {
                throw Failures.sneaky(e);
            }
        });
    }

    @Override
    public <T> T isolate(T data) throws Exception {
        return Copies.of(data);
    }

    @Override
    public RecordSink recordSink(OutputStream out, boolean compressed) {
        List<@Nullable Object> all = new ArrayList<>();
        return new RecordSink() {
            @Override
            public void write(@Nullable Object record) {
                all.add(record);
            }

            @Override
            public void close() throws IOException {
                try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
                    objects.writeObject(all);
                }
            }
        };
    }

    @Override
    public <T> Iterator<T> readRecords(InputStream in, boolean compressed) throws Exception {
        try (ObjectInputStream objects = new ObjectInputStream(in)) {
            return ((List<T>) objects.readObject()).iterator();
        }
    }

    @Override
    public Failures failures() {
        return runner.failures();
    }

    @Override
    public TaskMetrics.Builder metrics() {
        return metrics;
    }

    @Override
    public boolean mayCommit() {
        return runner.mayCommit.test(attempt);
    }

    @Override
    public int stageId() {
        return 0;
    }

    @Override
    public int stageAttemptNumber() {
        return 0;
    }

    @Override
    public int partitionId() {
        return partition;
    }

    @Override
    public int numPartitions() {
        return 0;
    }

    @Override
    public int attemptNumber() {
        return attempt;
    }

    @Override
    public long taskAttemptId() {
        return taskId;
    }

    @Override
    public String localProperty(String key) {
        return null;
    }

    @Override
    public boolean isCompleted() {
        return false;
    }

    @Override
    public boolean isFailed() {
        return false;
    }

    @Override
    public boolean isInterrupted() {
        return false;
    }

    @Override
    public void throwIfKilled() {}

    @Override
    public void addCompletionListener(CompletionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void addFailureListener(FailureListener listener) {}

    /** Nobody asks an inline task to end. */
    @Override
    public void addInterruptListener(InterruptListener listener) {}
}
