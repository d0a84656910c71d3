// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.function;

import java.io.Serializable;

/** Three values to a result. */
public interface Function3<A, B, C, R> extends Serializable {
    R call(A first, B second, C third) throws Exception;
}
