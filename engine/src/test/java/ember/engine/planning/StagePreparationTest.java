// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import static ember.engine.EngineFixture.lineage;
import static org.assertj.core.api.Assertions.assertThat;

import ember.engine.EmberContext;
import ember.engine.EngineFixture;
import ember.executor.StageWork;
import ember.model.CacheLocations;
import ember.model.TaskLocation;
import ember.rdd.NarrowDependency;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.PartitionList;
import ember.scheduler.event.SchedulerEvent;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StagePreparationTest {
    private static final PartitionFunction<Object, Integer> NOTHING = (task, elements) -> 0;

    private final EmberContext context = EngineFixture.start("local[1]");

    @AfterEach
    void stop() {
        context.stop();
    }

    private Rdd<Object> at(String place, Rdd<?>... parents) {
        NarrowDependency[] narrow = new NarrowDependency[parents.length];
        for (int i = 0; i < parents.length; i++) {
            narrow[i] = new NarrowDependency.OneToOne(parents[i]);
        }
        return lineage(context, 2, partition -> place == null ? List.of() : List.of(place + partition), narrow);
    }

    private static CacheLocations cached(Rdd<?> rdd, String executor) {
        List<TaskLocation> there = List.of(new TaskLocation("host", executor));
        return new CacheLocations(Map.of(rdd.id(), List.of(there, there)));
    }

    private static List<String> places(Rdd<?> rdd, CacheLocations cached) {
        return StagePreparation.locations(rdd, 1, cached).stream()
                .map(TaskLocation::toString)
                .toList();
    }

    @Test
    void aPartitionIsBestReadWhereItIsCached() {
        Rdd<Object> rdd = at("host");
        assertThat(places(rdd, cached(rdd, "3"))).containsExactly("executor_host_3");
    }

    @Test
    void nextBestIsWhereTheRddSaysItsDataIs() {
        Rdd<Object> parent = at("parent");
        assertThat(places(at("host", parent), cached(parent, "3"))).containsExactly("host1");
    }

    @Test
    void nextBestIsTheFirstNarrowParentThatKnows() {
        Rdd<Object> deep = at(null, at("deep"));
        Rdd<Object> other = at("other");
        assertThat(places(at(null, deep, other), CacheLocations.NONE)).containsExactly("deep1");
        assertThat(places(at(null, at(null), other), CacheLocations.NONE)).containsExactly("other1");
    }

    @Test
    void noPlaceIsBestIfNobodyKnowsOne() {
        assertThat(places(at(null, at(null)), CacheLocations.NONE)).isEmpty();
    }

    @Test
    void whatIsBehindAShuffleDoesNotMatter() {
        Rdd<Object> rdd = lineage(context, EngineFixture.shuffle(at("behind"), 2));
        assertThat(places(rdd, CacheLocations.NONE)).isEmpty();
    }

    @Test
    void eachPartitionIsAskedAboutOnceHoweverManyPathsLeadToIt() {
        AtomicInteger asked = new AtomicInteger();
        Rdd<Object> rdd = lineage(context, 2, partition -> {
            asked.incrementAndGet();
            return List.of();
        });
        for (int i = 0; i < 30; i++) {
            rdd = at(null, rdd, rdd);
        }
        assertThat(places(rdd, CacheLocations.NONE)).isEmpty();
        assertThat(asked).hasValue(1);
    }

    private SchedulerEvent prepare(Rdd<Object> rdd, Object captured, boolean placesMatter) {
        StageWork work = StageWork.result(rdd, NOTHING, List.of(captured));
        return StagePreparation.prepare(
                new Effect.PrepareStage(4, 2, new PartitionList(1, 0), work, CacheLocations.NONE),
                placesMatter,
                context.isolation());
    }

    @Test
    void theAnswerHasThePlacesOfThePartitionsInTheirOrder() {
        assertThat(prepare(at("host"), NOTHING, true))
                .isEqualTo(new SchedulerEvent.StagePrepared(
                        4, 2, List.of(List.of(TaskLocation.host("host1")), List.of(TaskLocation.host("host0")))));
    }

    @Test
    void nobodyIsAskedForPlacesIfThereIsOnlyOne() {
        assertThat(prepare(at("host"), NOTHING, false)).isEqualTo(new SchedulerEvent.StagePrepared(4, 2, List.of()));
    }

    private void assertFails(SchedulerEvent answer, String reason) {
        assertThat(answer).isInstanceOfSatisfying(SchedulerEvent.StagePreparationFailed.class, failed -> {
            assertThat(failed.stageId()).isEqualTo(4);
            assertThat(failed.stageAttempt()).isEqualTo(2);
            assertThat(failed.reason()).startsWith(reason);
        });
    }

    @Test
    void whatCannotBeSerialisedFailsTheStage() {
        assertFails(prepare(at(null), new Object(), false), "Task not serializable: java.io.NotSerializableException");
    }

    /** One of a long line, each of which holds the next. */
    private record Link(List<Object> next) implements Serializable {}

    @Test
    void whatIsTooDeepForTheStackFailsTheStage() {
        Link line = new Link(new ArrayList<>());
        for (int i = 0; i < 200_000; i++) {
            line = new Link(new ArrayList<>(List.of(line)));
        }
        assertFails(prepare(at(null), line, false), "Task serialization failed: java.lang.StackOverflowError");
    }

    @Test
    void aSourceThatCannotSayWhereItsDataIsFailsTheStage() {
        Rdd<Object> rdd = lineage(context, 2, partition -> {
            throw new IllegalStateException("name service is down");
        });
        assertFails(
                prepare(rdd, NOTHING, true),
                "Task creation failed: java.lang.IllegalStateException: name service is down");
    }
}
