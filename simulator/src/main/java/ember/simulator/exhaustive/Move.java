// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.exhaustive;

import java.util.Locale;

/**
 * Something that can happen next in a tiny world.
 *
 * @param subject the number of the job, stage, task or executor it happens to; 0 if to none
 */
record Move(Kind kind, long subject) {
    enum Kind {
        /** The next job is submitted. */
        SUBMIT,
        /** A stage attempt is prepared. */
        PREPARE,
        /** A task does its next step: it waits for the others of its barrier, asks to commit, or ends as it must. */
        STEP,
        /** A task that was asked to end does so. */
        OBEY,
        /** An end is told that was told before. */
        REPEAT,
        /** The scheduler hears that an executor is lost. */
        TELL_LOSS,
        /** An executor that was lost is back. */
        RETURN,
        /** Nothing happens until the scheduler's deadline. */
        WAIT,
        /** A task throws. */
        THROW(true),
        /** A task cannot read an output that is there. */
        FAIL_TO_READ(true),
        /** A task ends as it must, and its end will be told twice. */
        END_TWICE(true),
        /** An executor cannot be reached any more, nor what it stored; its tasks go on. */
        VANISH(true),
        /** A job is cancelled. */
        CANCEL(true);

        private final boolean fault;

        Kind() {
            this(false);
        }

        Kind(boolean fault) {
            this.fault = fault;
        }

        /** Whether it is a misfortune, which a world grants only so many. */
        boolean isFault() {
            return fault;
        }
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + subject;
    }
}
