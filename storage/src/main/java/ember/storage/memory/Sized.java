// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

/** An object that knows what it takes, because most of what it refers to is not its own. */
public interface Sized {
    /** Bytes of heap, at least 0. */
    long heapBytes();
}
