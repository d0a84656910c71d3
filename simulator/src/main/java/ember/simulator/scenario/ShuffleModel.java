// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

/**
 * A shuffle of the application.
 *
 * @param writer the map stage that writes it
 * @param reducePartitions blocks of each map output, at least 1; reader partition p reads block p modulo this
 */
public record ShuffleModel(int id, StageModel writer, int reducePartitions) {
    /** The part of a map output that is meant for one reader. */
    public static long block(long mapContent, int reducePartition) {
        return Contents.mix(mapContent, reducePartition + 1L);
    }
}
