// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import org.jspecify.annotations.Nullable;

/** Walks over groups. Starts before the first. Used by one thread at a time. */
interface GroupCursor {
    /** Moves to the next group; false: there is none, and there is no current group. */
    boolean advance() throws Exception;

    /** The hash code of the current key; for a group on disk as it was when the group was moved there. */
    int hash();

    @Nullable
    Object key();

    /** The current values. From now on they are the caller's: nobody adds to them. */
    Sides sides();
}
