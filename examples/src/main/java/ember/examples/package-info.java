// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.

/**
 * Programs written against Spark's Java API and nothing else: the same jar runs on Ember and on Apache Spark.
 *
 * <p>Each has a {@code main} whose first argument is its input; without one it reads the text, log or graph that
 * comes with the project. Start with {@link ember.examples.WordCount}.
 */
@NullMarked
package ember.examples;

import org.jspecify.annotations.NullMarked;
