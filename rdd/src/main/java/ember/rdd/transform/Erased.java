// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.Pairing;
import ember.model.function.DoubleFunction1;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.model.function.Function3;
import ember.model.function.Function4;
import ember.rdd.Rdd;
import java.util.Comparator;

/**
 * Forgets element types at the door: inside, a step's function meets whatever the step before it made. What goes in and comes out is
 * checked by the signatures of the operations.
 */
@SuppressWarnings("unchecked") // see above
final class Erased {
    private Erased() {}

    static <A, R> Function1<A, R> function(Function1<?, ?> function) {
        return (Function1<A, R>) function;
    }

    static <A, B, R> Function2<A, B, R> function(Function2<?, ?, ?> function) {
        return (Function2<A, B, R>) function;
    }

    static <A, B, C, R> Function3<A, B, C, R> function(Function3<?, ?, ?, ?> function) {
        return (Function3<A, B, C, R>) function;
    }

    static <A, B, C, D, R> Function4<A, B, C, D, R> function(Function4<?, ?, ?, ?, ?> function) {
        return (Function4<A, B, C, D, R>) function;
    }

    static <A> DoubleFunction1<A> toDouble(DoubleFunction1<?> function) {
        return (DoubleFunction1<A>) function;
    }

    static Comparator<Object> comparator(Comparator<?> comparator) {
        return (Comparator<Object>) comparator;
    }

    static Pairing<Object> pairing(Pairing<?> pairing) {
        return (Pairing<Object>) pairing;
    }

    static <T> Rdd<T> rdd(Rdd<?> rdd) {
        return (Rdd<T>) rdd;
    }
}
