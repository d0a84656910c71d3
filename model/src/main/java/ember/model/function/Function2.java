// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.function;

import java.io.Serializable;

/** Two values to a result. */
public interface Function2<A, B, R> extends Serializable {
    R call(A first, B second) throws Exception;
}
