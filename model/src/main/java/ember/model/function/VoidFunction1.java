// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.function;

import java.io.Serializable;

/** One value to nothing, for its effect. */
public interface VoidFunction1<T> extends Serializable {
    void call(T value) throws Exception;
}
