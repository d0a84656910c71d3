/** The map side of a shuffle: partitions, combines and keeps what a task computed. */
@NullMarked
package ember.shuffle.write;

import org.jspecify.annotations.NullMarked;
