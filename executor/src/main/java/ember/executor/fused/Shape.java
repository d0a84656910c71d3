// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor.fused;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a copy of {@link FusedLoop} is made for. Kinds are numbers, since the template compares them with constants.
 *
 * @param kinds of the steps, in order
 * @param types classes of their functions; Object: it has none
 * @param pairing class of the pairing; Object: no step needs it
 * @param end what is done with an element that has passed the steps
 * @param endType class of the function that does it
 * @param sum what the elements are added up in
 */
record Shape(List<Integer> kinds, List<Class<?>> types, Class<?> pairing, int end, Class<?> endType, int sum) {
    /** Steps that fit one loop. */
    static final int SLOTS = 8;

    // Kinds of steps.
    static final int NONE = 0;
    static final int FILTER = 1;
    static final int MAP = 2;
    static final int MAP_TO_DOUBLE = 3;
    static final int MAP_VALUES = 4;
    static final int KEYS = 5;
    static final int VALUES = 6;
    static final int KEY_BY = 7;

    // Kinds of ends.
    static final int ADD = 0;
    static final int EACH = 1;
    static final int OPEN = 2;
    static final int OPEN_VALUES = 3;

    // Kinds of sums.
    static final int OBJECT = 0;
    static final int LONG = 1;
    static final int DOUBLE = 2;
    static final int INT = 3;

    int kind(int slot) {
        return slot < kinds.size() ? kinds.get(slot) : NONE;
    }

    Class<?> type(int slot) {
        return slot < types.size() ? types.get(slot) : Object.class;
    }

    static int sumOf(@Nullable Object sum) {
        return sum instanceof Long ? LONG : sum instanceof Double ? DOUBLE : sum instanceof Integer ? INT : OBJECT;
    }
}
