// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

/**
 * One thing that happened to outputs of a map stage.
 *
 * @param what by whom or with what they were lost: an executor, a task as logs name it, a stage
 * @param outputs how many of the stage's outputs it cost, at least 1
 */
public record OutputLoss(Kind kind, String what, int outputs) {
    /** How outputs come to be lost. */
    public enum Kind {
        /** The executor that kept them is gone. */
        EXECUTOR,
        /** A task found that they could not be read. */
        UNREADABLE,
        /** A task of the same barrier failed: they count together or not at all. */
        BARRIER,
        /** They were made from, or are, data that may differ when it is made again. */
        ROLLBACK
    }

    /** The same with more outputs. */
    public OutputLoss more(int count) {
        return new OutputLoss(kind, what, outputs + count);
    }

    /** What happened, for a person, such as {@code 2 of its outputs were lost with executor 1}. */
    public String sentence() {
        String theirs = outputs + " of its outputs ";
        String were = theirs + (outputs == 1 ? "was " : "were ");
        return switch (kind) {
            case EXECUTOR -> were + "lost with executor " + what;
            case UNREADABLE -> theirs + "could not be read by " + what;
            case BARRIER -> were + "dropped with the failed barrier task " + what;
            case ROLLBACK -> were + "dropped because " + what + " runs again and may make other data";
        };
    }
}
