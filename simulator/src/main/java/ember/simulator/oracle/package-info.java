/**
 * Who judges a run: each oracle watches all facts and effects pass between a cluster and a scheduler, and throws a
 * {@link ember.simulator.oracle.Violation} at the first that must not be.
 *
 * <p>Oracles know nothing of the inside of either. Reads: {@link ember.simulator.oracle.Watcher} and
 * {@link ember.simulator.oracle.Ledger} first, then any oracle.
 */
@NullMarked
package ember.simulator.oracle;

import org.jspecify.annotations.NullMarked;
