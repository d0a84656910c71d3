/**
 * The command {@code ember submit}: the unchanged jar of a program runs on Apache Spark.
 *
 * <p>{@link ember.cli.submit.Submit} looks first for what would be missing, then finds Spark or fetches it with Maven, and hands over.
 */
@NullMarked
package ember.cli.submit;

import org.jspecify.annotations.NullMarked;
