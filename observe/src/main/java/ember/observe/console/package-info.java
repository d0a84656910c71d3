/** The line on a terminal that tells how far stages are. Start with {@link ember.observe.console.ProgressBar}. */
@NullMarked
package ember.observe.console;

import org.jspecify.annotations.NullMarked;
