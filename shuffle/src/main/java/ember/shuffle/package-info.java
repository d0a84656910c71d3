/**
 * Map outputs: what the map side wrote for each reduce partition, kept for the reduce side. Reads: {@link ember.shuffle.ShuffleStore}
 * first, then {@code ember.shuffle.write} and {@code ember.shuffle.read}.
 */
@NullMarked
package ember.shuffle;

import org.jspecify.annotations.NullMarked;
