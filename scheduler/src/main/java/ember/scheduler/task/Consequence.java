// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

/** What the end of an attempt means for its task. */
enum Consequence {
    /** The task is done. */
    FINISHED,
    /** The task was done before. */
    FINISHED_BEFORE,
    /** The task will run again, unless its set is over or another attempt of it still runs. */
    TRIED_AGAIN,
    /** The task failed, and need not or cannot run again in this set. */
    NOT_TRIED_AGAIN,
    /** The task failed once too often. */
    GIVEN_UP,
    /** The task failed in a way in which it would fail every time. */
    HOPELESS
}
