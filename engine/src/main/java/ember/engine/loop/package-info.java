/**
 * The thin shell around the scheduler: one thread that takes facts in and performs effects. All that is impure about scheduling is
 * here; no decision is.
 */
@NullMarked
package ember.engine.loop;

import org.jspecify.annotations.NullMarked;
