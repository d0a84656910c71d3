// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sketch;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Estimates how many different values it was given. Used by one thread at a time. */
public final class DistinctSketch implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final double SMALLEST_ERROR = 0.000017;
    private static final int LEAST_PRECISION = 4;
    /** What the library can do: 2^26 registers, an error of about 0.00013. */
    private static final int MOST_PRECISION = 26;

    private final byte[] registers;

    private DistinctSketch(byte[] registers) {
        this.registers = registers;
    }

    /**
     * The precision for a relative standard deviation, by Spark's formula.
     *
     * @throws IllegalArgumentException if the deviation is not greater than 0.000017
     */
    public static int precisionFor(double relativeDeviation) {
        if (!(relativeDeviation > SMALLEST_ERROR)) {
            throw new IllegalArgumentException(
                    "requirement failed: accuracy (" + relativeDeviation + ") must be greater than 0.000017");
        }
        int precision = (int) Math.ceil(2 * Math.log(1.054 / relativeDeviation) / Math.log(2));
        return possible(precision);
    }

    /** The nearest precision that the library can do. */
    public static int possible(int precision) {
        return Math.min(MOST_PRECISION, Math.max(LEAST_PRECISION, precision));
    }

    /** @param precision binary logarithm of the number of registers */
    public static DistinctSketch empty(int precision) {
        return new DistinctSketch(HyperLogLog.create(precision).getState());
    }

    private HyperLogLog counter() {
        return HyperLogLog.wrap(registers);
    }

    public DistinctSketch add(@Nullable Object value) {
        counter().add(hash(value));
        return this;
    }

    /** Takes in what another of the same precision has seen. */
    public DistinctSketch merge(DistinctSketch other) {
        counter().add(other.counter());
        return this;
    }

    public long estimate() {
        return Math.round(counter().getDistinctCountEstimate());
    }

    /** All 64 bits where a value has as many; the mixed hash code of others, whose collisions go uncounted. */
    private static long hash(@Nullable Object value) {
        Hasher64 hasher = Hashing.komihash5_0();
        if (value instanceof String text) {
            return hasher.hashCharsToLong(text);
        }
        if (value instanceof Long number) {
            return hasher.hashLongToLong(number);
        }
        if (value instanceof Double number) {
            return hasher.hashLongToLong(Double.doubleToLongBits(number));
        }
        if (value instanceof byte[] bytes) {
            return hasher.hashBytesToLong(bytes);
        }
        return hasher.hashIntToLong(value instanceof Object[] array ? Arrays.deepHashCode(array) : hashCode(value));
    }

    private static int hashCode(@Nullable Object value) {
        return value == null ? 0 : value.hashCode();
    }
}
