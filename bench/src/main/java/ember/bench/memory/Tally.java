// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.memory;

import java.io.Serializable;

/** What a partition of a result adds up to. */
record Tally(long keys, long values, long checksum) implements Serializable {
    static final Tally NOTHING = new Tally(0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(keys + other.keys, values + other.values, checksum + other.checksum);
    }
}
