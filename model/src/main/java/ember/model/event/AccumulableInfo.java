// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import org.jspecify.annotations.Nullable;

/**
 * A named accumulator as a task or a stage changed it.
 *
 * @param update what this task added; null in a stage's list
 * @param value its value after that
 */
public record AccumulableInfo(
        long id,
        @Nullable String name,
        @Nullable Object update,
        @Nullable Object value,
        boolean internal,
        boolean countFailedValues) {}
