// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    @Test
    void whatHasArrivedIsTakenInOrder() throws Exception {
        arrivals.add("a");
        arrivals.addLast("b");
        assertThat(arrivals.take(null)).isEqualTo("a");
        assertThat(arrivals.take(null)).isEqualTo("b");
    }

    @Test
    void aThreadThatWaitsIsWokenByTheFirstArrival() throws Exception {
        assertWokenByArrival(1);
    }

    @Test
    void aThreadThatHasTakenSomethingIsWokenHoweverLateTheNextArrives() throws Exception {
        arrivals.add("first");
        // Past the moment after which it asks to be woken, it waits without a limit.
        assertWokenByArrival(2);
    }

    private void assertWokenByArrival(int which) throws Exception {
        CompletableFuture<Object> taken = new CompletableFuture<>();
        Thread waiting = taker(which, taken);
        awaitState(waiting, Thread.State.WAITING);
        arrivals.add("next");
        assertThat(taken.get()).isEqualTo("next");
        waiting.join();
    }

    @Test
    void noArrivalIsLostWhateverTheTimeBetweenThem() throws Exception {
        int count = 200_000;
        CompletableFuture<Object> taken = new CompletableFuture<>();
        Thread waiting = taker(count, taken);
        for (int i = 1; i <= count; i++) {
            arrivals.add(i);
            if (i % 1_000 == 0) {
                // About as long as the moment in which it looks again by itself, sometimes shorter and sometimes
                // longer.
                LockSupport.parkNanos(i);
            }
        }
        assertThat(taken.get()).isEqualTo(count);
        waiting.join();
    }

    @Test
    void whoWaitsUntilATimeGetsNothingAfterIt() throws Exception {
        assertThat(arrivals.take(System.nanoTime())).isNull();
        arrivals.add("a");
        assertThat(arrivals.take(System.nanoTime() - 1)).isEqualTo("a");
        assertThat(arrivals.take(System.nanoTime() + 1)).isNull();
    }

    @Test
    void anInterruptEndsTheWaitAndTakesNothing() throws Exception {
        arrivals.add("a");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> arrivals.take(null)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(arrivals.take(null)).isEqualTo("a");
    }

    @Test
    void whatIsClearedDoesNotCome() throws Exception {
        arrivals.add("a");
        arrivals.clear();
        arrivals.add("b");
        assertThat(arrivals.take(null)).isEqualTo("b");
    }

    /** Takes so many in a thread of its own. @param last completed with the last of them */
    private Thread taker(int count, CompletableFuture<Object> last) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 1; i < count; i++) {
                    arrivals.take(null);
                }
                last.complete(arrivals.take(null));
            } catch (InterruptedException e) {
                last.completeExceptionally(e);
            }
        });
        thread.start();
        return thread;
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            LockSupport.parkNanos(100_000);
        }
    }
}
