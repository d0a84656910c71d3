/** The tables and sorts that both sides of a shuffle work with. Reads: {@link ember.shuffle.sort.CombineMap} first. */
@NullMarked
package ember.shuffle.sort;

import org.jspecify.annotations.NullMarked;
