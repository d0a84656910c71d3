// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import static ember.engine.EngineFixture.lineage;
import static org.assertj.core.api.Assertions.assertThat;

import ember.engine.EmberContext;
import ember.engine.EngineFixture;
import ember.model.BlockSizes;
import ember.model.CacheLocations;
import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskLocation;
import ember.rdd.NarrowDependency;
import ember.rdd.Rdd;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LocalityTest {
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
        return new Locality(cached, List.of())
                .of(rdd, 1).stream().map(TaskLocation::toString).toList();
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
    @Tag("DAG-013")
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

    /** The output of the next map partition of shuffle 7. */
    private static MapOutput output(int map, String executor, String host, long... bytes) {
        return new MapOutput(7, map, map, executor, host, BlockSizes.of(bytes));
    }

    private static List<String> largest(double fraction, MapOutput... outputs) {
        return new ReduceLocations(new MapOutputs(7, 1, outputs)).hostsWithAtLeast(fraction, 0);
    }

    @Test
    @Tag("MOT-008")
    void largePartsAreCountedByExecutor() {
        MapOutput[] outputs = {output(0, "a", "hostA", 2), output(1, "a", "hostA", 2), output(2, "b", "hostB", 3)};
        assertThat(largest(0.5, outputs)).containsExactly("hostA");
        assertThat(largest(0.2, outputs)).containsExactly("hostA", "hostB");
    }

    @Test
    @Tag("MOT-029")
    void aHostWithSeveralExecutorsIsListedOnce() {
        assertThat(largest(0.2, output(0, "a", "host", 2), output(1, "b", "host", 3), output(2, "c", "host", 4)))
                .containsExactly("host");
    }

    @Test
    @Tag("MOT-031")
    void anOutputThatIsGoneIsNowhere() {
        assertThat(largest(0.2, null, null)).isEmpty();
        assertThat(largest(0.2, null, output(1, "b", "hostB", 1))).containsExactly("hostB");
    }

    @Test
    @Tag("DAG-062")
    void aReduceTaskPrefersTheHostsWithAFifthOfItsBytes() {
        MapOutputs outputs = new MapOutputs(7, 2, new MapOutput[] {
            output(0, "0", "host0", 0, 10),
            output(1, "1", "host1", 0, 20),
            output(2, "2", "host2", 0, 30),
            output(3, "3", "host3", 0, 40)
        });
        Locality locality = new Locality(CacheLocations.NONE, List.of(outputs));
        assertThat(locality.hosts(7, 1)).containsExactly("host1", "host2", "host3");
        assertThat(locality.hosts(7, 0)).isEmpty();
        assertThat(locality.hosts(8, 0)).isEmpty();
    }
}
