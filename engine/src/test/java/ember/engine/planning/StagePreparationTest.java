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

    private SchedulerEvent prepare(Rdd<Object> rdd, Object captured) {
        StageWork work = StageWork.result(rdd, NOTHING, List.of(captured));
        return StagePreparation.prepare(
                new Effect.PrepareStage(4, 2, new PartitionList(1, 0), work, CacheLocations.NONE, List.of()),
                context.isolation());
    }

    @Test
    void theAnswerHasThePlacesOfThePartitionsInTheirOrder() {
        assertThat(prepare(at("host"), NOTHING))
                .isEqualTo(new SchedulerEvent.StagePrepared(
                        4, 2, List.of(List.of(TaskLocation.host("host1")), List.of(TaskLocation.host("host0")))));
    }

    @Test
    void thereAreNoPlacesIfNoPartitionPrefersOne() {
        assertThat(prepare(at(null), NOTHING)).isEqualTo(new SchedulerEvent.StagePrepared(4, 2, List.of()));
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
        assertFails(prepare(at(null), new Object()), "Task not serializable: java.io.NotSerializableException");
    }

    /** One of a long line, each of which holds the next. */
    private record Link(List<Object> next) implements Serializable {}

    @Test
    void whatIsTooDeepForTheStackFailsTheStage() {
        Link line = new Link(new ArrayList<>());
        for (int i = 0; i < 200_000; i++) {
            line = new Link(new ArrayList<>(List.of(line)));
        }
        assertFails(prepare(at(null), line), "Task serialization failed: java.lang.StackOverflowError");
    }

    @Test
    void aSourceThatCannotSayWhereItsDataIsFailsTheStage() {
        Rdd<Object> rdd = lineage(context, 2, partition -> {
            throw new IllegalStateException("name service is down");
        });
        assertFails(
                prepare(rdd, NOTHING), "Task creation failed: java.lang.IllegalStateException: name service is down");
    }
}
