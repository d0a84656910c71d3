// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.KeyEquality;
import org.jspecify.annotations.Nullable;
import scala.runtime.BoxesRunTime;
import scala.runtime.Statics;

/**
 * Scala's {@code ==} and {@code ##}: numbers and characters are equal if their values are, whatever their types, so {@code 1} and
 * {@code 1L} are one key. An enum, so tasks share it.
 */
public enum ScalaKeyEquality implements KeyEquality {
    INSTANCE;

    @Override
    public boolean equal(@Nullable Object left, @Nullable Object right) {
        return BoxesRunTime.equals(left, right);
    }

    @Override
    public int hash(@Nullable Object key) {
        return Statics.anyHash(key);
    }
}
