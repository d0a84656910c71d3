// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

/** Watches one rule and throws a {@link Violation} when it is broken. */
abstract class Oracle extends Watcher {
    /** What holds as long as this oracle is silent, in one sentence. */
    abstract String rule();
}
