// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

/**
 * How often a stage may be tried, and what is said when that was too often.
 *
 * @param maxConsecutive failed attempts without a success between them
 * @param max attempts in all, at least {@code maxConsecutive}
 * @param noRetry whether a stage that lost an input is not tried again at all
 */
record RetryLimits(int maxConsecutive, int max, boolean noRetry) {
    RetryLimits {
        max = Math.max(max, maxConsecutive);
    }

    /** Whether a stage has failed so often that it is not tried again. */
    boolean reached(Stage stage) {
        return noRetry || stage.fetchFailedAttemptIds().size() >= maxConsecutive || stage.nextAttemptId() >= max;
    }

    /** Whether a stage has been submitted so often that it may not be once more. */
    boolean forbidsAnotherAttempt(Stage stage) {
        return stage.nextAttemptId() >= max;
    }

    /** Why a stage that lost an input is given up. */
    String fetchFailureReason(Stage stage, String failure) {
        return noRetry
                ? stage + " (" + stage.name() + ") will not retry due to testing config. Most recent failure reason: "
                        + failure
                : failureReason(stage, failure);
    }

    /** Why a stage whose latest attempt failed is given up. */
    String failureReason(Stage stage, String failure) {
        String limit = stage.fetchFailedAttemptIds().size() >= maxConsecutive
                ? " has failed the maximum allowable number of times: " + maxConsecutive
                : " has exceeded the maximum allowable total stage attempts: " + max;
        return stage + " (" + stage.name() + ")" + limit + ". Most recent failure reason: " + failure;
    }

    /** Why a stage is not submitted once more. */
    String submissionReason(Stage stage) {
        return stage + " (name=" + stage.name() + ") has been resubmitted for the maximum allowable number of times: "
                + max + ", which is the max value of config `spark.stage.maxAttempts` and"
                + " `spark.stage.maxConsecutiveAttempts`.";
    }
}
