// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.event.EngineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {
    private final WaitingEvents waiting = new WaitingEvents();

    private static EngineEvent event(int number) {
        return new EngineEvent.RddUnpersisted(number);
    }

    private void fill() {
        for (int i = 0; i < WaitingEvents.MOST; i++) {
            waiting.add(event(i));
        }
    }

    private Thread adding(int number) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread adder = new Thread(() -> {
            begun.countDown();
            waiting.add(event(number));
        });
        adder.start();
        begun.await();
        return adder;
    }

    @Test
    void eventsAreHandedOverInTheirOrderUntilTheEnd() throws Exception {
        Thread adder = new Thread(() -> {
            for (int i = 0; i < 100_000; i++) {
                waiting.add(event(i));
            }
            waiting.end();
        });
        adder.start();

        int next = 0;
        for (List<EngineEvent> some = waiting.take(); !some.isEmpty(); some = waiting.take()) {
            for (EngineEvent one : some) {
                assertThat(one).isEqualTo(event(next++));
            }
        }
        assertThat(next).isEqualTo(100_000);
    }

    @Test
    void whoeverHasMoreToTellThanMayWaitWaits() throws Exception {
        fill();
        Thread adder = adding(WaitingEvents.MOST);
        while (adder.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        List<EngineEvent> taken = new ArrayList<>(waiting.take());
        adder.join();
        taken.addAll(waiting.take());

        assertThat(taken).hasSize(WaitingEvents.MOST + 1).last().isEqualTo(event(WaitingEvents.MOST));
    }

    @Test
    void whoeverWaitsForAWriterThatGaveUpGoesOn() throws Exception {
        fill();
        Thread adder = adding(7);
        waiting.giveUp();
        adder.join();
        waiting.end();

        assertThat(waiting.take()).isEmpty();
    }
}
