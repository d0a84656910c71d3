// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.function.Function2;
import ember.rdd.Rdd;
import ember.rdd.operator.EmptyRdd;
import ember.rdd.operator.ParallelCollectionRdd;
import ember.rdd.testkit.InlineRunner;
import ember.rdd.transform.Transformations;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionsTest {
    private final InlineRunner runner = new InlineRunner();
    private final Rdd<Integer> digits = slices(3, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3);
    private final Rdd<Integer> nothing = slices(2);

    private Rdd<Integer> slices(int slices, Integer... elements) {
        return new ParallelCollectionRdd<>(runner, Arrays.asList(elements), slices);
    }

    @Test
    void collectGivesAnUnchangeableListInTheOrderOfPartitions() {
        List<Integer> list = Actions.collect(digits);

        assertThat(list).containsExactly(3, 1, 4, 1, 5, 9, 2, 6, 5, 3);
        assertThatThrownBy(() -> list.set(0, 7)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void collectPartitionsKeepsTheOrderAskedFor() {
        assertThat(Actions.collectPartitions(digits, new int[] {2, 0}))
                .containsExactly(List.of(2, 6, 5, 3), List.of(3, 1, 4));
    }

    @Test
    void changesToTheCollectionAfterTheCallAreNotSeen() {
        List<Integer> elements = new ArrayList<>(List.of(1, 2));
        Rdd<Integer> rdd = new ParallelCollectionRdd<>(runner, elements, 1);
        elements.set(0, 9);

        assertThat(Actions.collect(rdd)).containsExactly(1, 2);
    }

    @Test
    void theIteratorOfACollectionRefusesRemove() {
        Rdd<Integer> removing = Transformations.mapPartitions(
                digits,
                it -> {
                    it.next();
                    it.remove();
                    return it;
                },
                false);

        assertThatThrownBy(() -> Actions.collect(removing)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void reduceOfNothingFails() {
        assertThatThrownBy(() -> Actions.reduce(nothing, Integer::sum))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("empty collection");
        assertThatThrownBy(() -> Actions.reduce(new EmptyRdd<Integer>(runner), Integer::sum))
                .hasMessage("empty collection");
    }

    @Test
    void reduceTakesOnlyFilledPartitions() {
        assertThat(Actions.reduce(slices(20, 1, 2, 3), Integer::sum)).isEqualTo(6);
    }

    @Test
    void whatThrowsWhileResultsAreMergedIsAFailureOfTheDriver() {
        Function2<Integer, Integer, Integer> failing = (left, right) -> {
            throw new IllegalStateException("boo");
        };

        assertThatThrownBy(() -> Actions.reduce(slices(2, 1, 2), failing))
                .hasMessage("driver function failed")
                .hasRootCauseMessage("boo");
    }

    @Test
    void foldAppliesItsZeroOncePerPartitionAndOnceInTheDriver() {
        assertThat(Actions.fold(digits, 1, Integer::sum)).isEqualTo(39 + 4);
        assertThat(Actions.fold(slices(2), 5, Integer::sum)).isEqualTo(15);
    }

    @Test
    void aggregateNeverChangesTheCallersZero() {
        ArrayList<Integer> zero = new ArrayList<>();
        ArrayList<Integer> all = Actions.aggregate(
                digits,
                zero,
                (list, element) -> {
                    list.add(element);
                    return list;
                },
                (left, right) -> {
                    left.addAll(right);
                    return left;
                });

        assertThat(all).hasSize(10);
        assertThat(zero).isEmpty();
    }

    @Test
    void aZeroThatCannotBeCopiedIsRefused() {
        assertThatThrownBy(() -> Actions.aggregate(digits, new Object(), (a, b) -> a, (a, b) -> a))
                .isInstanceOf(NotSerializableException.class);
    }

    private List<Integer> jobSizes() {
        return runner.jobs.stream().map(partitions -> partitions.length).toList();
    }

    @Test
    void takeLooksIntoMorePartitionsEachRound() {
        Rdd<Integer> oneEach = slices(9, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        assertThat(Actions.take(oneEach, 9)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(jobSizes()).containsExactly(1, 4, 4);
    }

    @Test
    void takeOfNothingScansFourTimesAsManyEachRound() {
        assertThat(Actions.take(slices(200), 1)).isEmpty();
        assertThat(jobSizes()).containsExactly(1, 4, 20, 100, 75);
    }

    @Test
    void takeNeedsNoJobForNothing() {
        assertThat(Actions.take(digits, 0)).isEmpty();
        assertThat(Actions.take(digits, -1)).isEmpty();
        assertThat(runner.jobs).isEmpty();
    }

    @Test
    void takePullsOnlyWhatItNeeds() {
        Rdd<Integer> failingLate = Transformations.map(digits, x -> {
            if (x == 4) {
                throw new IllegalStateException("the third element was computed");
            }
            return x;
        });

        assertThat(Actions.take(failingLate, 2)).containsExactly(3, 1);
    }

    @Test
    void takeObeysItsSettings() {
        runner.settings.put("spark.rdd.limit.initialNumPartitions", "3");
        runner.settings.put("spark.rdd.limit.scaleUpFactor", "2");

        Actions.take(slices(20), 1);

        assertThat(jobSizes()).containsExactly(3, 6, 11);
    }

    @Test
    void isEmptyAsksNoJobOfAnRddWithoutPartitions() {
        assertThat(Actions.isEmpty(new EmptyRdd<>(runner))).isTrue();
        assertThat(runner.jobs).isEmpty();
        assertThat(Actions.isEmpty(nothing)).isTrue();
        assertThat(Actions.isEmpty(digits)).isFalse();
    }

    @Test
    void takeOrderedAndTopGiveTheExtremesInOrder() {
        Comparator<Integer> natural = Comparator.naturalOrder();

        assertThat(Actions.takeOrdered(digits, 4, natural)).containsExactly(1, 1, 2, 3);
        assertThat(Actions.top(digits, 4, natural)).containsExactly(9, 6, 5, 5);
        assertThat(Actions.top(digits, 100, natural)).hasSize(10);
        assertThatThrownBy(() -> Actions.takeOrdered(digits, -1, natural))
                .hasMessage("k cannot be negative but was: -1");
    }

    @Test
    void aComparatorThatCannotTravelIsRefusedAtTheCall() {
        assertThatThrownBy(() -> Actions.max(digits, (a, b) -> a.compareTo(b))).hasMessage("Task not serializable");
        assertThat(runner.jobs).isEmpty();
    }

    @Test
    void maxAndMinKeepTheFirstOfEquals() {
        Comparator<Integer> natural = Comparator.naturalOrder();

        assertThat(Actions.max(digits, natural)).isEqualTo(9);
        assertThat(Actions.min(digits, natural)).isEqualTo(1);
        assertThatThrownBy(() -> Actions.min(nothing, natural)).hasMessage("empty collection");
    }

    @Test
    void aLocalIteratorRunsAJobWhenItReachesAPartition() {
        Iterator<Integer> iterator = Actions.toLocalIterator(digits);
        assertThat(runner.jobs).isEmpty();

        assertThat(iterator.next()).isEqualTo(3);
        assertThat(runner.jobs).hasSize(1);
        iterator.forEachRemaining(element -> {});
        assertThat(runner.jobs).hasSize(3);
    }

    @Test
    void partitionsWithoutElementsAreVisitedByForeachPartition() {
        StaticCount.visits = 0;
        Actions.foreachPartition(slices(5, 1), it -> StaticCount.visits++);

        assertThat(StaticCount.visits).isEqualTo(5);
    }

    private static final class StaticCount {
        static int visits;
    }

    @Test
    void asynchronousActionsGiveTheSameResults() throws Exception {
        assertThat(AsyncActions.collect(digits).await()).hasSize(10);
        assertThat(AsyncActions.count(digits).await()).isEqualTo(10);
        assertThat(AsyncActions.foreach(digits, x -> {}).await()).isNull();
    }

    @Test
    void takeAsyncChainsItsRoundsByItself() throws Exception {
        Rdd<Integer> oneEach = slices(8, 1, 2, 3, 4, 5, 6, 7, 8);
        PendingResult<List<Integer>> pending = AsyncActions.take(oneEach, 7);

        assertThat(pending.await()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(pending.jobIds()).containsExactly(2, 1, 0);
        assertThat(AsyncActions.take(digits, 0).await()).isEmpty();
    }

    @Test
    void takeAsyncFailsWithWhatItsJobFailedWith() {
        Rdd<Integer> failing = Transformations.map(digits, x -> {
            throw new IllegalStateException("boo");
        });

        assertThatThrownBy(() -> AsyncActions.take(failing, 2).await())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("boo");
    }
}
