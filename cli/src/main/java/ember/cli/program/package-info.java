/** What the commands that take a program share: its jar, and how wrong use is told. */
@NullMarked
package ember.cli.program;

import org.jspecify.annotations.NullMarked;
