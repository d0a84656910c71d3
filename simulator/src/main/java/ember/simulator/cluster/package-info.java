/**
 * A cluster in one thread over virtual time: executors with slots and stores, tasks that read, compute and end, messages that are late,
 * doubled or overtake each other, and everything that can go wrong, each as likely as a seed says.
 *
 * <p>Reads: {@link ember.simulator.cluster.SimulatedCluster} first, then {@link ember.simulator.cluster.TaskRun}.
 */
@NullMarked
package ember.simulator.cluster;

import org.jspecify.annotations.NullMarked;
