// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

/**
 * One thing that cost time.
 *
 * @param kind for programs: lower case, words joined by dashes
 * @param costMillis a lower bound of what it cost, of the time of workers or of the clock; the order in which findings are shown
 * @param sentence what was seen, with its numbers
 * @param threshold from when on it is a finding
 * @param remedy the one thing to try first
 * @param jobId where it was seen; -1: in no job
 * @param stageId where it was seen; -1: in no stage
 * @param stageAttempt of that stage; -1: in none
 */
public record Finding(
        String kind,
        long costMillis,
        String sentence,
        String threshold,
        String remedy,
        int jobId,
        int stageId,
        int stageAttempt) {
    /** One line: what was seen and what to do. */
    public String advice() {
        return sentence + (sentence.endsWith(".") ? " " : ". ") + remedy;
    }
}
