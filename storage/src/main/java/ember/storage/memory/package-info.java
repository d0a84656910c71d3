/** How much memory there is, and how much of it data takes. */
@NullMarked
package ember.storage.memory;

import org.jspecify.annotations.NullMarked;
