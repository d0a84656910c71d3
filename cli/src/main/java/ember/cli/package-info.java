/**
 * The command {@code ember}.
 *
 * <p>{@link ember.cli.Main} sends {@code run} and {@code example} straight to {@link ember.cli.Launcher}, because a program's start
 * must not pay for the parsing of options it does not have; everything else goes through picocli.
 */
@NullMarked
package ember.cli;

import org.jspecify.annotations.NullMarked;
