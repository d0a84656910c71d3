// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.PartitionEvaluator;
import org.apache.spark.PartitionEvaluatorFactory;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class RDDTest {
    private static final ClassTag<Integer> INTEGER = ClassTag$.MODULE$.apply(Integer.class);

    private JavaSparkContext sc;

    @BeforeEach
    void start() {
        sc = new JavaSparkContext(new SparkConf(false).setMaster("local[2]").setAppName("rdd"));
    }

    @AfterEach
    void stop() {
        sc.stop();
    }

    private static final class Numbered implements PartitionEvaluatorFactory<Integer, String> {
        @Override
        public PartitionEvaluator<Integer, String> createEvaluator() {
            return (index, inputs) -> {
                List<String> out = new ArrayList<>();
                for (int side = 0; side < inputs.size(); side++) {
                    Iterator<Integer> elements = inputs.apply(side);
                    while (elements.hasNext()) {
                        out.add(index + ":" + side + ":" + elements.next());
                    }
                }
                return CollectionConverters.asScala(out.iterator());
            };
        }
    }

    /** What a program may write itself. */
    private static final class Added extends RDD<Integer> {
        private final int term;

        Added(RDD<Integer> parent, int term) {
            super(parent, INTEGER);
            this.term = term;
        }

        @Override
        public Partition[] getPartitions() {
            return firstParent(INTEGER).partitions();
        }

        @Override
        public Iterator<Integer> compute(Partition split, TaskContext context) {
            List<Integer> out = new ArrayList<>();
            Iterator<Integer> elements = firstParent(INTEGER).iterator(split, context);
            while (elements.hasNext()) {
                out.add(elements.next() + term);
            }
            return CollectionConverters.asScala(out.iterator());
        }
    }

    @Test
    void evaluatorsComputePartitionsOfOneRddOrTwo() {
        RDD<Integer> numbers = sc.parallelize(List.of(1, 2, 3), 2).rdd();
        ClassTag<String> text = ClassTag$.MODULE$.apply(String.class);

        RDD<String> one = numbers.mapPartitionsWithEvaluator(new Numbered(), text);
        RDD<String> two = numbers.zipPartitionsWithEvaluator(numbers, new Numbered(), text);
        RDD<String> together = numbers.barrier().mapPartitionsWithEvaluator(new Numbered(), text);

        assertThat(one.toJavaRDD().collect()).containsExactly("0:0:1", "1:0:2", "1:0:3");
        assertThat(two.toJavaRDD().collect()).containsExactly("0:0:1", "0:1:1", "1:0:2", "1:0:3", "1:1:2", "1:1:3");
        assertThat(together.isBarrier_()).isTrue();
        assertThat(together.toJavaRDD().collect()).containsExactly("0:0:1", "1:0:2", "1:0:3");
        assertThat(one.toString()).startsWith("MapPartitionsWithEvaluatorRDD[1] at ");
        assertThat(two.toString()).startsWith("ZippedPartitionsWithEvaluatorRDD[2] at ");
    }

    @Test
    void aProgramCanWriteAnRddItself() {
        RDD<Integer> numbers = sc.parallelize(List.of(1, 2, 3), 2).rdd();
        Added added = new Added(numbers, 10);
        assertThat(added.toJavaRDD().collect()).containsExactly(11, 12, 13);
        assertThat(added.cache().count()).isEqualTo(3);
        assertThat(new Added(added, 100).toJavaRDD().map(x -> x + 1).collect()).containsExactly(112, 113, 114);
        assertThat(added.toDebugString()).contains("(2) Added[1] at ", "ParallelCollectionRDD[0]");
    }

    @Test
    void aPartitionCanBeReadInTheDriver() {
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1, 2, 3, 4, 5), 2);
        assertThat(numbers.iterator(numbers.partitions().get(1), null).next()).isEqualTo(3);
    }

    @Test
    void numbersOfARangeAreCountedByTasks() {
        assertThat(sc.sc().range(0, 10, 3, 2).toJavaRDD().collect()).containsExactly(0L, 3L, 6L, 9L);
        assertThat(sc.sc().range(10, 0, -3, 3).toJavaRDD().glom().collect())
                .containsExactly(List.of(10L), List.of(7L), List.of(4L, 1L));
        assertThat(sc.sc()
                        .range(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 2, 3)
                        .toJavaRDD()
                        .glom()
                        .collect())
                .containsExactly(
                        List.of(Long.MIN_VALUE),
                        List.of(-4611686018427387905L, -2L),
                        List.of(4611686018427387901L, 9223372036854775804L));
        assertThat(sc.sc().range(0, 0, 1, 3).count()).isZero();
        assertThat(sc.sc().range(5, 0, 1, 3).count()).isZero();
        assertThatThrownBy(() -> sc.sc().range(0, 1, 0, 1)).hasMessage("requirement failed: step cannot be 0");
    }

    @Test
    void operationsThatJavaSeldomCallsWorkToo() {
        RDD<Integer> numbers = sc.parallelize(List.of(1, 2, 2, 3), 2).rdd();
        RDD<Integer> others = sc.parallelize(List.of(2, 3), 2).rdd();
        assertThat(numbers.intersection(others, 3).toJavaRDD().collect()).containsExactlyInAnyOrder(2, 3);
        assertThat(numbers.intersection(others, 3).getNumPartitions()).isEqualTo(3);
        assertThat(numbers.subtract(others).toJavaRDD().collect()).containsExactly(1);
        assertThat(numbers.cartesian(others, INTEGER).count()).isEqualTo(8);
        assertThat(numbers.zipWithIndex().toJavaRDD().collect().toString()).isEqualTo("[(1,0), (2,1), (2,2), (3,3)]");
        assertThat((Object[]) numbers.glom().first()).containsExactly(1, 2);
        assertThat((Object[]) numbers.takeSample(false, 9, 1)).containsExactlyInAnyOrder(1, 2, 2, 3);
        assertThat(Arrays.stream(numbers.randomSplit(new double[] {1, 1}, 5))
                        .mapToLong(RDD::count)
                        .sum())
                .isEqualTo(4);
        assertThat(numbers.countApproxDistinct(12, 0)).isEqualTo(3);
        assertThatThrownBy(() -> numbers.countApproxDistinct(12, 6))
                .hasMessage("requirement failed: p (12) cannot be greater than sp (6)");
    }

    @Test
    void whatAShuffleWroteIsMadeAgainAfterItWasGivenUp() {
        RDD<Integer> distinct = sc.parallelize(List.of(1, 2, 2), 2).rdd().distinct();
        assertThat(distinct.count()).isEqualTo(2);
        distinct.cleanShuffleDependencies(true);
        assertThat(distinct.count()).isEqualTo(2);
    }

    @Test
    void resourcesBesideCoresAreRefusedAsInLocalMode() {
        assertThatThrownBy(() -> sc.parallelize(List.of(1))
                        .withResources(new ResourceProfileBuilder()
                                .require(new TaskResourceRequests().cpus(1))
                                .build()))
                .isInstanceOf(SparkException.class)
                .hasMessage(
                        "TaskResourceProfiles are only supported for Standalone, Yarn and Kubernetes cluster for now"
                                + " when dynamic allocation is disabled.");
    }

    @Test
    void sizesAreThoseThatSparkEstimates() {
        assertThat(SizeEstimator.estimate(new Object())).isEqualTo(16);
        assertThat(SizeEstimator.estimate("abc")).isEqualTo(48);
        assertThat(SizeEstimator.estimate(new int[10])).isEqualTo(56);
        assertThat(SizeEstimator.estimate(new String[1000])).isEqualTo(4016);
        assertThat(SizeEstimator.estimate(new Object[] {1, 1, "a", new long[3]}))
                .isEqualTo(136);
        assertThat(SizeEstimator.estimate(null)).isZero();
        Object[] many = new Object[2000];
        for (int i = 0; i < many.length; i++) {
            many[i] = new int[i % 7];
        }
        assertThat(SizeEstimator.estimate(many)).isEqualTo(66272);
    }
}
