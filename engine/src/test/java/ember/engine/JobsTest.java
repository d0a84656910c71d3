// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.engine.listen.ListenerBus;
import ember.engine.loop.SchedulerLoop;
import ember.engine.planning.JobTemplate;
import ember.model.CallSite;
import ember.rdd.Rdd;
import ember.rdd.RunningJob;
import ember.rdd.ShuffleDependency;
import ember.scheduler.Scheduler;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs whose scheduler takes nothing in any more: its loop never runs. */
@Timeout(30)
class JobsTest {
    private final EmberContext context = EngineFixture.start("local[1]");
    private final Map<Integer, JobHandle<?>> running = new ConcurrentHashMap<>();
    private final Outbox outbox = new Outbox(LogLevel.WARN);
    private final SchedulerLoop loop =
            new SchedulerLoop(new Scheduler(SchedulerConfig.DEFAULT, outbox), outbox, null, Path.of("."), reason -> {});
    private final LineageCleaner cleaner = new LineageCleaner(id -> {}, id -> {});
    private final Jobs jobs = new Jobs(
            running, loop, new ListenerBus(List.of()), context.isolation(), new EngineFixture.PlainFailures(), cleaner);

    @AfterEach
    void stop() {
        context.stop();
    }

    private RunningJob submit() {
        Rdd<Integer> rdd = EngineFixture.numbers(context, 1, 1);
        JobTemplate<Integer> template = new JobTemplate<>(rdd, shuffle -> {});
        return jobs.submit(
                template, (task, elements) -> 1, new int[] {0}, (i, v) -> {}, CallSite.EMPTY, new HashMap<>());
    }

    @Test
    void aRunningJobFailsWhenTheSchedulerBreaks() {
        RunningJob job = submit();
        assertThat(job.isDone()).isFalse();
        Exception reason = new IllegalStateException("a broken invariant");
        jobs.schedulerBroke(reason);
        assertThatThrownBy(job::await)
                .hasMessageContaining("scheduler broke")
                .hasMessageContaining("a broken invariant")
                .hasCause(reason);
        assertThat(running).isEmpty();
    }

    @Test
    void aJobFailsAtOnceIfTheSchedulerHasBroken() {
        jobs.schedulerBroke(new IllegalStateException("a broken invariant"));
        assertThatThrownBy(submit()::await).hasMessageContaining("scheduler broke");
        assertThat(running).isEmpty();
    }

    @Test
    void aJobThatReachesAStoppedSchedulerEndsAsCancelled() {
        RunningJob early = submit();
        jobs.schedulerStopped();
        RunningJob late = submit();
        assertThatThrownBy(early::await).hasMessage("Job 0 cancelled because SparkContext was shut down");
        assertThatThrownBy(late::await).hasMessage("Job 1 cancelled because SparkContext was shut down");
        assertThat(running).isEmpty();
    }

    @Test
    @Tag("SHUF-020")
    void aShuffleOfVeryManyBlocksIsWarnedOfOnce() {
        Rdd<Object> maps = EngineFixture.lineage(context, 100_000, partition -> List.of());
        ShuffleDependency<Object> large = EngineFixture.shuffle(maps, 100_000);
        assertThat(Jobs.warningOfBlocks(large))
                .startsWith("The number of shuffle blocks (10000000000) for shuffleId " + large.shuffleId() + " for "
                        + maps + " with 100000 partitions is possibly too large, which");
        assertThat(Jobs.warningOfBlocks(EngineFixture.shuffle(maps, 10_000))).isNull();
        assertThat(cleaner.watch(large)).isTrue();
        assertThat(cleaner.watch(large)).isFalse();
    }
}
