/**
 * The command {@code ember shell}: Java, line by line, with a context ready.
 *
 * <p>The JDK's JShell does the work. Snippets run in this process (JShell calls that local execution), so that the classes it makes of them
 * are found by the tasks: its class loader is the context loader of the thread that makes {@code sc}, and executors inherit it. In a terminal
 * {@link ember.cli.shell.Shell} starts JShell's own tool; a file or a pipe is run by {@link ember.cli.shell.Script}, which stops at the first
 * error.
 */
@NullMarked
package ember.cli.shell;

import org.jspecify.annotations.NullMarked;
