// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

/** Walks over groups in memory and lets go of each with the next step, unless it is told to keep them, and of all at the end. */
interface InMemoryGroups extends GroupCursor {
    /** What is let go of with the current group. */
    long heldBytes();

    /** From now on it keeps what it hands out, until {@link #letGo}. */
    void keepAll();

    /** Lets go of everything. Nothing is asked of it any more but whether there is more, which there is not. */
    void letGo();
}
