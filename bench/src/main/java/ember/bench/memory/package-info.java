/** Programs whose data is larger than the heap, and what they take of it. Reads: {@link ember.bench.memory.OutOfCore} first. */
@NullMarked
package ember.bench.memory;

import org.jspecify.annotations.NullMarked;
