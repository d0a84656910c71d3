// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import static ember.engine.EngineFixture.lineage;
import static ember.engine.EngineFixture.shuffle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.engine.EmberContext;
import ember.engine.EngineFixture;
import ember.model.CallSite;
import ember.model.StorageLevel;
import ember.model.event.RddInfo;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import ember.rdd.TaskContext;
import ember.rdd.transform.BarrierTransformations;
import ember.scheduler.plan.CachedInput;
import ember.scheduler.plan.InputReach;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StagePlannerTest {
    private static final PartitionFunction<Object, Integer> NOTHING = (task, elements) -> 0;

    private final EmberContext context = EngineFixture.start("local[1]");
    private final List<Integer> watched = new ArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    private JobPlan plan(Rdd<Object> rdd) {
        return StagePlanner.plan(
                7,
                rdd,
                NOTHING,
                new int[] {1},
                new CallSite("count at X.java:1", ""),
                Map.of("key", "value"),
                shuffle -> watched.add(shuffle.shuffleId()));
    }

    private static NarrowDependency narrow(Rdd<Object> parent) {
        return new NarrowDependency.OneToOne(parent);
    }

    private static List<Integer> shufflesOf(JobPlan plan) {
        List<Integer> ids = new ArrayList<>();
        for (StageSpec stage : plan.mapStages()) {
            ids.add(((StageOutput.Shuffle) stage.output()).shuffleId());
        }
        return ids;
    }

    private static List<Integer> rddsOf(StageSpec stage) {
        return stage.rddInfos().stream().map(RddInfo::id).toList();
    }

    @Test
    @Tag("RDD-064")
    void narrowStepsAreOneStage() {
        Rdd<Object> source = lineage(context);
        Rdd<Object> middle = lineage(context, narrow(source));
        JobPlan plan = plan(lineage(context, narrow(middle)));
        assertThat(plan.mapStages()).isEmpty();
        assertThat(rddsOf(plan.finalStage())).containsExactly(2, 1, 0);
        assertThat(plan.finalStage().inputs()).isEqualTo(InputReach.NOTHING);
        assertThat(plan.finalStage().callSite().shortForm()).isEqualTo("count at X.java:1");
        assertThat(plan.properties()).containsExactly(Map.entry("key", "value"));
    }

    @Test
    @Tag("RDD-064")
    void aShuffleIsWhereOneStageEndsAndTheNextBegins() {
        Rdd<Object> source = lineage(context);
        Rdd<Object> mapped = lineage(context, narrow(source));
        JobPlan plan = plan(lineage(context, shuffle(mapped, 5)));
        assertThat(plan.mapStages()).hasSize(1);
        StageSpec map = plan.mapStages().get(0);
        assertThat(map.output()).isEqualTo(new StageOutput.Shuffle(0, 5));
        assertThat(rddsOf(map)).containsExactly(1, 0);
        assertThat(rddsOf(plan.finalStage())).containsExactly(2);
        assertThat(plan.finalStage().parentShuffles()).containsExactly(0);
        assertThat(watched).containsExactly(0);
    }

    @Test
    void aShuffleThatTwoStagesReadIsPlannedOnceAndBeforeBoth() {
        ShuffleDependency<Object> shared = shuffle(lineage(context), 2);
        ShuffleDependency<Object> left = shuffle(lineage(context, shared), 2);
        ShuffleDependency<Object> right = shuffle(lineage(context, shared), 2);
        JobPlan plan = plan(lineage(context, left, right));
        assertThat(shufflesOf(plan)).containsExactly(0, 1, 2);
        assertThat(plan.finalStage().parentShuffles()).containsExactly(1, 2);
        assertThat(watched).containsExactly(0, 1, 2);
    }

    @Test
    void aShuffleThatAStageAndItsParentReadComesFirst() {
        ShuffleDependency<Object> first = shuffle(lineage(context), 2);
        ShuffleDependency<Object> second = shuffle(lineage(context, first), 2);
        assertThat(shufflesOf(plan(lineage(context, first, second)))).containsExactly(0, 1);
        assertThat(shufflesOf(plan(lineage(context, second, first)))).containsExactly(0, 1);
    }

    @Test
    @Tag("DAG-072")
    void eachStageReadsTheShufflesItReachesWithoutAnother() {
        Rdd<Object> a = lineage(context);
        Rdd<Object> b = lineage(context, shuffle(a, 2));
        Rdd<Object> c = lineage(context);
        ShuffleDependency<Object> ofB = shuffle(b, 2);
        Rdd<Object> readsB = lineage(context, ofB);
        Rdd<Object> d = lineage(context, shuffle(readsB, 2));
        Rdd<Object> e = lineage(context, shuffle(a, 2), narrow(d));
        assertThat(plan(a).finalStage().parentShuffles()).isEmpty();
        assertThat(plan(c).finalStage().parentShuffles()).isEmpty();
        assertThat(plan(b).finalStage().parentShuffles()).containsExactly(0);
        assertThat(plan(readsB).finalStage().parentShuffles()).containsExactly(1);
        assertThat(plan(d).finalStage().parentShuffles()).containsExactly(2);
        assertThat(plan(e).finalStage().parentShuffles()).containsExactly(3, 2);
    }

    @Test
    @Tag("RDD-066")
    void anRddThatIsReachedTwiceIsDescribedOnce() {
        Rdd<Object> source = lineage(context);
        Rdd<Object> left = lineage(context, narrow(source));
        Rdd<Object> right = lineage(context, narrow(source));
        assertThat(rddsOf(plan(lineage(context, narrow(left), narrow(right))).finalStage()))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPersistedRddHidesWhatIsBehindItFromItsReaders() {
        Rdd<Object> persisted = lineage(context, narrow(lineage(context, shuffle(lineage(context), 2))));
        persisted.persist(StorageLevel.MEMORY_ONLY);
        StageSpec stage = plan(lineage(context, narrow(persisted))).finalStage();
        assertThat(stage.inputs()).isEqualTo(new InputReach(List.of(), List.of(0)));
        assertThat(stage.cachedInputs())
                .containsExactly(new CachedInput(persisted.id(), 2, InputReach.shuffles(List.of(0))));
        assertThat(stage.parentShuffles()).containsExactly(0);
    }

    @Test
    void aPersistedRddThatAStageIsForIsAllThatItReads() {
        Rdd<Object> persisted = lineage(context, shuffle(lineage(context), 2));
        persisted.persist(StorageLevel.MEMORY_ONLY);
        StageSpec stage = plan(persisted).finalStage();
        assertThat(stage.inputs()).isEqualTo(new InputReach(List.of(), List.of(0)));
        assertThat(stage.cachedInputs()).hasSize(1);
    }

    @Test
    void aPersistedRddBehindAnotherIsWhatThatOneReads() {
        Rdd<Object> inner = lineage(context, shuffle(lineage(context), 2));
        inner.persist(StorageLevel.MEMORY_ONLY);
        Rdd<Object> outer = lineage(context, narrow(inner));
        outer.persist(StorageLevel.MEMORY_ONLY);
        StageSpec stage = plan(lineage(context, narrow(outer))).finalStage();
        assertThat(stage.cachedInputs())
                .containsExactly(
                        new CachedInput(outer.id(), 2, new InputReach(List.of(), List.of(1))),
                        new CachedInput(inner.id(), 2, InputReach.shuffles(List.of(0))));
    }

    @Test
    void oneSideMayBeCachedAndTheOtherNot() {
        ShuffleDependency<Object> shared = shuffle(lineage(context), 2);
        Rdd<Object> persisted = lineage(context, shared);
        persisted.persist(StorageLevel.MEMORY_ONLY);
        Rdd<Object> bare = lineage(context, shared);
        StageSpec stage =
                plan(lineage(context, narrow(persisted), narrow(bare))).finalStage();
        assertThat(stage.inputs()).isEqualTo(new InputReach(List.of(0), List.of(0)));
    }

    @Test
    void aBarrierReachesToTheNextShuffle() {
        Rdd<Object> barrier = BarrierTransformations.mapPartitions(lineage(context), elements -> elements, false);
        Rdd<Object> mapped = lineage(context, narrow(barrier));
        JobPlan plan = plan(lineage(context, shuffle(mapped, 5)));
        assertThat(plan.mapStages().get(0).isBarrier()).isTrue();
        assertThat(plan.mapStages().get(0).rddInfos())
                .extracting(RddInfo::barrier)
                .containsExactly(true, true, false);
        assertThat(plan.finalStage().isBarrier()).isFalse();
    }

    @Test
    void oneOfSeveralParentsMakesABarrierStage() {
        Rdd<Object> barrier = BarrierTransformations.mapPartitions(lineage(context), elements -> elements, false);
        JobPlan plan = plan(lineage(context, narrow(lineage(context)), narrow(barrier)));
        assertThat(plan.finalStage().isBarrier()).isTrue();
    }

    @Test
    void whatListingPartitionsThrowsReachesTheCaller() {
        Rdd<Object> child = lineage(context, shuffle(new Unlistable(context), 1));
        assertThatThrownBy(() -> plan(child)).hasMessage("no such directory");
    }

    @Test
    void aHundredThousandStepsAndTenThousandShufflesNeedNoStack() {
        Rdd<Object> rdd = lineage(context);
        for (int i = 0; i < 100_000; i++) {
            rdd = i % 10 == 0 ? lineage(context, shuffle(rdd, 1)) : lineage(context, narrow(rdd));
        }
        JobPlan plan = plan(rdd);
        assertThat(plan.mapStages()).hasSize(10_000);
        assertThat(shufflesOf(plan)).isSorted();
    }

    /** Its partitions cannot be listed. */
    private static final class Unlistable extends Rdd<Object> {
        Unlistable(EmberContext context) {
            super(context);
        }

        @Override
        public String kind() {
            return "Unlistable";
        }

        @Override
        protected List<? extends Partition> listPartitions() {
            throw new IllegalStateException("no such directory");
        }

        @Override
        public Iterator<Object> compute(List<Dependency> parents, Partition partition, TaskContext task) {
            throw new UnsupportedOperationException("for planning only");
        }
    }
}
