// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import org.jspecify.annotations.Nullable;

/**
 * Boxed numbers of one class as bits, and back: what holds many of them holds no objects, so that the collector has nothing to copy and
 * no reference to keep track of. Whoever reads one gets an object of its own.
 */
public enum Packing {
    INTEGER(Integer.class, 16),
    LONG(Long.class, 24),
    DOUBLE(Double.class, 24);

    private final Class<?> type;
    private final int objectBytes;

    Packing(Class<?> type, int objectBytes) {
        this.type = type;
        this.objectBytes = objectBytes;
    }

    /** How such a value is packed; null: it is not. */
    public static @Nullable Packing of(@Nullable Object value) {
        if (value instanceof Long) {
            return LONG;
        }
        if (value instanceof Integer) {
            return INTEGER;
        }
        return value instanceof Double ? DOUBLE : null;
    }

    public boolean fits(@Nullable Object value) {
        return value != null && value.getClass() == type;
    }

    /** What an object takes that is not packed. */
    public int objectBytes() {
        return objectBytes;
    }

    /** @param value one that {@link #fits} */
    public long bits(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        return value instanceof Double number ? Double.doubleToRawLongBits(number) : (Integer) value;
    }

    /** A number of these bits. */
    public Object box(long bits) {
        if (this == LONG) {
            return bits;
        }
        if (this == INTEGER) {
            return (int) bits;
        }
        return Double.longBitsToDouble(bits);
    }
}
