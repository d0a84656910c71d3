/**
 * RDDs of what is in files, by Hadoop's visible rules: hidden names, globs, splits, line ends. Start with
 * {@link ember.rdd.input.TextInput}.
 */
@NullMarked
package ember.rdd.input;

import org.jspecify.annotations.NullMarked;
