// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.event.EngineEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerBusTest {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final ListenerBus bus = new ListenerBus(List.of());

    /** Notes the ids of unpersisted RDDs, the one kind of event used here. */
    private EngineEvent.Handler listener(String name) {
        return new EngineEvent.Handler() {
            @Override
            public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
                told.add(name + event.rddId());
            }
        };
    }

    private static EngineEvent event(int id) {
        return new EngineEvent.RddUnpersisted(id);
    }

    @Test
    void everyListenerIsToldEverythingInOrder() throws Exception {
        bus.add(listener("a"));
        bus.add(listener("b"));
        bus.post(event(1));
        bus.post(event(2));
        bus.stop();
        assertThat(told).containsExactly("a1", "b1", "a2", "b2");
    }

    @Test
    @Tag("LST-018")
    void nothingIsKeptForListenersThatAreGone() throws Exception {
        EngineEvent.Handler last = listener("a");
        bus.add(last);
        bus.remove(last);
        bus.post(event(1));
        bus.add(listener("b"));
        bus.post(event(2));
        bus.stop();
        assertThat(told).containsExactly("b2");
    }

    @Test
    @Tag("LST-005")
    void stoppingWaitsUntilAllThatWasPostedIsTold() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        bus.add(new EngineEvent.Handler() {
            @Override
            public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
                try {
                    stopping.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                told.add("slow" + event.rddId());
            }
        });
        for (int i = 0; i < 1000; i++) {
            bus.post(event(i));
        }
        stopping.countDown();
        bus.stop();
        assertThat(told).hasSize(1000).endsWith("slow999");
    }

    @Test
    void aListenerThatIsAddedLaterSeesOnlyWhatComesLater() throws Exception {
        bus.add(listener("a"));
        bus.post(event(1));
        bus.add(listener("b"));
        bus.post(event(2));
        bus.stop();
        assertThat(told).containsExactly("a1", "a2", "b2");
    }

    @Test
    @Tag("LST-016")
    void aListenerThatThrowsStaysAndDisturbsNobody() throws Exception {
        bus.add(new EngineEvent.Handler() {
            @Override
            public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
                told.add("throws" + event.rddId());
                throw new AssertionError("not even an error");
            }
        });
        bus.add(listener("a"));
        bus.post(event(1));
        bus.post(event(2));
        bus.stop();
        assertThat(told).containsExactly("throws1", "a1", "throws2", "a2");
    }

    @Test
    @Tag("LST-020")
    void aListenerThatIsInterruptedIsToldNoMore() throws Exception {
        bus.add(new EngineEvent.Handler() {
            @Override
            public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
                told.add("interrupted" + event.rddId());
                Thread.currentThread().interrupt();
            }
        });
        bus.add(listener("a"));
        bus.post(event(1));
        bus.post(event(2));
        bus.stop();
        assertThat(told).containsExactly("interrupted1", "a1", "a2");
    }

    @Test
    void aListenerThatIsRemovedIsNotToldWhatStillWaits() throws Exception {
        CountDownLatch removed = new CountDownLatch(1);
        bus.add(new EngineEvent.Handler() {
            @Override
            public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
                try {
                    removed.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
        EngineEvent.Handler gone = listener("gone");
        bus.add(gone);
        bus.post(event(1));
        bus.remove(gone);
        removed.countDown();
        bus.stop();
        assertThat(told).isEmpty();
    }

    @Test
    void watchersAreToldAtOnceOnThePostingThread() {
        ListenerBus watched = new ListenerBus(List.of(listener("w")));
        watched.post(event(1));
        assertThat(told).containsExactly("w1");
    }

    @Test
    @Tag("LST-003")
    void nothingIsToldAfterTheStop() throws Exception {
        bus.add(listener("a"));
        bus.stop();
        bus.post(event(1));
        bus.stop();
        assertThat(told).isEmpty();
        assertThatThrownBy(() -> bus.add(listener("b")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("LiveListenerBus is stopped.");
    }

    @Test
    void theListenersThreadKnowsItself() throws Exception {
        AtomicReference<Boolean> inside = new AtomicReference<>();
        bus.add(new EngineEvent.Handler() {
            @Override
            public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
                inside.set(bus.isListenerThread());
            }
        });
        bus.post(event(1));
        bus.stop();
        assertThat(inside).hasValue(true);
        assertThat(bus.isListenerThread()).isFalse();
    }

    @Test
    @Tag("LST-007")
    void aListenerThatIsTooSlowMissesNothing() throws Exception {
        CountDownLatch posted = new CountDownLatch(1);
        bus.add(new EngineEvent.Handler() {
            @Override
            public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
                try {
                    posted.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                told.add("" + event.rddId());
            }
        });
        for (int i = 0; i < 20_000; i++) {
            bus.post(event(i));
        }
        posted.countDown();
        bus.stop();
        assertThat(told).hasSize(20_000).first().isEqualTo("0");
    }

    @Test
    @Tag("LST-022")
    void aListenerThatIsInterruptedWhileTheBusStopsHoldsNobodyUp() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        bus.add(new EngineEvent.Handler() {
            @Override
            public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
                try {
                    stopping.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                Thread.currentThread().interrupt();
            }
        });
        bus.add(listener("a"));
        bus.post(event(1));
        Thread stopper = new Thread(() -> {
            try {
                bus.stop();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        stopper.start();
        stopping.countDown();
        stopper.join();
        assertThat(told).containsExactly("a1");
    }
}
