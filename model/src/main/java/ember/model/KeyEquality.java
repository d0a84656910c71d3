// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * When two keys are the same while combining. Equal keys have equal hashes. Two {@code Integer}s are the same, and have equal hashes,
 * exactly if they are the same number; two {@code Long}s are the same exactly if they are the same number.
 */
public interface KeyEquality extends Serializable {
    boolean equal(@Nullable Object left, @Nullable Object right);

    int hash(@Nullable Object key);

    /** {@link Object#equals} and {@link Object#hashCode}; null equals only null and hashes to 0. */
    KeyEquality JDK = JdkKeyEquality.INSTANCE;
}
