/** The reduce side of a shuffle: concatenates, combines or sorts the segments of a reduce partition. */
@NullMarked
package ember.shuffle.read;

import org.jspecify.annotations.NullMarked;
