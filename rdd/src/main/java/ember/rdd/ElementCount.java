// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.function.Function2;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many elements a partition has.
 *
 * @param unseen whether elements that an iterator knows the number of need not be made: {@link KnownSize}
 */
public record ElementCount<T>(boolean unseen) implements PartitionFold<T, Long> {
    @Override
    public @Nullable Long ofSize(int size) {
        return unseen ? Long.valueOf(size) : null;
    }

    @Override
    public Object begin(Iterator<T> elements) {
        return 0L;
    }

    @Override
    public Step step() {
        return Step.add(new OneMore());
    }

    @Override
    public Long end(@Nullable Object sum) {
        return (Long) Objects.requireNonNull(sum);
    }

    private record OneMore() implements Function2<Long, Object, Long> {
        @Override
        public Long call(Long count, Object element) {
            return count + 1;
        }
    }
}
