// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.Aggregator;
import ember.model.GroupedValues;
import ember.model.function.Function0;
import ember.model.function.Function1;
import ember.model.function.Function2;

/** The ways in which values of a key are combined. */
final class Aggregators {
    private Aggregators() {}

    /** All values of a key, in the order of their arrival. */
    static Aggregator grouping() {
        return new Aggregator(new StartGroup(), new AddToGroup(), new JoinGroups(), true);
    }

    /** The first value of a key. */
    static Aggregator first() {
        return reducing(new Former());
    }

    static Aggregator reducing(Function2<?, ?, ?> function) {
        return new Aggregator(new Steps.Same<>(), Erased.function(function), Erased.function(function));
    }

    /** @param zero a fresh start for every key of every map task */
    static Aggregator folding(Function0<?> zero, Function2<?, ?, ?> add, Function2<?, ?, ?> join) {
        Function2<Object, Object, Object> adder = Erased.function(add);
        return new Aggregator(new StartFold(zero, adder), adder, Erased.function(join));
    }

    private record Former() implements Function2<Object, Object, Object> {
        @Override
        public Object call(Object first, Object second) {
            return first;
        }
    }

    private record StartFold(Function0<?> zero, Function2<Object, Object, Object> add)
            implements Function1<Object, Object> {
        @Override
        public Object call(Object value) throws Exception {
            return add.call(zero.call(), value);
        }
    }

    private record StartGroup() implements Function1<Object, Object> {
        @Override
        public Object call(Object value) {
            GroupedValues<Object> group = new GroupedValues<>();
            group.append(value);
            return group;
        }
    }

    @SuppressWarnings("unchecked") // a grouping's combiners are groups
    private record AddToGroup() implements Function2<Object, Object, Object> {
        @Override
        public Object call(Object group, Object value) {
            ((GroupedValues<Object>) group).append(value);
            return group;
        }
    }

    @SuppressWarnings("unchecked") // a grouping's combiners are groups
    private record JoinGroups() implements Function2<Object, Object, Object> {
        @Override
        public Object call(Object group, Object other) {
            ((GroupedValues<Object>) group).appendAll((GroupedValues<Object>) other);
            return group;
        }
    }
}
