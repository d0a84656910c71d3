// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

/** Why a task attempt was launched. All but the first name an earlier attempt, and say what became of it. */
public sealed interface TaskCause extends RunCause {
    /** The stage attempt has to make this partition. */
    record First() implements TaskCause {
        /** One for all: most tasks run once. */
        public static final First INSTANCE = new First();

        @Override
        public String code() {
            return "first";
        }

        @Override
        public String sentence() {
            return "its stage attempt has to make this partition";
        }
    }

    /**
     * The attempt before failed.
     *
     * @param failures how often this task failed in its stage attempt, as far as it counts
     * @param reason how it ended, in one line
     */
    record Failed(long taskId, int failures, String reason) implements TaskCause {
        @Override
        public String code() {
            return "failed";
        }

        @Override
        public String sentence() {
            return "attempt TID " + taskId + " failed (failure " + failures + " of this task): " + reason;
        }
    }

    /** The attempt before was asked to end by somebody, but its partition is still wanted. */
    record Killed(long taskId, String reason) implements TaskCause {
        @Override
        public String code() {
            return "killed";
        }

        @Override
        public String sentence() {
            return "attempt TID " + taskId + " was killed: " + reason;
        }
    }

    /** The attempt before was not allowed to commit, for another held the right; that one did not succeed either. */
    record CommitDenied(long taskId) implements TaskCause {
        @Override
        public String code() {
            return "commit-denied";
        }

        @Override
        public String sentence() {
            return "attempt TID " + taskId + " was not allowed to commit its output";
        }
    }

    /** The attempt before ran on an executor that was lost. */
    record ExecutorLost(long taskId, String executor) implements TaskCause {
        @Override
        public String code() {
            return "executor-lost";
        }

        @Override
        public String sentence() {
            return "attempt TID " + taskId + " ran on executor " + executor + ", which was lost";
        }
    }

    /** An attempt had made the output, in this stage attempt or in an older one, but it went with its executor. */
    record Resubmitted(long taskId, String executor) implements TaskCause {
        @Override
        public String code() {
            return "resubmitted";
        }

        @Override
        public String sentence() {
            return "the output of attempt TID " + taskId + " was lost with executor " + executor;
        }
    }

    /** Another attempt of the task runs, slower than it should. */
    record Speculative(long taskId, String executor) implements TaskCause {
        @Override
        public String code() {
            return "speculative";
        }

        @Override
        public String sentence() {
            return "attempt TID " + taskId + " on executor " + executor + " is slow";
        }
    }

    /** A cause that was written down and read again: its words are known, its parts are not. */
    record Told(String code, String sentence) implements TaskCause {}
}
