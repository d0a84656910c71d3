// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.executor.fused.FusedPipeline;
import ember.model.StorageLevel;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.PartitionFold;
import ember.rdd.PartitionFold.Step;
import ember.rdd.Rdd;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.ElementOp;
import ember.rdd.operator.NarrowRdd;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FusedPipelineTest {
    private static final int MANY = 200_000;
    /** Tasks share statics and nothing else. */
    private static final AtomicInteger LAST = new AtomicInteger();

    private static volatile Runnable atHalf = () -> {};

    private final ExecutorFixture fixture = new ExecutorFixture();

    @AfterEach
    void stop() throws InterruptedException {
        fixture.close();
    }

    private interface Work {
        Object run(RandomSteps random, Step end, Object sum, Iterator<Object> source) throws Exception;
    }

    private static Object byIterators(RandomSteps random, Step end, Object sum, Iterator<Object> source)
            throws Exception {
        return PartitionFold.add(end, sum, new ElementRun(source, random.steps()).elements());
    }

    private static Object byLoop(RandomSteps random, Step end, Object sum, Iterator<Object> source) throws Exception {
        FusedPipeline loop = FusedPipeline.made(random.steps(), end, sum);
        assertThat(loop).isNotNull();
        Iterator<?> rest = loop.begin() == 0
                ? source
                : new ElementChain(source, random.steps().subList(0, loop.begin()));
        return loop.add(sum, rest, null, null);
    }

    /** The result or the failure, after all that functions were told. */
    private static List<Object> outcome(long seed, Work work) {
        List<Object> told = new ArrayList<>();
        RandomSteps random = new RandomSteps(seed, told);
        int kind = (int) (seed % 6);
        Object result;
        try {
            result = work.run(random, random.end(kind), random.begin(kind), random.source((int) (seed * 37 % 400)));
        } catch (Exception e) {
            result = e.getClass() + (e instanceof NullPointerException ? "" : e.getMessage());
        }
        told.add(result);
        return told;
    }

    @Test
    void aLoopCallsTheSameFunctionsInTheSameOrderAsIteratorsAndEndsAlike() {
        for (long seed = 0; seed < 600; seed++) {
            assertThat(outcome(seed, FusedPipelineTest::byLoop))
                    .as("seed %d", seed)
                    .isEqualTo(outcome(seed, FusedPipelineTest::byIterators));
        }
    }

    @Test
    void stepsWhoseElementsAreHandedOnRunAsALoopOnceManyPartitionsHaveCome() throws Exception {
        List<ElementOp> steps =
                List.of(new NarrowOp.Map(n -> (Integer) n * 2), new NarrowOp.Filter(n -> (Integer) n % 3 != 0));
        List<Object> expected = new ArrayList<>();
        for (int n = 0; n < 3_000; n++) {
            if (n * 2 % 3 != 0) {
                expected.add(n * 2);
            }
        }
        List<Boolean> inLoop = new ArrayList<>();
        for (int partition = 0; partition < 70; partition++) {
            List<Object> taken = new ArrayList<>();
            LAST.set(0);
            new ElementRun(numbers(3_000), steps).forEach(element -> {
                taken.add(element);
                if (taken.size() == expected.size()) {
                    inLoop.add(Arrays.stream(new Throwable().getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(FusedPipeline.class.getName())));
                }
            });
            assertThat(taken).isEqualTo(expected);
        }
        assertThat(inLoop).startsWith(false, false).endsWith(true, true).hasSize(70);
    }

    private static Iterator<Integer> numbers(int count) {
        return Collections.nCopies(count, 0).stream()
                .map(n -> LAST.getAndIncrement())
                .iterator();
    }

    private static Rdd<Integer> mapped(Rdd<Integer> parent, Function1<Integer, Integer> function) {
        return new NarrowRdd<>(parent, new NarrowOp.Map(n -> function.call((Integer) n)), false);
    }

    private record Sum(Function2<Long, Integer, Long> function) implements PartitionFold<Integer, Long> {
        @Override
        public Object begin(Iterator<Integer> elements) {
            return 0L;
        }

        @Override
        public Step step() {
            return Step.add(function);
        }

        @Override
        public Long end(Object sum) {
            return (Long) sum;
        }
    }

    private static final Sum SUM = new Sum((sum, n) -> sum + n);

    private Object result(TaskEnd end) throws Exception {
        assertThat(end).as(end.errorString()).isInstanceOf(TaskEnd.Succeeded.class);
        return ((TaskResult) ((TaskEnd.Succeeded) end).result()).open(fixture.isolation);
    }

    @Test
    void aLargePartitionIsAddedUpWholeAndOnce() throws Exception {
        Rdd<Integer> plusOne = mapped(fixture.numbers(MANY), n -> n + 1);
        long sum = (long) MANY * (MANY + 1) / 2;
        assertThat(result(fixture.run(plusOne, SUM))).isEqualTo(sum);
        assertThat(result(fixture.run(plusOne, SUM))).isEqualTo(sum);
    }

    @Test
    void aTaskThatIsKilledInALoopTakesNoOtherElement() throws Exception {
        atHalf = () -> fixture.executor.kill(0, false, "enough");
        Rdd<Integer> killed = mapped(fixture.numbers(MANY), n -> {
            LAST.set(n);
            if (n == MANY / 2) {
                atHalf.run();
            }
            return n;
        });
        assertThat(fixture.run(killed, SUM)).isInstanceOf(TaskEnd.Killed.class);
        assertThat(LAST).hasValue(MANY / 2);
    }

    @Test
    void elementsOfACachedPartitionCountAsReadOnceEach() throws Exception {
        Rdd<Integer> cached = fixture.numbers(100_000);
        cached.persist(StorageLevel.MEMORY_AND_DISK);
        fixture.run(cached, SUM);
        TaskEnd.Succeeded again = (TaskEnd.Succeeded) fixture.run(mapped(cached, n -> n), SUM);
        assertThat(again.metrics().get(TaskMetric.INPUT_RECORDS_READ)).isEqualTo(100_000);
    }

    @Test
    void elementsReadBeforeALoopFailedAreCounted() throws Exception {
        Rdd<Integer> cached = fixture.numbers(100_000);
        cached.persist(StorageLevel.MEMORY_AND_DISK);
        fixture.run(cached, SUM);
        Rdd<Integer> fails = mapped(cached, n -> 1 / (n - 80_000));
        TaskEnd.Threw end = (TaskEnd.Threw) fixture.run(fails, SUM);
        assertThat(end.metrics().get(TaskMetric.INPUT_RECORDS_READ)).isEqualTo(80_001);
    }

    private static Object fails(Object number) {
        throw new IllegalStateException("on purpose at " + number);
    }

    @Test
    void aFailureInALoopPointsAtTheUsersLine() {
        List<ElementOp> steps = List.of(new NarrowOp.Map(FusedPipelineTest::fails));
        FusedPipeline loop = FusedPipeline.made(steps, SUM.step(), 0L);
        assertThatThrownBy(() -> loop.add(0L, numbers(3), null, null)).satisfies(e -> {
            StackTraceElement[] trace = e.getStackTrace();
            assertThat(trace[0].getMethodName()).isEqualTo("fails");
            assertThat(trace[0].getFileName()).isEqualTo("FusedPipelineTest.java");
            assertThat(trace)
                    .anyMatch(frame -> frame.getMethodName().equals("aFailureInALoopPointsAtTheUsersLine")
                            || frame.getMethodName().contains("lambda$aFailureInALoopPointsAtTheUsersLine"));
        });
    }

    @Test
    void aLoopIsMadeOnceForItsFunctions() {
        Function1<Object, Object> function = n -> n;
        List<ElementOp> steps = List.of(new NarrowOp.Map(function), new NarrowOp.Map(function));
        assertThat(FusedPipeline.known(steps, SUM.step(), 0L)).isNull();
        assertThat(FusedPipeline.made(steps, SUM.step(), 0L)).isNotNull();
        assertThat(FusedPipeline.known(steps, SUM.step(), 5L)).isNotNull();
        assertThat(FusedPipeline.known(steps.subList(0, 1), SUM.step(), 5L)).isNull();
    }

    @Test
    void aLoopIsMadeForManyPartitionsThoughNoneIsLarge() {
        List<ElementOp> steps =
                List.of(new NarrowOp.FlatMap(n -> List.of(n, n).iterator()), new NarrowOp.Map(n -> (Integer) n + 1));
        int partitions = 1;
        while (FusedPipeline.known(steps, SUM.step(), 0L) == null) {
            partitions++;
        }
        assertThat(partitions).isEqualTo(64);
    }

    @Test
    void aThousandStepsAreNotAllInOneLoop() throws Exception {
        List<ElementOp> steps = Collections.nCopies(999, new NarrowOp.Map(n -> (Integer) n + 1));
        FusedPipeline loop = FusedPipeline.made(steps, SUM.step(), 0L);
        assertThat(loop.begin()).isEqualTo(991);
        assertThat(loop.add(0L, new ElementChain(List.of(0).iterator(), steps.subList(0, 991)), null, null))
                .isEqualTo(999L);
        List<ElementOp> openings =
                Collections.nCopies(999, new NarrowOp.FlatMap(n -> List.of(n).iterator()));
        assertThat(FusedPipeline.made(openings, SUM.step(), 0L).begin()).isEqualTo(996);
    }

    /** A function of a program that has a class loader of its own. */
    public static final class Doubled implements Function1<Object, Object> {
        @Override
        public Object call(Object number) {
            return (Integer) number * 2;
        }
    }

    /** Defines one class itself and asks its parent for all others. */
    private static final class Alone extends ClassLoader {
        Alone() {
            super(FusedPipelineTest.class.getClassLoader());
        }

        Class<?> define(Class<?> type) throws IOException {
            try (InputStream in = type.getResourceAsStream(
                    type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(type.getName(), bytes, 0, bytes.length);
            }
        }
    }

    @SuppressWarnings("unchecked") // it is Doubled
    private static Function1<Object, Object> ofAnotherLoader() throws Exception {
        Class<?> copy = new Alone().define(Doubled.class);
        return (Function1<Object, Object>) copy.getConstructor().newInstance();
    }

    private static WeakReference<ClassLoader> runInLoop() throws Exception {
        Function1<Object, Object> function = ofAnotherLoader();
        FusedPipeline loop = FusedPipeline.made(List.of(new NarrowOp.Map(function)), SUM.step(), 0L);
        assertThat(loop.add(0L, List.of(1, 2).iterator(), null, null)).isEqualTo(6L);
        return new WeakReference<>(function.getClass().getClassLoader());
    }

    @Test
    void aProgramsClassLoaderIsLetGoOfWithItsLoops() throws Exception {
        WeakReference<ClassLoader> loader = runInLoop();
        while (loader.get() != null) {
            System.gc();
        }
    }

    @Test
    void functionsOfUnrelatedLoadersStayOnIterators() throws Exception {
        List<ElementOp> steps = List.of(new NarrowOp.Map(ofAnotherLoader()), new NarrowOp.Map(ofAnotherLoader()));
        assertThat(FusedPipeline.made(steps, SUM.step(), 0L)).isNull();
    }
}
