// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor.fused;

import ember.model.Pairing;
import org.jspecify.annotations.Nullable;

/** The functions of a task for one {@link FusedLoop}. */
final class Functions {
    /** Of a copy that is not run, but from which others are made. */
    static final Functions NONE = new Functions(new Object[Shape.SLOTS], null, "none");

    private final @Nullable Object[] steps;
    private final @Nullable Pairing<Object> pairing;
    private final Object end;

    /**
     * @param steps one for each slot; null where there is no step or it needs none but the pairing
     * @param pairing of the steps on pairs; null: there are none
     * @param end adds, is a function without result, or opens the elements for the next loop
     */
    Functions(@Nullable Object[] steps, @Nullable Pairing<Object> pairing, Object end) {
        this.steps = steps;
        this.pairing = pairing;
        this.end = end;
    }

    @Nullable
    Object step(int slot) {
        return steps[slot];
    }

    @Nullable
    Pairing<Object> pairing() {
        return pairing;
    }

    Object end() {
        return end;
    }
}
