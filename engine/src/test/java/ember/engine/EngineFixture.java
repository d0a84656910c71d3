// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.executor.TaskScope;
import ember.model.Aggregator;
import ember.model.Failures;
import ember.model.ImmutableContainers;
import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import ember.model.function.Function1;
import ember.rdd.Dependency;
import ember.rdd.Elements;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import ember.rdd.ShuffleLocations;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A small engine and the few kinds of RDD that its tests need. */
public final class EngineFixture {
    private EngineFixture() {}

    public static EmberContext start(String master, String... settings) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("spark.master", master);
        configuration.put("spark.app.name", "test");
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        return new EmberContext(configuration, ports(TaskScope.NONE, EnginePorts.AccumulatorMerge.NONE));
    }

    static EnginePorts ports(TaskScope scope, EnginePorts.AccumulatorMerge merge) {
        return new EnginePorts(new PlainFailures(), ImmutableContainers.NONE, scope, merge, List.of(), List.of());
    }

    /** Exceptions that say what they stand for. */
    public static final class PlainFailures implements Failures {
        @Override
        public Exception failure(String message, Throwable cause) {
            return new Exception(message, cause);
        }

        @Override
        public Exception driverFunctionFailed(Throwable cause) {
            return new Exception("driver function failed", cause);
        }

        @Override
        public Exception cancelled(String message) {
            return new Exception("cancelled: " + message);
        }

        @Override
        public Exception unequalZip() {
            return new Exception("unequal zip");
        }

        @Override
        public Exception checkpointBlockLost(String block) {
            return new Exception("checkpoint block lost: " + block);
        }

        @Override
        public Exception notSerializable(String message, Throwable cause) {
            return new Exception(message, cause);
        }
    }

    /** The numbers [0, count), dealt out in order. */
    public static Rdd<Integer> numbers(EmberContext context, int count, int partitions) {
        return new Numbers(context, count, partitions);
    }

    @SuppressWarnings("unchecked")
    public static <T, U> Rdd<U> map(Rdd<T> rdd, Function1<T, U> function) {
        return new NarrowRdd<>(rdd, new NarrowOp.Map((Function1<Object, Object>) (Function1<?, ?>) function), false);
    }

    /** Pairs of an element's key and the sum of the elements with it. */
    public static Rdd<Map.Entry<Object, Object>> sumByKey(Rdd<Map.Entry<Object, Object>> pairs, int partitions) {
        return new Summed(pairs, partitions);
    }

    public static <T> List<T> collect(Rdd<T> rdd) {
        int count = rdd.numPartitions();
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        Elements[] results = new Elements[count];
        rdd.runner().runJob(rdd, (context, elements) -> Elements.of(elements), all, (i, part) -> results[i] = part);
        return Elements.concat(results);
    }

    public static Map.Entry<Object, Object> pair(Object key, Object value) {
        return new SimpleImmutableEntry<>(key, value);
    }

    /**
     * An RDD for planning only.
     *
     * @param places where each partition's data is, by its number
     */
    public static Rdd<Object> lineage(
            EmberContext context, int partitions, IntFunction<List<String>> places, Dependency... dependencies) {
        return new Lineage(context, partitions, places, List.of(dependencies));
    }

    public static Rdd<Object> lineage(EmberContext context, Dependency... dependencies) {
        return lineage(context, 2, partition -> List.of(), dependencies);
    }

    /** An RDD for planning only. */
    public static Rdd<Object> lineageOf(EmberContext context, List<Dependency> dependencies) {
        return new Lineage(context, 2, partition -> List.of(), dependencies);
    }

    /** A shuffle of an RDD for planning only, with {@code partitions} reduce partitions. */
    public static ShuffleDependency<Object> shuffle(Rdd<Object> parent, int partitions) {
        Modulo partitioner = new Modulo(partitions);
        @SuppressWarnings("unchecked") // never read
        Pairing<Object> pairing = (Pairing<Object>) (Pairing<?>) new Entries();
        return new ShuffleDependency<>(
                parent,
                partitioner,
                new ShuffleSpec<>(
                        parent.runner().newShuffleId(), pairing, partitioner, null, false, null, KeyEquality.JDK));
    }

    private static final class Lineage extends Rdd<Object> {
        private final int partitions;
        private final IntFunction<List<String>> places;

        Lineage(JobRunner runner, int partitions, IntFunction<List<String>> places, List<Dependency> dependencies) {
            super(runner, dependencies);
            this.partitions = partitions;
            this.places = places;
        }

        @Override
        public String kind() {
            return "Lineage";
        }

        @Override
        protected List<String> placesOf(List<Dependency> parents, Partition partition, ShuffleLocations shuffles) {
            return places.apply(partition.index());
        }

        @Override
        protected List<? extends Partition> listPartitions() {
            return indexed(partitions);
        }

        @Override
        public Iterator<Object> compute(List<Dependency> parents, Partition partition, TaskContext context) {
            throw new UnsupportedOperationException("for planning only");
        }
    }

    private static List<Partition> indexed(int count) {
        List<Partition> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(new Partition.Indexed(i));
        }
        return list;
    }

    private static final class Numbers extends Rdd<Integer> {
        private final int count;
        private final int partitions;

        Numbers(JobRunner runner, int count, int partitions) {
            super(runner);
            this.count = count;
            this.partitions = partitions;
        }

        @Override
        public String kind() {
            return "Numbers";
        }

        @Override
        protected List<? extends Partition> listPartitions() {
            return indexed(partitions);
        }

        @Override
        public Iterator<Integer> compute(List<Dependency> parents, Partition partition, TaskContext context) {
            List<Integer> slice = new ArrayList<>();
            for (int i = count * partition.index() / partitions;
                    i < count * (partition.index() + 1) / partitions;
                    i++) {
                slice.add(i);
            }
            return slice.iterator();
        }
    }

    /** Entries of the JDK as pairs. */
    static final class Entries implements Pairing<Map.Entry<Object, Object>> {
        @Override
        public Object key(Map.Entry<Object, Object> pair) {
            return pair.getKey();
        }

        @Override
        public Object value(Map.Entry<Object, Object> pair) {
            return pair.getValue();
        }

        @Override
        public Map.Entry<Object, Object> of(Object key, Object value) {
            return pair(key, value);
        }
    }

    record Modulo(int numPartitions) implements Partitioner {
        @Override
        public int getPartition(Object key) {
            return Math.floorMod(key.hashCode(), numPartitions);
        }
    }

    private static final class Summed extends Rdd<Map.Entry<Object, Object>> {
        private final int partitions;

        Summed(Rdd<Map.Entry<Object, Object>> parent, int partitions) {
            super(parent.runner(), List.of(shuffle(parent, partitions)));
            this.partitions = partitions;
        }

        private static Dependency shuffle(Rdd<Map.Entry<Object, Object>> parent, int partitions) {
            Modulo partitioner = new Modulo(partitions);
            Aggregator sum =
                    new Aggregator(v -> v, (a, b) -> (Integer) a + (Integer) b, (a, b) -> (Integer) a + (Integer) b);
            return new ShuffleDependency<>(
                    parent,
                    partitioner,
                    new ShuffleSpec<>(
                            parent.runner().newShuffleId(),
                            new Entries(),
                            partitioner,
                            sum,
                            true,
                            null,
                            KeyEquality.JDK));
        }

        @Override
        public String kind() {
            return "Summed";
        }

        @Override
        protected List<? extends Partition> listPartitions() {
            return indexed(partitions);
        }

        @Override
        @SuppressWarnings("unchecked") // the shuffle that it was made with
        public Iterator<Map.Entry<Object, Object>> compute(
                List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
            ShuffleDependency<?> shuffle = (ShuffleDependency<?>) parents.get(0);
            return (Iterator<Map.Entry<Object, Object>>)
                    context.readShuffle(shuffle, partition.index(), partition.index() + 1);
        }
    }
}
