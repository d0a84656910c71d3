// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How to take apart and make the key-value pairs of type {@code P}. The engine knows no pair class of its own: the facade supplies
 * the one its users see. Implementations have no state.
 */
public interface Pairing<P> extends Serializable {
    @Nullable
    Object key(P pair);

    @Nullable
    Object value(P pair);

    P of(@Nullable Object key, @Nullable Object value);
}
