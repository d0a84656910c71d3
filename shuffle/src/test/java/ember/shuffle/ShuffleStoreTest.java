// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ShuffleStoreTest {
    private final ShuffleStore store = new ShuffleStore();
    private final Segment segment = new SharedSegment(new Object[] {1, 2}, 1, 32);
    private final MapOutputSegments output =
            new MapOutputSegments(List.of(new SharedSegment(new Object[0], 0, 0), segment));

    @Test
    @Tag("SHUF-017")
    void anOutputIsFoundUnderTheAttemptThatWroteIt() {
        store.put(3, 0, 17, output);
        assertThat(store.segment(3, 0, 17, 1)).isSameAs(segment);
        assertThat(store.segment(3, 0, 18, 1)).isNull();
        assertThat(store.segment(3, 1, 17, 1)).isNull();
        assertThat(store.segment(4, 0, 17, 1)).isNull();
    }

    @Test
    void removingAShuffleLeavesTheOthers() {
        store.put(3, 0, 17, output);
        store.put(4, 0, 18, output);
        store.removeShuffle(3);
        assertThat(store.segment(3, 0, 17, 1)).isNull();
        assertThat(store.segment(4, 0, 18, 1)).isSameAs(segment);
    }

    @Test
    void oneAttemptsOutputCanBeLostAlone() {
        store.put(3, 0, 17, output);
        store.put(3, 0, 18, output);
        assertThat(store.removeOutput(3, 0, 17)).isTrue();
        assertThat(store.removeOutput(3, 0, 17)).isFalse();
        assertThat(store.segment(3, 0, 17, 1)).isNull();
        assertThat(store.segment(3, 0, 18, 1)).isSameAs(segment);
    }

    @Test
    void aLostExecutorHasNothing() {
        store.put(3, 0, 17, output);
        store.clear();
        assertThat(store.segment(3, 0, 17, 1)).isNull();
    }

    @Test
    @Tag("MOT-027")
    void manyThreadsMayRemoveTheSameShufflesAtOnce() throws Exception {
        for (int shuffle = 0; shuffle < 1000; shuffle++) {
            store.put(shuffle, 0, shuffle, output);
        }
        ExecutorService threads = Executors.newFixedThreadPool(100);
        List<Future<?>> removals = new ArrayList<>();
        for (int thread = 0; thread < 100; thread++) {
            removals.add(threads.submit(() -> {
                for (int shuffle = 0; shuffle < 1000; shuffle++) {
                    store.removeShuffle(shuffle);
                    assertThat(store.segment(shuffle, 0, shuffle, 1)).isNull();
                }
            }));
        }
        threads.shutdown();
        for (Future<?> removal : removals) {
            removal.get();
        }
    }
}
