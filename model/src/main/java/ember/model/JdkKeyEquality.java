// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

enum JdkKeyEquality implements KeyEquality {
    INSTANCE;

    @Override
    public boolean equal(@Nullable Object left, @Nullable Object right) {
        return Objects.equals(left, right);
    }

    @Override
    public int hash(@Nullable Object key) {
        return key == null ? 0 : key.hashCode();
    }
}
