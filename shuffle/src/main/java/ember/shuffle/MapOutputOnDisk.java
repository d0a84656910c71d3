// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.shuffle.spill.SpillSpace;

/** A map output in files, which end when whoever holds it last deletes it. */
public sealed interface MapOutputOnDisk extends MapOutputSegments permits MapOutputFile, MapOutputFiles {
    /** Whether all of it is there in full length, whatever is in it. Nothing is read. */
    boolean isThere();

    /** Deletes it. */
    void delete();

    /** It is not the task's any more: who takes it over deletes it. */
    void releaseFrom(SpillSpace space);
}
