// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.ImmutableContainers;
import ember.model.function.Function1;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.data.DataSerialization;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosureSetTest {
    private final Isolation isolation = new Isolation(
            new Immutability(ImmutableContainers.NONE),
            new JavaSerialization(null),
            new DataSerialization(ImmutableContainers.NONE, null));

    private static Function1<Integer, Integer> appendTo(List<Integer> list) {
        return i -> {
            list.add(i);
            return list.size();
        };
    }

    @Test
    void aFunctionThatCapturesNothingIsShared() throws Exception {
        Function1<Integer, Integer> function = i -> i + 1;
        ClosureSet set = ClosureSet.of(List.of(function), isolation);
        assertThat(set.sizeBytes()).isZero();
        assertThat(set.open(isolation).get(function)).isSameAs(function);
    }

    @Test
    void aFunctionThatCapturesWhatNeverChangesIsShared() throws Exception {
        String captured = "text";
        Function1<Integer, String> function = i -> captured + i;
        assertThat(ClosureSet.of(List.of(function), isolation).open(isolation).get(function))
                .isSameAs(function);
    }

    @Test
    void aFunctionThatCapturesWhatMayChangeIsCopiedForEachTask() throws Exception {
        List<Integer> captured = new ArrayList<>();
        Function1<Integer, Integer> function = appendTo(captured);
        ClosureSet set = ClosureSet.of(List.of(function), isolation);
        ClosureSet.Opened one = set.open(isolation);
        ClosureSet.Opened other = set.open(isolation);
        assertThat(one.get(function).call(7)).isEqualTo(1);
        assertThat(one.get(function).call(7)).isEqualTo(2);
        assertThat(other.get(function).call(7)).isEqualTo(1);
        assertThat(captured).isEmpty();
    }

    @Test
    void anArrayThatAFunctionCapturesIsCopiedForEachTask() throws Exception {
        int[] captured = {1};
        Function1<Integer, Integer> function = i -> captured[0] += i;
        ClosureSet set = ClosureSet.of(List.of(function), isolation);
        captured[0] = 100;
        assertThat(set.sizeBytes()).isPositive();
        assertThat(set.open(isolation).get(function).call(2)).isEqualTo(3);
        assertThat(set.open(isolation).get(function).call(2)).isEqualTo(3);
        assertThat(captured).containsExactly(100);
    }

    @Test
    void anObjectThatTwoFunctionsCaptureIsOneInTheCopiesToo() throws Exception {
        List<Integer> captured = new ArrayList<>();
        Function1<Integer, Integer> first = appendTo(captured);
        Function1<Integer, Integer> second = appendTo(captured);
        ClosureSet.Opened opened =
                ClosureSet.of(List.of(first, second), isolation).open(isolation);
        assertThat(opened.get(first).call(1)).isEqualTo(1);
        assertThat(opened.get(second).call(2)).isEqualTo(2);
    }

    @Test
    void theFunctionsAreAsTheyWereWhenThePictureWasTaken() throws Exception {
        List<Integer> captured = new ArrayList<>(List.of(1));
        Function1<Integer, Integer> function = appendTo(captured);
        ClosureSet set = ClosureSet.of(List.of(function), isolation);
        captured.clear();
        assertThat(set.open(isolation).get(function).call(2)).isEqualTo(2);
    }

    @Test
    void theSameFunctionTwiceIsCopiedOnce() throws Exception {
        Function1<Integer, Integer> function = appendTo(new ArrayList<>());
        ClosureSet.Opened opened =
                ClosureSet.of(List.of(function, function), isolation).open(isolation);
        assertThat(opened.get(function)).isSameAs(opened.get(function)).isNotSameAs(function);
    }

    @Test
    void whatCannotBeSerialisedIsRefusedByName() {
        Object captured = new Object();
        Function1<Integer, String> function = i -> captured.toString();
        assertThatThrownBy(() -> ClosureSet.of(List.of(function), isolation))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("java.lang.Object");
    }
}
