// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.ImmutableContainers;
import ember.model.function.Function1;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CopyRecipeTest {
    private final Immutability immutability = new Immutability(ImmutableContainers.NONE);

    /** What wraps a user's function. */
    private record Step(Function1<Integer, Object> function, int number, double[] weights) implements Serializable {}

    private record Counted(int[] counts) implements Serializable {
        private Object readResolve() {
            return new Counted(new int[0]);
        }
    }

    private interface SerializableSupplier<T> extends Supplier<T>, Serializable {}

    private static SerializableSupplier<Object> supplying(Object captured) {
        return () -> captured;
    }

    private Object[] copiesOf(Object... originals) throws ReflectiveOperationException {
        CopyRecipe recipe = CopyRecipe.of(originals, immutability);
        assertThat(recipe).isNotNull();
        return recipe.make();
    }

    private static Object suppliedBy(Object supplier) {
        return ((Supplier<?>) supplier).get();
    }

    @Test
    void aLambdaIsMadeAgainWithAnArrayOfItsOwn() throws Exception {
        double[][] captured = {{1, 2}, {3}};
        Object copy = suppliedBy(copiesOf(supplying(captured))[0]);
        assertThat(copy).isInstanceOf(double[][].class).isNotSameAs(captured).isEqualTo(captured);
        assertThat(((double[][]) copy)[0]).isNotSameAs(captured[0]);
    }

    @Test
    void eachCopyIsOfThePictureWhateverBecameOfTheOriginalAndOfOtherCopies() throws Exception {
        int[] captured = {1};
        CopyRecipe recipe = CopyRecipe.of(new Object[] {supplying(captured)}, immutability);
        captured[0] = 2;
        int[] first = (int[]) suppliedBy(recipe.make()[0]);
        first[0] = 3;
        assertThat((int[]) suppliedBy(recipe.make()[0])).containsExactly(1);
    }

    @Test
    void anArrayThatTwoLambdasHoldIsOneInTheirCopies() throws Exception {
        int[] captured = {1};
        Object[] copies = copiesOf(supplying(captured), supplying(new Object[] {captured, null}));
        assertThat(((Object[]) suppliedBy(copies[1]))[0]).isSameAs(suppliedBy(copies[0]));
    }

    @Test
    void whatNobodyCanChangeIsShared() throws Exception {
        String text = new String("text");
        Object[] copy = (Object[]) suppliedBy(copiesOf(supplying(new Object[] {text, 1, null}))[0]);
        assertThat(copy[0]).isSameAs(text);
        assertThat(copy).containsExactly("text", 1, null);
    }

    @Test
    void arraysKeepTheTypeOfTheirElements() throws Exception {
        assertThat(suppliedBy(copiesOf(supplying(new CharSequence[] {"a"}))[0])).isInstanceOf(CharSequence[].class);
        assertThat(suppliedBy(copiesOf(supplying(new boolean[][][] {{{true}}, null}))[0]))
                .isEqualTo(new boolean[][][] {{{true}}, null});
    }

    @Test
    void aRecordIsMadeAgainAroundItsFunction() throws Exception {
        long[] captured = {5};
        Step step = new Step(i -> captured[0] += i, 7, new double[] {0.5});
        Step copy = (Step) copiesOf(step)[0];
        assertThat(copy.function().call(1)).isEqualTo(6L);
        assertThat(copy.number()).isEqualTo(7);
        assertThat(copy.weights()).containsExactly(0.5).isNotSameAs(step.weights());
        assertThat(captured).containsExactly(5);
    }

    @Test
    void aMethodReferenceIsMadeAgainWithItsReceiver() throws Exception {
        Step receiver = new Step(i -> i, 3, new double[] {1});
        SerializableSupplier<double[]> reference = receiver::weights;
        assertThat((double[]) suppliedBy(copiesOf(reference)[0]))
                .containsExactly(1)
                .isNotSameAs(receiver.weights());
    }

    @Test
    void sizesCountTheArrays() {
        CopyRecipe small = CopyRecipe.of(new Object[] {supplying(new double[1])}, immutability);
        CopyRecipe large = CopyRecipe.of(new Object[] {supplying(new double[1001])}, immutability);
        assertThat(large.sizeBytes() - small.sizeBytes()).isEqualTo(8000);
        assertThat(small.sizeBytes()).isPositive();
    }

    @Test
    void collectionsAndObjectsOfUsersHaveNoRecipe() {
        assertThat(CopyRecipe.of(new Object[] {supplying(new ArrayList<>(List.of(1)))}, immutability))
                .isNull();
        assertThat(CopyRecipe.of(new Object[] {supplying(new Object())}, immutability))
                .isNull();
        assertThat(CopyRecipe.of(new Object[] {supplying(new Object[] {new StringBuilder()})}, immutability))
                .isNull();
    }

    @Test
    void aRecordThatResolvesItselfToAnotherHasNoRecipe() {
        assertThat(CopyRecipe.of(new Object[] {new Counted(new int[1])}, immutability))
                .isNull();
    }

    @Test
    void anArrayThatHoldsItselfHasNoRecipe() {
        Object[] array = new Object[1];
        array[0] = array;
        assertThat(CopyRecipe.of(new Object[] {supplying(array)}, immutability)).isNull();
    }

    @Test
    void aClusterIsNotRehearsedByRecipes() {
        assertThat(CopyRecipe.of(new Object[] {supplying(new int[1])}, Immutability.sharingNothing()))
                .isNull();
    }
}
