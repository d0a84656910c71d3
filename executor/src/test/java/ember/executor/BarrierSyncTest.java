// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.BarrierMethod;
import ember.model.TaskEnd;
import ember.rdd.BarrierGroup;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that waits for the others of its barrier stage. */
@Timeout(30)
class BarrierSyncTest {
    private static final List<String> ADDRESSES = List.of("a:0", "b:0");

    private final ExecutorFixture fixture = new ExecutorFixture();

    @AfterEach
    void close() throws InterruptedException {
        fixture.close();
    }

    private static BarrierGroup group(TaskContext context) {
        BarrierGroup group = context.barrierGroup();
        assertThat(group).isNotNull();
        return group;
    }

    private static Object gatherTwice(TaskContext context, Iterator<Integer> elements) throws Exception {
        BarrierGroup group = group(context);
        return group.sync(BarrierMethod.ALL_GATHER, "x") + " " + group.sync(BarrierMethod.BARRIER, "");
    }

    private ExecutorFixture.Waiting nextWaiting() throws InterruptedException {
        ExecutorFixture.Waiting next = fixture.waiting.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private long launch() throws Exception {
        return fixture.launch(
                fixture.result(fixture.numbers(1), BarrierSyncTest::gatherTwice), 0, List.of(), ADDRESSES);
    }

    @Test
    void aTaskOfAnyOtherStageHasNobodyToWaitFor() throws Exception {
        TaskEnd end = fixture.run(fixture.numbers(1), (context, elements) -> context.barrierGroup() == null);
        assertThat(((TaskResult) ((TaskEnd.Succeeded) end).result()).open(fixture.isolation))
                .isEqualTo(true);
    }

    @Test
    void aTaskKnowsTheAddressesOfAll() throws Exception {
        fixture.launch(
                fixture.result(
                        fixture.numbers(1),
                        (context, elements) -> group(context).addresses().toString()),
                0,
                List.of(),
                ADDRESSES);
        TaskEnd.Succeeded end = (TaskEnd.Succeeded) fixture.nextEnd();
        assertThat(((TaskResult) end.result()).open(fixture.isolation)).isEqualTo("[a:0, b:0]");
    }

    @Test
    void eachSyncThatSucceedsBeginsTheNextEpoch() throws Exception {
        long id = launch();
        assertThat(nextWaiting()).isEqualTo(new ExecutorFixture.Waiting(id, 0, BarrierMethod.ALL_GATHER, "x"));
        fixture.executor.answerBarrier(id, List.of("x", "y"), null);
        assertThat(nextWaiting()).isEqualTo(new ExecutorFixture.Waiting(id, 1, BarrierMethod.BARRIER, ""));
        fixture.executor.answerBarrier(id, List.of("", ""), null);
        TaskEnd.Succeeded end = (TaskEnd.Succeeded) fixture.nextEnd();
        assertThat(((TaskResult) end.result()).open(fixture.isolation)).isEqualTo("[x, y] [, ]");
    }

    @Test
    void aSyncThatFailsThrowsWhy() throws Exception {
        long id = launch();
        nextWaiting();
        fixture.executor.answerBarrier(id, List.of(), "not all came");
        assertThat(((TaskEnd.Threw) fixture.nextEnd()).message()).isEqualTo("not all came");
    }

    @Test
    void aKilledTaskWaitsNoLongerAlthoughItIsNotInterrupted() throws Exception {
        long id = launch();
        nextWaiting();
        fixture.executor.kill(id, false, "no longer needed");
        assertThat(((TaskEnd.Killed) fixture.nextEnd()).reason()).isEqualTo("no longer needed");
    }

    @Test
    void anExecutorThatClosesLetsItsTasksGo() throws Exception {
        launch();
        nextWaiting();
        fixture.executor.close("gone");
        assertThat(fixture.executor.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(10)))
                .isTrue();
    }
}
