// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.SerialForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Option;

class AccumulatorTest {

    private final AccumulatorRegistry registry = new AccumulatorRegistry();

    private LongAccumulator registered(String name, boolean countFailedValues) {
        LongAccumulator accumulator = new LongAccumulator();
        registry.register(accumulator, name, countFailedValues);
        return accumulator;
    }

    @Test
    void unregisteredAccumulatorDoesNotTravel() {
        assertThatThrownBy(() -> SerialForm.bytesOf(new LongAccumulator()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Accumulator must be registered before send to executor");
    }

    @Test
    void unregisteredAccumulatorHasNeitherIdNorName() {
        LongAccumulator accumulator = new LongAccumulator();

        assertThatIllegalStateException()
                .isThrownBy(accumulator::id)
                .withMessage("The metadata of this accumulator has not been assigned yet.");
        assertThatIllegalStateException().isThrownBy(accumulator::name);
        assertThat(accumulator.isRegistered()).isFalse();
        assertThat(accumulator).hasToString("Un-registered Accumulator: LongAccumulator");
    }

    @Test
    void registrationGivesIdAndNameOnce() {
        LongAccumulator accumulator = registered("n", false);

        assertThat(accumulator.name()).isEqualTo(Option.apply("n"));
        assertThat(accumulator).hasToString("LongAccumulator(id: " + accumulator.id() + ", name: Some(n), value: 0)");
        assertThat(registered(null, false).name()).isEqualTo(Option.empty());
        assertThat(accumulator.copy().isRegistered()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> registry.register(accumulator, "n", false))
                .withMessage("Cannot register an Accumulator twice.");
    }

    @Test
    @Tag("ACC-001")
    void taskStartsAtZeroAndItsUpdatesAreMerged() throws Exception {
        LongAccumulator accumulator = registered("n", false);
        accumulator.add(5);
        byte[] closure = SerialForm.bytesOf(accumulator);

        TaskAccumulators.begin();
        LongAccumulator inTask = (LongAccumulator) SerialForm.read(closure);
        assertThat(inTask.value()).isZero();
        inTask.add(10);
        assertThat(inTask.id()).isEqualTo(accumulator.id());
        assertThat(accumulator.value()).isEqualTo(5);
        TaskAccumulators.end(false).forEach(registry::merge);

        assertThat(accumulator.value()).isEqualTo(15);
        assertThat(accumulator.count()).isEqualTo(2);
    }

    @Test
    void closuresThatArriveOneByOneShareTheAccumulator() throws Exception {
        LongAccumulator accumulator = registered("n", false);
        byte[] closure = SerialForm.bytesOf(accumulator);

        TaskAccumulators.begin();
        Object first = SerialForm.read(closure);
        Object second = SerialForm.read(closure);

        assertThat(second).isSameAs(first);
        assertThat(TaskAccumulators.end(false)).hasSize(1);
    }

    @Test
    @Tag("ACC-001")
    void accumulatorSentBackFromATaskKeepsItsValue() throws Exception {
        LongAccumulator accumulator = registered("n", false);
        byte[] closure = SerialForm.bytesOf(accumulator);

        TaskAccumulators.begin();
        LongAccumulator inTask = (LongAccumulator) SerialForm.read(closure);
        inTask.add(3);
        LongAccumulator back = SerialForm.copyOf(inTask);

        assertThat(back.value()).isEqualTo(3);
        assertThat(TaskAccumulators.end(false)).containsExactly(inTask);
    }

    @Test
    void failedTaskSendsOnlyWhatCountsFailedValues() throws Exception {
        byte[] plain = SerialForm.bytesOf(registered("plain", false));
        byte[] counting = SerialForm.bytesOf(registered("counting", true));

        TaskAccumulators.begin();
        SerialForm.read(plain);
        Object kept = SerialForm.read(counting);

        assertThat(TaskAccumulators.end(true)).hasSize(1).first().isSameAs(kept);
    }

    @Test
    void updateThatCannotBeMergedLosesOnlyItself() throws Exception {
        BrokenAccumulator broken = new BrokenAccumulator();
        registry.register(broken, "broken", false);
        LongAccumulator fine = registered("fine", false);
        byte[] closure = SerialForm.bytesOf(new Object[] {broken, fine});

        TaskAccumulators.begin();
        Object[] inTask = (Object[]) SerialForm.read(closure);
        ((LongAccumulator) inTask[1]).add(1);
        TaskAccumulators.end(false).forEach(registry::merge);

        assertThat(fine.value()).isEqualTo(1);
    }

    @Test
    void copyAndResetMustGiveZero() {
        BrokenAccumulator neverZero = new BrokenAccumulator();
        neverZero.zero = false;
        registry.register(neverZero, null, false);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SerialForm.bytesOf(neverZero))
                .withMessage("assertion failed: copyAndReset must return a zero value copy");
    }

    @Test
    @Tag("ACC-004")
    void longsAreSummedCountedAndAveraged() {
        LongAccumulator accumulator = new LongAccumulator();
        assertThat(accumulator.avg()).isNaN();
        accumulator.add(0L);
        assertThat(accumulator.isZero()).isFalse();
        accumulator.add(Long.valueOf(3));
        LongAccumulator other = new LongAccumulator();
        other.add(2);
        accumulator.merge(other);

        assertThat(accumulator.sum()).isEqualTo(5);
        assertThat(accumulator.count()).isEqualTo(3);
        assertThat(accumulator.avg()).isEqualTo(5.0 / 3);
        assertThat(accumulator.copyAndReset().isZero()).isTrue();
    }

    @Test
    void kindsDoNotMix() {
        AccumulatorV2 longs = new LongAccumulator();

        assertThatThrownBy(() -> longs.merge(new DoubleAccumulator()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Cannot merge org.apache.spark.util.LongAccumulator with "
                        + "org.apache.spark.util.DoubleAccumulator");
    }

    @Test
    @Tag("ACC-006")
    void collectionIsAFixedCopyAndTakesNoNulls() {
        CollectionAccumulator<String> accumulator = new CollectionAccumulator<>();
        accumulator.add("a");
        List<String> seen = accumulator.value();
        CollectionAccumulator<String> other = accumulator.copy();
        accumulator.merge(other);

        assertThat(seen).containsExactly("a").isUnmodifiable();
        assertThat(accumulator.value()).containsExactly("a", "a");
        assertThat(other.value()).containsExactly("a");
        assertThat(accumulator.copyAndReset().isZero()).isTrue();
        assertThat(accumulator.isZero()).isFalse();
        other.reset();
        assertThat(other.isZero()).isTrue();
        accumulator.add(null);
        assertThatNullPointerException().isThrownBy(accumulator::value);
    }

    /** Cannot merge; is zero if told so. */
    private static final class BrokenAccumulator extends AccumulatorV2<String, String> {

        private boolean zero = true;

        @Override
        public boolean isZero() {
            return zero;
        }

        @Override
        public AccumulatorV2<String, String> copy() {
            BrokenAccumulator copy = new BrokenAccumulator();
            copy.zero = zero;
            return copy;
        }

        @Override
        public void reset() {}

        @Override
        public void add(String v) {}

        @Override
        public void merge(AccumulatorV2<String, String> other) {
            throw new IllegalStateException("broken");
        }

        @Override
        public String value() {
            return "";
        }
    }
}
