// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import org.jspecify.annotations.Nullable;

/**
 * Whether an RDD's lineage is to be truncated, how, and whether that has been done.
 *
 * @param isLocal to cached partitions rather than to files
 * @param file URI of the directory of a reliable checkpoint that has been made; else null
 */
public record CheckpointMark(
        State state, boolean isLocal, @Nullable String file) {
    static final CheckpointMark NONE = new CheckpointMark(State.UNMARKED, false, null);
    static final CheckpointMark RELIABLE = new CheckpointMark(State.MARKED, false, null);
    static final CheckpointMark LOCAL = new CheckpointMark(State.MARKED, true, null);

    /** How far it has come. */
    public enum State {
        UNMARKED,
        MARKED,
        DONE
    }

    /** Asked for, and not made. */
    public boolean isPending() {
        return state == State.MARKED;
    }

    public boolean isDone() {
        return state == State.DONE;
    }

    CheckpointMark done(@Nullable String where) {
        return new CheckpointMark(State.DONE, where == null, where);
    }
}
