// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskLocation;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.LocalityWaits;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Delay scheduling: a wait of 3 s for the executor and of 3 s for its host, unless a test says otherwise. */
class LocalityWaitTest {
    private static final long WAIT_MILLIS = 3_000;
    private static final long WAIT_NANOS = WAIT_MILLIS * 1_000_000;

    private final TestEngine engine = waiting(new LocalityWaits(WAIT_NANOS, WAIT_NANOS, false));

    private static TestEngine waiting(LocalityWaits waits) {
        return new TestEngine(SchedulerConfig.DEFAULT.withLocalityWaits(waits));
    }

    private static List<TaskLocation> at(String executor) {
        return List.of(new TaskLocation("host" + executor, executor));
    }

    private static List<TaskLocation> onHostOf(String executor) {
        return List.of(TaskLocation.host("host" + executor));
    }

    /** Joins with slots on the host of another executor. */
    private static void joinOnHostOf(TestEngine engine, String other, String executor, int slots) {
        engine.apply(new SchedulerEvent.ExecutorJoined(executor, "host" + other, slots));
    }

    private static List<String> placed(TestEngine engine) {
        return engine.running.values().stream()
                .map(task -> task.attempt().partition() + "@" + task.attempt().executor() + " "
                        + task.attempt().locality())
                .toList();
    }

    private static void submit(TestEngine engine, List<List<TaskLocation>> places) {
        engine.locations = places;
        engine.submit(Plans.job(0, places.size(), List.of()));
    }

    private void twoExecutorsOnOneHostAndOneThatWasLost() {
        engine.join("1", 1);
        joinOnHostOf(engine, "1", "1b", 1);
        engine.join("2", 1);
        engine.lose("2");
    }

    /** Host 1, or executor 2. */
    private static List<TaskLocation> mixed() {
        return List.of(TaskLocation.host("host1"), new TaskLocation("host2", "2"));
    }

    @Test
    @Tag("TSM-005")
    void theNearestTaskGoesFirstAndTheNextLevelAfterAWait() {
        twoExecutorsOnOneHostAndOneThatWasLost();
        submit(engine, List.of(at("1"), at("2"), mixed()));
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL");
        engine.advanceMillis(WAIT_MILLIS - 1);
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL");
        engine.advanceMillis(1);
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL", "2@1b NODE_LOCAL");
    }

    @Test
    @Tag("TSM-005")
    void whatPrefersNothingGoesAfterWhatPrefersTheHostAndNeitherWaits() {
        twoExecutorsOnOneHostAndOneThatWasLost();
        submit(engine, List.of(at("1"), at("2"), mixed(), List.of()));
        // Slots are offered for tasks without preference, whatever the wait; there the host's own task comes first.
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL", "2@1b NODE_LOCAL");
        engine.succeed(engine.task(0, 0, 2));
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL", "3@1b PROCESS_LOCAL");
    }

    @Test
    @Tag("TSM-007")
    void withTheLegacyRuleEveryLocalLaunchStartsTheWaitAnew() {
        TestEngine legacy = waiting(new LocalityWaits(WAIT_NANOS, WAIT_NANOS, true));
        legacy.join("1", 1);
        legacy.join("2", 1);
        submit(legacy, List.of(onHostOf("1"), onHostOf("2"), onHostOf("2"), onHostOf("2"), onHostOf("2")));
        assertThat(placed(legacy)).containsExactly("0@1 NODE_LOCAL", "1@2 NODE_LOCAL");
        legacy.succeed(legacy.task(0, 0, 0));
        assertThat(placed(legacy)).containsExactly("1@2 NODE_LOCAL");
        legacy.advanceMillis(WAIT_MILLIS);
        assertThat(placed(legacy)).containsExactly("1@2 NODE_LOCAL", "2@1 ANY");
        // A launch on the right host, and the other host is refused again until a wait has passed.
        legacy.succeed(legacy.task(0, 0, 1));
        legacy.succeed(legacy.task(0, 0, 2));
        assertThat(placed(legacy)).containsExactly("3@2 NODE_LOCAL");
        legacy.advanceMillis(WAIT_MILLIS - 1);
        assertThat(placed(legacy)).containsExactly("3@2 NODE_LOCAL");
        legacy.advanceMillis(1);
        assertThat(placed(legacy)).containsExactly("3@2 NODE_LOCAL", "4@1 ANY");
    }

    @Test
    @Tag("TSM-009")
    void tasksOfALostHostWaitLikeOthersBeforeTheyGoElsewhere() {
        for (String executor : List.of("1", "2", "3")) {
            engine.join(executor, 1);
        }
        engine.prepareAtOnce = false;
        submit(engine, List.of(at("1"), at("2"), at("3")));
        engine.lose("2");
        engine.lose("3");
        engine.join("3", 1);
        engine.apply(new SchedulerEvent.StagePrepared(0, 0, engine.locations));
        engine.lose("3");
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL");
        engine.succeed(engine.task(0, 0, 0));
        assertThat(placed(engine)).isEmpty();
        engine.advanceMillis(WAIT_MILLIS);
        engine.advanceMillis(WAIT_MILLIS);
        assertThat(placed(engine)).hasSize(1).allMatch(task -> task.endsWith("@1 ANY"));
        engine.succeed(engine.tasks(0).get(0));
        assertThat(placed(engine)).hasSize(1).allMatch(task -> task.endsWith("@1 ANY"));
    }

