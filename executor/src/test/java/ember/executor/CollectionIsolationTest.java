// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskEnd;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.operator.ParallelCollectionRdd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CollectionIsolationTest {
    private final ExecutorFixture fixture = new ExecutorFixture();

    @AfterEach
    void stop() throws InterruptedException {
        fixture.close();
    }

    private <T> Object run(Rdd<T> rdd, PartitionFunction<T, ?> function) throws Exception {
        TaskEnd end = fixture.run(rdd, function);
        assertThat(end).as(end.errorString()).isInstanceOf(TaskEnd.Succeeded.class);
        return ((TaskResult) ((TaskEnd.Succeeded) end).result()).open(fixture.isolation);
    }

    @Test
    void whatATaskDoesToElementsNoOtherTaskSees() throws Exception {
        int[] element = {1};
        Rdd<int[]> rdd = new ParallelCollectionRdd<>(fixture, List.of(element), 1);
        for (int task = 0; task < 3; task++) {
            assertThat(run(rdd, (context, elements) -> ++elements.next()[0])).isEqualTo(2);
        }
        assertThat(element).containsExactly(1);
    }

    @Test
    void elementsThatNobodyCanChangeComeWholeInEachTask() throws Exception {
        Rdd<String> rdd = new ParallelCollectionRdd<>(fixture, List.of("a", "b", "c"), 1);
        for (int task = 0; task < 3; task++) {
            Object all = run(rdd, (context, elements) -> {
                List<String> list = new ArrayList<>();
                elements.forEachRemaining(list::add);
                return list;
            });
            assertThat(all).isEqualTo(List.of("a", "b", "c"));
        }
    }
}
