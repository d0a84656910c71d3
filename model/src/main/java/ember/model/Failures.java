// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions that users see. The facade supplies its public exception classes, so the engine throws the right one from
 * the place where the mistake is found.
 */
public interface Failures {
    /** Spark's general exception, with its message. */
    Exception failure(String message, @Nullable Throwable cause);

    /** A job was aborted. What it failed with is thrown as it is if that is an error which the engine knows by a name of its own. */
    default Exception jobAborted(String message, @Nullable Throwable cause) {
        return failure(message, cause);
    }

    /** A function of the driver's side, such as the merging of two results, threw. */
    Exception driverFunctionFailed(Throwable cause);

    /** The job was cancelled; {@code message} says which and why. */
    Exception cancelled(String message);

    /** A function cannot be serialised; {@code message} begins with "Task not serializable". */
    Exception notSerializable(String message, Throwable cause);

    /** Two RDDs that are zipped have partitions of unequal size. A job that fails with it throws it as it is. */
    Exception unequalZip();

    /** A partition to which a lineage was truncated is no longer cached. A job that fails with it throws it as it is. */
    Exception checkpointBlockLost(String block);

    /** What was asked for is not possible. */
    default UnsupportedOperationException unsupported(Unsupported what) {
        return new UnsupportedOperationException(what.message());
    }

    /** What a program may ask for in vain. */
    enum Unsupported {
        EMPTY_COLLECTION("empty collection"),
        OTHER_LEVEL("Cannot change storage level of an RDD after it was already assigned a level"),
        NO_EXTENT("Histogram on either an empty RDD or RDD containing +/-infinity or NaN");

        private final String message;

        Unsupported(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    /** Throws whatever it is given, checked or not, as it is. Written {@code throw Failures.sneaky(e)} for the compiler's sake. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException sneaky(Throwable failure) throws X {
        throw (X) failure;
    }
}
