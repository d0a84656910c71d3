/** Delivers engine events to listeners, in order, on a thread of their own. */
@NullMarked
package ember.engine.listen;

import org.jspecify.annotations.NullMarked;
