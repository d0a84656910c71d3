// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.function;

import java.io.Serializable;

/** One value to a result. */
public interface Function1<T, R> extends Serializable {
    R call(T value) throws Exception;
}
