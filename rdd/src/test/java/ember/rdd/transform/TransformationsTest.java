// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.KeyEquality;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.Dependency;
import ember.rdd.Determinism;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.action.Actions;
import ember.rdd.operator.ParallelCollectionRdd;
import ember.rdd.operator.PartitionerAwareUnionRdd;
import ember.rdd.partition.HashPartitioner;
import ember.rdd.sample.Samples;
import ember.rdd.testkit.InlineRunner;
import ember.rdd.testkit.Pair;
import java.io.NotSerializableException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What OperationsLikeSparkTest does not see: mistakes, defaults, and what is known of results. */
class TransformationsTest {
    private final InlineRunner runner = new InlineRunner();
    private final KeyedTransformations<Pair> keyed = new KeyedTransformations<>(Pair.PAIRING, KeyEquality.JDK);
    private final PairTransformations<Pair> pairs = new PairTransformations<>(Pair.PAIRING, KeyEquality.JDK);
    private final Rdd<Integer> numbers = slices(3);
    private final Rdd<Pair> placed = placed(3);

    private Rdd<Integer> slices(int slices) {
        return new ParallelCollectionRdd<>(runner, List.of(1, 2, 3), slices);
    }

    private Rdd<Pair> placed(int partitions) {
        Rdd<Pair> data = new ParallelCollectionRdd<>(runner, List.of(Pair.of("a", 1)), 2);
        return pairs.partitionBy(data, new HashPartitioner(partitions));
    }

