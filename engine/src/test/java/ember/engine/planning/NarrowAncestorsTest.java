// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import static ember.engine.EngineFixture.lineage;
import static ember.engine.EngineFixture.shuffle;
import static org.assertj.core.api.Assertions.assertThat;

import ember.engine.EmberContext;
import ember.engine.EngineFixture;
import ember.model.event.RddInfo;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Rdd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stage lists its RDD and, once each, those that it reaches without crossing a shuffle. */
class NarrowAncestorsTest {
    private final EmberContext context = EngineFixture.start("local[1]");

    @AfterEach
    void stop() {
        context.stop();
    }

    private static NarrowDependency narrow(Rdd<Object> parent) {
        return new NarrowDependency.OneToOne(parent);
    }

    private static List<Integer> listed(Rdd<?> rdd) {
        return StageScan.of(rdd).rddInfos().stream().map(RddInfo::id).toList();
    }

    @Test
    @Tag("RDD-064")
    void ancestorsAreListedUpToShufflesAndNotAcross() {
        Rdd<Object> source = lineage(context);
        Rdd<Object> left = lineage(context, narrow(source));
        Rdd<Object> right = lineage(context, narrow(source));
        Rdd<Object> joined = lineage(context, narrow(left), narrow(right));
        Rdd<Object> shuffled = lineage(context, shuffle(joined, 2));
        Rdd<Object> last = lineage(context, narrow(shuffled));

        assertThat(listed(joined)).containsExactlyInAnyOrder(joined.id(), left.id(), right.id(), source.id());
        assertThat(listed(last)).containsExactly(last.id(), shuffled.id());
        assertThat(listed(source)).containsExactly(source.id());
    }

    @Test
    @Tag("RDD-066")
    void anRddKeepsTheDependenciesItWasMadeWithSoThereAreNoCycles() {
        List<Dependency> added = new ArrayList<>();
        Rdd<Object> first = EngineFixture.lineageOf(context, added);
        Rdd<Object> second = lineage(context, narrow(first));
        Rdd<Object> third = lineage(context, narrow(second));
        added.add(narrow(third));

        assertThat(listed(third)).containsExactly(third.id(), second.id(), first.id());
    }
}
