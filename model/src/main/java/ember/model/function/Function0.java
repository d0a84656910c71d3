// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.function;

import java.io.Serializable;

/** Nothing to a result. */
public interface Function0<R> extends Serializable {
    R call() throws Exception;
}
