// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import java.util.List;

/** Why a stage attempt was submitted; or, before any was, why none may be needed. */
public sealed interface StageCause extends RunCause {
    /** Nothing of it had ever been made. */
    record FirstRun(int jobId) implements StageCause {
        @Override
        public String code() {
            return "first-run";
        }

        @Override
        public String sentence() {
            return "job " + jobId + " needs it for the first time";
        }
    }

    /**
     * All its outputs are there already, so that it is skipped unless some are lost.
     *
     * @param madeByJob the job for which the last of them was made
     */
    record OutputsThere(int shuffleId, int madeByJob) implements StageCause {
        @Override
        public String code() {
            return "outputs-there";
        }

        @Override
        public String sentence() {
            return "its outputs (shuffle " + shuffleId + ") were made by job " + madeByJob;
        }
    }

    /**
     * An earlier job ended before all outputs were made.
     *
     * @param missing how many were not
     */
    record OutputsUnfinished(int jobId, int shuffleId, int missing) implements StageCause {
        @Override
        public String code() {
            return "outputs-unfinished";
        }

        @Override
        public String sentence() {
            return "job " + jobId + " needs " + missing + (missing == 1 ? " output" : " outputs") + " of shuffle "
                    + shuffleId + " that an earlier job had left unmade";
        }
    }

    /**
     * Outputs that had been made are gone.
     *
     * @param losses what happened to them since all were there, or since the first was made, in that order; not empty
     */
    record OutputsLost(int shuffleId, List<OutputLoss> losses) implements StageCause {
        public OutputsLost {
            losses = List.copyOf(losses);
            if (losses.isEmpty()) {
                throw new IllegalArgumentException("no output of shuffle " + shuffleId + " was lost");
            }
        }

        @Override
        public String code() {
            return "outputs-lost";
        }

        @Override
        public String sentence() {
            StringBuilder text = new StringBuilder();
            for (OutputLoss loss : losses) {
                text.append(text.length() == 0 ? "" : ", and ").append(loss.sentence());
            }
            return text.toString();
        }
    }

    /**
     * A task of the attempt before could not read an input.
     *
     * @param task the task as logs name it
     * @param mapPartition the output it wanted; -1: not known
     */
    record InputLost(String task, int shuffleId, int mapPartition) implements StageCause {
        @Override
        public String code() {
            return "input-lost";
        }

        @Override
        public String sentence() {
            return task + " could not read " + (mapPartition < 0 ? "an output" : "output " + mapPartition)
                    + " of shuffle " + shuffleId;
        }
    }

    /** Outputs of a parent were lost before the tasks of the attempt before had started. */
    record ParentsLost(int lostAttempt) implements StageCause {
        @Override
        public String code() {
            return "parents-lost";
        }

        @Override
        public String sentence() {
            return "outputs of a parent stage were lost before the tasks of attempt " + lostAttempt + " started";
        }
    }

    /**
     * A task of a barrier stage failed, and with it all of them.
     *
     * @param task the task as logs name it
     * @param reason how it ended
     */
    record BarrierFailed(String task, String reason) implements StageCause {
        @Override
        public String code() {
            return "barrier-failed";
        }

        @Override
        public String sentence() {
            return "its barrier task " + task + " did not succeed: " + reason;
        }
    }

    /** An input is made again and may come out different, so nothing that was made from it may be kept. */
    record RolledBack(int indeterminateStageId) implements StageCause {
        @Override
        public String code() {
            return "rolled-back";
        }

        @Override
        public String sentence() {
            return "stage " + indeterminateStageId
                    + " runs again, whose output may differ each time, so all that depends on it is made anew";
        }
    }

    /** A cause that was written down and read again: its words are known, its parts are not. */
    record Told(String code, String sentence) implements StageCause {}
}
