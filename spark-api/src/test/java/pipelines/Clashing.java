// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.io.Serializable;

/** A key whose hash code is one of few. */
record Clashing(long number) implements Serializable {
    @Override
    public int hashCode() {
        return (int) (number % 3);
    }
}
