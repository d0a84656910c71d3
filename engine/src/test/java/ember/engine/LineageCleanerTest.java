// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static ember.engine.EngineFixture.lineage;
import static ember.engine.EngineFixture.shuffle;
import static org.assertj.core.api.Assertions.assertThat;

import ember.model.StorageLevel;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineageCleanerTest {
    private final EmberContext context = EngineFixture.start("local[1]");
    private final List<String> released = new ArrayList<>();
    private final LineageCleaner cleaner =
            new LineageCleaner(id -> released.add("shuffle " + id), id -> released.add("rdd " + id));

    @AfterEach
    void stop() {
        context.stop();
    }

    private void watchAndForgetAShuffle() {
        cleaner.watch(shuffle(lineage(context), 1));
    }

    private void watchAndForgetAnRdd() {
        cleaner.watchPersisted(lineage(context));
    }

    /** Asks for collections until something was released, or 100 times. */
    private void collect() throws InterruptedException {
        collectUntilReleased(1);
    }

    private void collectUntilReleased(int count) throws InterruptedException {
        for (int i = 0; i < 100 && released.size() < count; i++) {
            System.gc();
            Thread.sleep(10);
            cleaner.releaseUnreachable();
        }
    }

    @Test
    @Tag("CLEAN-005")
    void aShuffleThatNobodyCanReadAnyMoreIsReleased() throws Exception {
        watchAndForgetAShuffle();
        collect();
        assertThat(released).containsExactly("shuffle 0");
    }

    @Test
    void aPersistedRddThatNobodyHoldsIsReleased() throws Exception {
        watchAndForgetAnRdd();
        collect();
        assertThat(released).containsExactly("rdd 0");
        assertThat(cleaner.persisted()).isEmpty();
    }

    @Test
    @Tag("CLEAN-005")
    void whatIsHeldStays() throws Exception {
        ShuffleDependency<Object> held = shuffle(lineage(context), 1);
        cleaner.watch(held);
        cleaner.watch(held);
        watchAndForgetAnRdd();
        collect();
        assertThat(released).containsExactly("rdd 1");
        Reference.reachabilityFence(held);
    }

    @Test
    void whatWasUnpersistedIsNotReleasedAgain() throws Exception {
        Rdd<Object> rdd = lineage(context);
        cleaner.watchPersisted(rdd);
        assertThat(cleaner.persisted()).containsExactly(rdd);
        assertThat(cleaner.forgetPersisted(rdd)).isTrue();
        assertThat(cleaner.forgetPersisted(rdd)).isFalse();
        assertThat(cleaner.persisted()).isEmpty();
        rdd = null;
        watchAndForgetAShuffle();
        collect();
        assertThat(released).containsExactly("shuffle 0");
    }

    @Test
    @Tag("CLEAN-009")
    void aHundredRddsAndShufflesThatNobodyHoldsAreAllReleased() throws Exception {
        for (int i = 0; i < 100; i++) {
            watchAndForgetAShuffle();
            watchAndForgetAnRdd();
        }
        collectUntilReleased(200);
        assertThat(released).hasSize(200).doesNotHaveDuplicates();
        assertThat(cleaner.persisted()).isEmpty();
    }

    @Test
    void theEngineHoldsNothingOfAJobThatHasEnded() throws Exception {
        runAJobOnAPersistedRdd();
        for (int i = 0; i < 100 && !context.persistedRdds().isEmpty(); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(context.persistedRdds()).isEmpty();
    }

    private void runAJobOnAPersistedRdd() {
        Rdd<Integer> rdd = EngineFixture.map(EngineFixture.numbers(context, 10, 2), i -> i + 1);
        rdd.persist(StorageLevel.MEMORY_ONLY);
        EngineFixture.collect(rdd);
    }
}