    @Test
    @Tag("TSM-028")
    void whatPrefersTheHostGoesBeforeWhatPrefersNothingWithoutAWait() {
        engine.join("1", 1);
        submit(engine, List.of(List.of(), onHostOf("1"), onHostOf("1")));
        assertThat(placed(engine)).containsExactly("1@1 NODE_LOCAL");
        engine.succeed(engine.task(0, 0, 1));
        assertThat(placed(engine)).containsExactly("2@1 NODE_LOCAL");
        engine.succeed(engine.task(0, 0, 2));
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL");
    }

    @Test
    @Tag("TSM-030")
    void whatPrefersNothingDoesNotWaitOnceNothingNearerIsLeft() {
        engine.join("1", 1);
        engine.join("2", 3);
        submit(engine, List.of(at("1"), List.of(), List.of(), at("1")));
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL", "1@2 PROCESS_LOCAL", "2@2 PROCESS_LOCAL");
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(WAIT_NANOS);
    }

    @Test
    @Tag("TSI-005")
    void aRoundThatRefusesNothingStartsTheWaitAnew() {
        engine.join("1", 1);
        submit(engine, List.of(at("1"), at("1"), at("1")));
        // Nothing was refused: the only slot was taken. Later a second one comes, on the same host.
        engine.advanceMillis(WAIT_MILLIS - 1);
        engine.succeed(engine.task(0, 0, 0));
        joinOnHostOf(engine, "1", "1b", 1);
        engine.advanceMillis(1);
        assertThat(placed(engine)).containsExactly("1@1 PROCESS_LOCAL");
        engine.advanceMillis(WAIT_MILLIS - 1);
        assertThat(placed(engine)).containsExactly("1@1 PROCESS_LOCAL", "2@1b NODE_LOCAL");
    }

    @Test
    @Tag("TSI-007")
    void eachFullyAcceptedRoundStartsTheWaitAnew() {
        engine.join("1", 1);
        submit(engine, List.of(at("1"), at("1"), at("1"), at("1"), at("1")));
        for (int task = 0; task < 3; task++) {
            engine.advanceMillis(WAIT_MILLIS - 1);
            engine.succeed(engine.task(0, 0, task));
        }
        joinOnHostOf(engine, "1", "1b", 1);
        assertThat(engine.scheduler.nextDeadlineNanos() / 1_000_000).isEqualTo(3 * (WAIT_MILLIS - 1) + WAIT_MILLIS);
    }

    @Test
    void aLaunchDoesNotStartTheWaitAnewWhileSlotsAreRefused() {
        engine.join("1", 1);
        engine.join("2", 1);
        submit(engine, List.of(at("1"), at("1"), at("1")));
        for (int i = 0; i < 2; i++) {
            engine.advanceMillis(WAIT_MILLIS - 1);
            assertThat(engine.tasks(0)).hasSize(1);
        }
        engine.advanceMillis(2);
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL", "1@2 ANY");
    }

    @Test
    void theTurnThatEndsAWaitIsAskedForInTime() {
        engine.join("2", 1);
        engine.join("1", 1);
        submit(engine, List.of(at("1"), at("1")));
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL");
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(WAIT_NANOS);
        engine.advanceMillis(WAIT_MILLIS);
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(2 * WAIT_NANOS);
        engine.advanceMillis(WAIT_MILLIS);
        assertThat(placed(engine)).containsExactly("0@1 PROCESS_LOCAL", "1@2 ANY");
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anExecutorThatReturnsBringsItsLevelBack() {
        engine.join("2", 1);
        submit(engine, List.of(at("1"), at("1")));
        // Nobody preferred is alive, so there is nothing to wait for.
        assertThat(placed(engine)).containsExactly("0@2 ANY");
        joinOnHostOf(engine, "3", "3", 1);
        assertThat(placed(engine)).containsExactly("0@2 ANY", "1@3 ANY");
    }

    @Test
    void aNearerLevelThatAppearsIsTriedAtOnce() {
        engine.join("2", 1);
        submit(engine, List.of(at("1"), at("1"), at("1")));
        assertThat(placed(engine)).containsExactly("0@2 ANY");
        engine.join("1", 1);
        engine.succeed(engine.task(0, 0, 0));
        assertThat(placed(engine)).containsExactly("1@1 PROCESS_LOCAL");
        engine.advanceMillis(2 * WAIT_MILLIS);
        assertThat(placed(engine)).containsExactly("1@1 PROCESS_LOCAL", "2@2 ANY");
    }

    @Test
    void theLevelsAreSaidAtDebugLevel() {
        engine.join("1", 1);
        joinOnHostOf(engine, "1", "1b", 1);
        submit(engine, List.of(at("1"), at("1")));
        engine.advanceMillis(WAIT_MILLIS);
        assertThat(engine.log)
                .contains(
                        "DEBUG TaskSetManager: Valid locality levels for TaskSet 0.0: PROCESS_LOCAL, NODE_LOCAL, ANY",
                        "DEBUG TaskSetManager: Moving to NODE_LOCAL after waiting for 3000ms");
    }
}
