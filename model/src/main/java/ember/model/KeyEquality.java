// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * When two keys are the same while combining. Equal keys have equal hashes; those of two {@code Integer}s are equal exactly if the
 * integers are.
 */
public interface KeyEquality extends Serializable {
    boolean equal(@Nullable Object left, @Nullable Object right);

    int hash(@Nullable Object key);

    /** {@link Object#equals} and {@link Object#hashCode}; null equals only null and hashes to 0. */
    KeyEquality JDK = JdkKeyEquality.INSTANCE;
}
