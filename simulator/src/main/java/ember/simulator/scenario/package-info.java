/**
 * What a simulated application asks for: stages with contents that can be foretold, jobs over them, executors to run them.
 *
 * <p>Reads: {@link ember.simulator.scenario.StageModel} first, then {@link ember.simulator.scenario.ScenarioGenerator}.
 */
@NullMarked
package ember.simulator.scenario;

import org.jspecify.annotations.NullMarked;
