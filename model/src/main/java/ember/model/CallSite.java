// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place in the user's program that made an RDD or started a job. Immutable as far as anyone can tell: its text may be made when
 * it is first asked for, since few places are ever shown. Safe for use by many threads.
 */
public final class CallSite {
    /** No place is known. */
    public static final CallSite EMPTY = new CallSite("", "");

    private @Nullable Supplier<CallSite> source;
    private String shortForm;
    private String longForm;

    /**
     * A place whose text is known.
     *
     * @param shortForm what and where, such as {@code reduceByKey at WordCount.java:24}
     * @param longForm the user's stack, one frame a line, innermost first
     */
    public CallSite(String shortForm, String longForm) {
        this.shortForm = shortForm;
        this.longForm = longForm;
    }

    /** A place whose text {@code source} gives; it is asked once at most. */
    public CallSite(Supplier<CallSite> source) {
        this("", "");
        this.source = source;
    }

    /** What and where, such as {@code reduceByKey at WordCount.java:24}. */
    public synchronized String shortForm() {
        find();
        return shortForm;
    }

    /** The user's stack, one frame a line, innermost first. */
    public synchronized String longForm() {
        find();
        return longForm;
    }

    private void find() {
        Supplier<CallSite> unasked = source;
        if (unasked != null) {
            CallSite found = unasked.get();
            shortForm = found.shortForm();
            longForm = found.longForm();
            source = null;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallSite that
                && shortForm().equals(that.shortForm())
                && longForm().equals(that.longForm());
    }

    @Override
    public int hashCode() {
        return shortForm().hashCode() * 31 + longForm().hashCode();
    }

    @Override
    public String toString() {
        return shortForm();
    }
}
