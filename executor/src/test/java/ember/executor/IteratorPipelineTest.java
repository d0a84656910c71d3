// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.StorageLevel;
import ember.model.TaskEnd;
import ember.model.function.Function1;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IteratorPipelineTest {
    /** Tasks share statics and nothing else. */
    private static final List<String> TOLD = Collections.synchronizedList(new ArrayList<>());

    private static final PartitionFunction<Integer, Object> COLLECT = (task, elements) -> {
        List<Integer> all = new ArrayList<>();
        elements.forEachRemaining(all::add);
        return all;
    };

    private final ExecutorFixture fixture = new ExecutorFixture();

    @BeforeEach
    void start() {
        TOLD.clear();
    }

    @AfterEach
    void stop() throws InterruptedException {
        fixture.close();
    }

    private static Rdd<Integer> noted(Rdd<Integer> parent, String name) {
        return new NarrowRdd<>(
                parent,
                new NarrowOp.Map(i -> {
                    TOLD.add(name + " " + i);
                    return i;
                }),
                false);
    }

    private static Rdd<Integer> mapPartitions(Rdd<Integer> parent, Function1<Iterator<?>, Iterator<?>> function) {
        return new NarrowRdd<>(parent, new NarrowOp.MapPartitions(function), false);
    }

    private Object collect(Rdd<Integer> rdd) throws Exception {
        List<Object> closures = new ArrayList<>();
        for (Rdd<?> step = rdd;
                step instanceof NarrowRdd<?, ?>;
                step = step.dependencies().get(0).rdd()) {
            closures.addAll(step.closures());
        }
        closures.add(COLLECT);
        StageWork work = StageWork.result(rdd, COLLECT, closures);
        work.prepare(fixture.isolation);
        fixture.launch(work, 0, List.of());
        TaskEnd end = fixture.nextEnd();
        assertThat(end).as(end.errorString()).isInstanceOf(TaskEnd.Succeeded.class);
        return ((TaskResult) ((TaskEnd.Succeeded) end).result()).open(fixture.isolation);
    }

    @Test
    void anElementPassesAllStepsBeforeTheNextIsPulled() throws Exception {
        assertThat(collect(noted(noted(fixture.numbers(2), "first"), "second"))).isEqualTo(List.of(0, 1));
        assertThat(TOLD).containsExactly("first 0", "second 0", "first 1", "second 1");
    }

    @Test
    void stepsBelowACachedPartitionRunOnce() throws Exception {
        Rdd<Integer> cached = noted(fixture.numbers(2), "below");
        cached.persist(StorageLevel.MEMORY_ONLY);
        Rdd<Integer> above = noted(cached, "above");
        collect(above);
        collect(above);
        assertThat(TOLD).containsExactly("below 0", "below 1", "above 0", "above 1", "above 0", "above 1");
    }

    @Test
    void aCachedPartitionIsStoredWholeThoughOnlyAPartIsRead() throws Exception {
        Rdd<Integer> cached = noted(fixture.numbers(3), "below");
        cached.persist(StorageLevel.MEMORY_ONLY);
        fixture.run(cached, (task, elements) -> elements.next());
        assertThat(TOLD).containsExactly("below 0", "below 1", "below 2");
        assertThat(collect(cached)).isEqualTo(List.of(0, 1, 2));
        assertThat(TOLD).hasSize(3);
    }

    @Test
    void aFunctionOfPartitionsPullsWhatItNeedsThroughTheStepsBelow() throws Exception {
        Rdd<Integer> first = mapPartitions(noted(fixture.numbers(5), "below"), elements -> {
            TOLD.add("called");
            return List.of(elements.next()).iterator();
        });
        assertThat(collect(noted(first, "above"))).isEqualTo(List.of(0));
        assertThat(TOLD).containsExactly("called", "below 0", "above 0");
    }

    @Test
    void aFunctionOfPartitionsIsToldWhichItIs() throws Exception {
        Rdd<Integer> indexed = new NarrowRdd<>(
                fixture.numbers(2),
                new NarrowOp.MapPartitionsWithIndex(
                        (index, elements) -> List.of(index).iterator()),
                false);
        fixture.launch(fixture.result(indexed, (task, elements) -> elements.next()), 1, List.of());
        TaskEnd.Succeeded end = (TaskEnd.Succeeded) fixture.nextEnd();
        assertThat(((TaskResult) end.result()).open(fixture.isolation)).isEqualTo(1);
    }

    @Test
    void aFunctionOfPartitionsThatReturnsNullIsNamed() throws Exception {
        TaskEnd end = fixture.run(mapPartitions(fixture.numbers(1), elements -> null), COLLECT);
        assertThat(((TaskEnd.Threw) end).message())
                .isEqualTo("mapPartitions' function returned null instead of an iterator");
    }

    @Test
    void aFunctionThatCapturesStateHasItsOwnInEachTask() throws Exception {
        List<Integer> seen = new ArrayList<>();
        Rdd<Integer> counted = new NarrowRdd<>(
                fixture.numbers(2),
                new NarrowOp.Map(i -> {
                    seen.add((Integer) i);
                    return seen.size();
                }),
                false);
        assertThat(collect(counted)).isEqualTo(List.of(1, 2));
        assertThat(collect(counted)).isEqualTo(List.of(1, 2));
    }
}
