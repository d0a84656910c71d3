// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/**
 * The place in the user's program that made an RDD or started a job.
 *
 * @param shortForm what and where, such as {@code reduceByKey at WordCount.java:24}
 * @param longForm the user's stack, one frame a line, innermost first
 */
public record CallSite(String shortForm, String longForm) {
    /** No place is known. */
    public static final CallSite EMPTY = new CallSite("", "");
}
