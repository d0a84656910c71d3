// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.function.Function2;
import ember.model.function.VoidFunction1;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A function of a partition that takes its elements one by one and needs no iterator of them: as data, so that whoever runs the
 * pipeline can make one loop of it and the steps before it.
 */
@SuppressWarnings("NullAway") // Sums and elements are the user's: null is one like any other.
public interface PartitionFold<T, U> extends PartitionFunction<T, U> {
    /** The sum if there was nothing to begin it with. */
    Object NOTHING = new Object();

    /** What is done with an element. */
    sealed interface Step {
        /** Puts the sum so far and the element together. */
        record Add(Function2<Object, Object, Object> function) implements Step {}

        /** Does something with the element; the sum stays what it is. */
        record Each(VoidFunction1<Object> function) implements Step {}

        /** @param function of the sum and an element, which it gets as whatever they are */
        @SuppressWarnings("unchecked") // the fold that gives it is of elements of its type
        static Step add(Function2<?, ?, ?> function) {
            return new Add((Function2<Object, Object, Object>) function);
        }

        /** @param function of an element, which it gets as whatever it is */
        @SuppressWarnings("unchecked") // see above
        static Step each(VoidFunction1<?> function) {
            return new Each((VoidFunction1<Object>) function);
        }
    }

    /** The sum before the elements, or made of the first; {@link #NOTHING} if it takes one and there is none. */
    @Nullable
    Object begin(Iterator<T> elements) throws Exception;

    Step step();

    /** The result for so many elements, if it does not depend on what they are; null: it does. */
    default @Nullable U ofSize(int size) {
        return null;
    }

    /** The result. @param sum of all elements */
    U end(@Nullable Object sum);

    /** Adds all that is left of the iterator. */
    static @Nullable Object add(Step step, @Nullable Object sum, Iterator<?> elements) throws Exception {
        Object soFar = sum;
        if (step instanceof Step.Add add) {
            Function2<Object, Object, Object> function = add.function();
            while (elements.hasNext()) {
                soFar = function.call(soFar, elements.next());
            }
        } else if (step instanceof Step.Each each) {
            VoidFunction1<Object> function = each.function();
            while (elements.hasNext()) {
                function.call(elements.next());
            }
        }
        return soFar;
    }

    @Override
    default U apply(TaskContext context, Iterator<T> elements) throws Exception {
        return end(add(step(), begin(elements), elements));
    }
}