    @Test
    void functionsThatCannotTravelAreRefusedWhenTheyAreGiven() {
        Object chained = new Object();
        Function1<Object, Object> one = x -> chained;
        Function2<Object, Object, Object> two = (x, y) -> chained;
        Comparator<Object> local = (x, y) -> chained.hashCode();
        List<ThrowingCallable> calls = List.of(
                () -> Transformations.map(numbers, one),
                () -> keyed.keyBy(numbers, one),
                () -> keyed.groupBy(numbers, one, null),
                () -> keyed.sortBy(numbers, x -> x, local, true, 1),
                () -> pairs.mapValues(placed, one),
                () -> pairs.reduceByKey(placed, two, new HashPartitioner(1)),
                () -> pairs.combineByKey(placed, x -> x, (x, y) -> x, two, new HashPartitioner(1), true),
                () -> pairs.foldByKey(placed, 0, two, new HashPartitioner(1)),
                () -> pairs.sortByKey(placed, local, true, 1),
                () -> pairs.filterByRange(placed, local, "a", "b"));

        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .hasMessage("Task not serializable")
                    .hasCauseInstanceOf(NotSerializableException.class);
        }
        assertThat(runner.jobs).isEmpty();
    }

    @Test
    void aZeroThatCannotTravelFailsBare() {
        assertThatThrownBy(() ->
                        pairs.aggregateByKey(placed, new Object(), (x, y) -> x, (x, y) -> x, new HashPartitioner(1)))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void noSlicesAreFoundOutWhenPartitionsAreAskedFor() {
        Rdd<Integer> none = slices(0);

        assertThatThrownBy(none::numPartitions)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Positive number of partitions required");
    }

    @Test
    void countsThatCannotBeAreRefusedAtTheCall() {
        assertThatThrownBy(() -> keyed.repartition(numbers, 0))
                .hasMessage("requirement failed: Number of partitions (0) must be positive.");
        assertThatThrownBy(() -> Transformations.coalesce(numbers, 0))
                .hasMessage("requirement failed: Number of partitions (0) must be positive.");
        assertThatThrownBy(() -> pairs.sortByKey(placed, Comparator.naturalOrder(), true, -1))
                .hasMessage("requirement failed: Number of partitions cannot be negative but found -1.");
    }

    @Test
    void aDirectUnionOfRddsPlacedDifferentlyIsRefused() {
        assertThatThrownBy(() -> new PartitionerAwareUnionRdd<>(List.of(placed(3), placed(4))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDefaultPartitionerIsAsWideAsTheWidestParent() {
        assertThat(pairs.defaultPartitioner(slices(2), slices(7))).isEqualTo(new HashPartitioner(7));
    }

    @Test
    void aSetParallelismComesBeforeTheWidestParent() {
        runner.settings.put("spark.default.parallelism", "2");

        assertThat(pairs.defaultPartitioner(slices(7))).isEqualTo(new HashPartitioner(runner.defaultParallelism()));
    }

    @Test
    void aPartitionerIsKeptUnlessItsPartitionsAreFew() {
        assertThat(pairs.defaultPartitioner(placed(3), slices(29))).isEqualTo(new HashPartitioner(3));
        assertThat(pairs.defaultPartitioner(placed(3), slices(30))).isEqualTo(new HashPartitioner(30));
    }

    @Test
    void fewPartitionsAreKeptIfTheyAreAsManyAsIsSet() {
        runner.settings.put("spark.default.parallelism", "2");

        assertThat(pairs.defaultPartitioner(placed(3), slices(300))).isEqualTo(new HashPartitioner(3));
    }

    @Test
    void dealingOutAnUnorderedRddMayGiveOtherElements() {
        assertThat(placed.determinism()).isEqualTo(Determinism.UNORDERED);
        assertThat(keyed.repartition(numbers, 2).determinism()).isEqualTo(Determinism.UNORDERED);
        assertThat(keyed.repartition(placed, 2).determinism()).isEqualTo(Determinism.INDETERMINATE);
        assertThat(keyed.zipWithUniqueId(placed).determinism()).isEqualTo(Determinism.INDETERMINATE);
    }

    @Test
    @Tag("DAG-099")
    void samplingAnUnorderedRddMayGiveOtherElements() {
        assertThat(Samples.sample(placed, false, 0.5, 7).determinism()).isEqualTo(Determinism.INDETERMINATE);
    }

    @Test
    void whatIsMovedButNotCombinedComesInTheSameOrderEachTime() {
        assertThat(placed.repeatability()).isEqualTo(Determinism.DETERMINATE);
        assertThat(keyed.repartition(placed, 2).repeatability()).isEqualTo(Determinism.DETERMINATE);
    }

    @Test
    void aFunctionOverPartitionsMustNotReturnNull() {
        Rdd<Integer> rdd = Transformations.zipPartitions(numbers, numbers, (left, right) -> null);

        assertThatThrownBy(() -> Actions.collect(rdd)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void tasksSeeCopiesOfTheDriversElements() {
        Rdd<StringBuilder> texts =
                new ParallelCollectionRdd<>(runner, List.of(new StringBuilder("a"), new StringBuilder("b")), 2);
        Rdd<String> longer = Transformations.map(texts, text -> text.append("x").toString());

        assertThat(Actions.collect(longer)).containsExactly("ax", "bx");
        assertThat(Actions.collect(longer)).containsExactly("ax", "bx");
    }

    @Test
    void theLocalOuterJoinHandsANullMatchToTheFacade() {
        Rdd<Pair> left = new ParallelCollectionRdd<>(runner, List.of(Pair.of("a", 1)), 1);
        Rdd<Pair> right = new ParallelCollectionRdd<>(runner, List.of(Pair.of("a", null)), 1);
        Rdd<Pair> joined =
                new Joins<>(Pair.PAIRING).leftOuterJoin(left, right, new HashPartitioner(1), new RefusingNull());

        assertThatThrownBy(() -> Actions.collect(joined)).isInstanceOf(NullPointerException.class);
    }

    private record RefusingNull() implements Joins.Optionals {
        @Override
        public Object of(Object value) {
            return List.of(value);
        }

        @Override
        public Object none() {
            return List.of();
        }
    }

    @Test
    void emptyInputSortsIntoOnePartition() {
        Rdd<Pair> none = new ParallelCollectionRdd<>(runner, Collections.<Pair>emptyList(), 4);

        assertThat(pairs.sortByKey(none, Comparator.naturalOrder(), true, 4).numPartitions())
                .isEqualTo(1);
    }

    @Test
    void anIteratorAtItsEndSaysSo() {
        Rdd<String> probing = Transformations.mapPartitions(
                Transformations.union(numbers, numbers),
                it -> {
                    it.forEachRemaining(element -> {});
                    try {
                        it.next();
                        return List.of("went on").iterator();
                    } catch (NoSuchElementException e) {
                        return List.of("ended").iterator();
                    }
                },
                false);

        assertThat(Actions.collect(probing)).containsOnly("ended");
    }

    @Test
    @Tag("RDD-068")
    void partitionsMustBeWhereTheirIndexSays() {
        Rdd<Object> displaced = new Displaced(runner);
        assertThatThrownBy(displaced::partitions)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: partitions(0).partition == 1, but it should equal 0");
    }

    /** Its only partition says that it is the second one. */
    private static final class Displaced extends Rdd<Object> {
        private Displaced(JobRunner runner) {
            super(runner);
        }

        @Override
        public String kind() {
            return "Displaced";
        }

        @Override
        protected List<? extends Partition> listPartitions() {
            return List.of(new Partition.Indexed(1));
        }

        @Override
        public Iterator<Object> compute(List<Dependency> parents, Partition partition, TaskContext context) {
            throw new UnsupportedOperationException("never listed, so never computed");
        }
    }
}
