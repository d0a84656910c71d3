// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.function;

import java.io.Serializable;

/** Four values to a result. */
public interface Function4<A, B, C, D, R> extends Serializable {
    R call(A first, B second, C third, D fourth) throws Exception;
}
