// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import org.jspecify.annotations.Nullable;

/**
 * Adds up what records take in memory as they come. Those whose size is seen at a glance are all measured; of others the first few
 * are, and then one in {@value #MEASURE_EVERY}, which stands for those in between; of changes, once there are many, fewer, and hardly
 * any while they change no size. Used by one thread.
 */
public final class RecordSizes {
    private static final int MEASURED_FIRST = 32;
    private static final int MEASURE_EVERY = 16;
    private static final int MANY_CHANGES = 1 << 13;
    private static final int MEASURE_SELDOM = 128;
    private static final int MEASURE_HARDLY = 4096;
    /** Measured changes of no size, one after the other, until they are measured half as often. */
    private static final int UNCHANGED = 16;

    private static final long UNMEASURED = Long.MIN_VALUE;

    private long bytes;
    private long seen;
    /** The sampled ones that were not measured yet, and how large the last measured was. */
    private int unmeasured;

    private long lastBytes;
    /** Measurements of changes until they are made more seldom. */
    private int measurementsLeft = MANY_CHANGES / MEASURE_EVERY;

    private int measureChanges = MEASURE_EVERY;
    private int unmeasuredChanges;
    private int unchanged;
    /** A class whose objects are not measured at a glance. */
    private @Nullable Class<?> opaque;

    /**
     * Adds one object, or part of a record.
     *
     * @return what it was counted as
     */
    public long add(@Nullable Object value) {
        long glance = SizeEstimator.atAGlance(value);
        if (glance >= 0) {
            bytes += glance;
            return glance;
        }
        return addSampled(value);
    }

    /** Adds one object among many like it that is not to be looked at if it can be helped. @return what it was counted as */
    public long addSampled(@Nullable Object value) {
        seen++;
        if (seen <= MEASURED_FIRST || ++unmeasured == MEASURE_EVERY) {
            lastBytes = SizeEstimator.estimate(value);
            // The others in between were counted as the measured one before them; this one counts for itself.
            unmeasured = 0;
        }
        bytes += lastBytes;
        return lastBytes;
    }

    /**
     * An object that was added is about to be changed or exchanged.
     *
     * @return what {@link #afterChange} must be told
     */
    public long beforeChange(@Nullable Object value) {
        if (value == null || value.getClass() != opaque) {
            long glance = SizeEstimator.atAGlance(value);
            if (glance >= 0 || value == null) {
                return glance;
            }
            opaque = value.getClass();
        }
        if (++unmeasuredChanges < measureChanges) {
            return UNMEASURED;
        }
        unmeasuredChanges = 0;
        if (--measurementsLeft == 0) {
            measureChanges = MEASURE_SELDOM;
        }
        return ~SizeEstimator.estimate(value);
    }

    /**
     * The object is now this one. A change that is measured stands for those before it that were not.
     *
     * @return whether it was measured
     */
    public boolean afterChange(long before, @Nullable Object value) {
        if (before == UNMEASURED) {
            return false;
        }
        long change = before >= 0
                ? SizeEstimator.estimate(value) - before
                : Math.min(measureChanges, MEASURE_SELDOM) * (SizeEstimator.estimate(value) - ~before);
        bytes = Math.max(0, bytes + change);
        measureOtherwise(change);
        return true;
    }

    /** Sums and counts keep their size; what begins to grow is measured more often from then on. */
    private void measureOtherwise(long change) {
        if (measurementsLeft > 0) {
            return;
        }
        if (change != 0) {
            unchanged = 0;
            measureChanges = MEASURE_SELDOM;
        } else if (++unchanged == UNCHANGED) {
            unchanged = 0;
            measureChanges = Math.min(MEASURE_HARDLY, 2 * measureChanges);
        }
    }

    /** Adds a size that the caller knows. */
    public void addBytes(long more) {
        bytes += more;
    }

    /** What was added since the start or the last {@link #reset}. */
    public long bytes() {
        return bytes;
    }

    /** Begins anew: what was added is gone. */
    public void reset() {
        bytes = 0;
    }
}
