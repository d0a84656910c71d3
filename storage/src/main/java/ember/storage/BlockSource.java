// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import java.util.Iterator;

/** Computes the elements of a block. */
public interface BlockSource<T> {
    Iterator<T> compute() throws Exception;
}
