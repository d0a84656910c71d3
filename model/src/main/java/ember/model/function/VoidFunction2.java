// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.function;

import java.io.Serializable;

/** Two values to nothing, for their effect. */
public interface VoidFunction2<A, B> extends Serializable {
    void call(A first, B second) throws Exception;
}
