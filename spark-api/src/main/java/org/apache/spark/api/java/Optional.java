// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import java.io.Serializable;
import java.util.Objects;

/**
 * A value that may be absent, serialisable unlike {@link java.util.Optional}: the result type of outer joins.
 *
 * <p>{@link #get()} of an absent value, and {@link #of} a null one, throw {@link NullPointerException}.
 *
 * @param <T> type of the value
 */
public final class Optional<T> implements Serializable {

    private static final Optional<?> EMPTY = new Optional<>(null);

    private final T value;

    private Optional(T value) {
        this.value = value;
    }

    /** The absent value. */
    public static <T> Optional<T> empty() {
        // The one instance holds nothing, so it fits every type.
        @SuppressWarnings("unchecked")
        Optional<T> empty = (Optional<T>) EMPTY;
        return empty;
    }

    /** The present {@code value}; throws {@link NullPointerException} if it is null. */
    public static <T> Optional<T> of(T value) {
        return new Optional<>(Objects.requireNonNull(value));
    }

    /** {@code value} if it is not null, else the absent value. */
    public static <T> Optional<T> ofNullable(T value) {
        return value == null ? empty() : of(value);
    }

    /** The value; throws {@link NullPointerException} if it is absent. */
    public T get() {
        return Objects.requireNonNull(value);
    }

    /** The value, or {@code other} (which may be null) if it is absent. */
    public T orElse(T other) {
        return value != null ? value : other;
    }

    /** Whether there is a value. */
    public boolean isPresent() {
        return value != null;
    }

    /** Another name of {@link #empty()}. */
    public static <T> Optional<T> absent() {
        return empty();
    }

    /** Another name of {@link #ofNullable}. */
    public static <T> Optional<T> fromNullable(T value) {
        return ofNullable(value);
    }

    /** Another name of {@link #orElse}. */
    public T or(T other) {
        return orElse(other);
    }

    /** The value, or null if it is absent. */
    public T orNull() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Optional<?> that && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return value == null ? "Optional.empty" : "Optional[" + value + "]";
    }
}
