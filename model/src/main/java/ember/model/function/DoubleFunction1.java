// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.function;

import java.io.Serializable;

/** One value to a primitive double. */
public interface DoubleFunction1<T> extends Serializable {
    double call(T value) throws Exception;
}
