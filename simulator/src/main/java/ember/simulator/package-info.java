/**
 * A whole cluster in one thread, driven by a seed: runs the scheduler through worlds full of faults and judges what it does.
 *
 * <p>Reads: {@link ember.simulator.Simulation} first; then a transcript, then {@link ember.simulator.oracle.Oracles}.
 */
@NullMarked
package ember.simulator;

import org.jspecify.annotations.NullMarked;
