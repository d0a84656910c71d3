// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.PartitionEvaluator;
import org.apache.spark.PartitionEvaluatorFactory;
import scala.jdk.javaapi.CollectionConverters;

/** What a program's {@link PartitionEvaluator} computes of the partitions of one RDD or two. */
public final class EvaluatorRdd<T, U> extends Rdd<U> {
    private final String kind;
    private final PartitionEvaluatorFactory<T, U> factory;
    private final boolean barrier;

    private EvaluatorRdd(String kind, List<Rdd<T>> parents, PartitionEvaluatorFactory<T, U> factory, boolean barrier) {
        super(
                parents.get(0).runner(),
                parents.stream().map(NarrowDependency.OneToOne::new).toList());
        this.kind = kind;
        this.factory = factory;
        this.barrier = barrier;
    }

    /** @param barrier whether all tasks have to run at once */
    public static <T, U> Rdd<U> map(Rdd<T> rdd, PartitionEvaluatorFactory<T, U> factory, boolean barrier) {
        return new EvaluatorRdd<>("MapPartitionsWithEvaluatorRDD", List.of(rdd), factory, barrier);
    }

    /** Two RDDs must have equally many partitions, which is found out when they are listed. */
    public static <T, U> Rdd<U> zip(Rdd<T> left, Rdd<T> right, PartitionEvaluatorFactory<T, U> factory) {
        return new EvaluatorRdd<>("ZippedPartitionsWithEvaluatorRDD", List.of(left, right), factory, false);
    }

    @SuppressWarnings("unchecked") // the constructor was given RDDs of these
    private static <T> Rdd<T> of(Rdd<?> parent) {
        return (Rdd<T>) parent;
    }

    private record Index(int index) implements Partition {}

    @Override
    public String kind() {
        return kind;
    }

    @Override
    protected boolean startsBarrier() {
        return barrier;
    }

    @Override
    public List<Object> closures() {
        return List.of(factory);
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<Integer> counts = new ArrayList<>();
        for (Dependency parent : dependencies()) {
            counts.add(parent.rdd().numPartitions());
        }
        int count = counts.get(0);
        if (counts.get(counts.size() - 1) != count) {
            throw new IllegalArgumentException("Can't zip RDDs with unequal numbers of partitions: List(" + count + ", "
                    + counts.get(counts.size() - 1) + ")");
        }
        List<Index> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            partitions.add(new Index(i));
        }
        return partitions;
    }

    @Override
    public Iterator<U> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        PartitionEvaluator<T, U> evaluator = context.closure(factory).createEvaluator();
        List<scala.collection.Iterator<T>> inputs = new ArrayList<>();
        for (Dependency parent : parents) {
            Iterator<T> elements = context.read(EvaluatorRdd.<T>of(parent.rdd()), partition.index());
            inputs.add(CollectionConverters.asScala(elements));
        }
        return CollectionConverters.asJava(evaluator.eval(
                partition.index(), CollectionConverters.asScala(inputs).toSeq()));
    }
}
