// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** What the scheduler's core costs, measured with JMH. Start at {@link ember.bench.CoreCurve}, which {@code bench-core.sh} runs. */
@NullMarked
package ember.bench;

import org.jspecify.annotations.NullMarked;
