/**
 * Runs one task attempt and reports how it ended.
 *
 * <p>An {@link ember.executor.Executor} is a group of slots with its own blocks and its own map outputs; losing one loses both.
 * Read {@link ember.executor.TaskRunner} first: the life of an attempt, from its private copy of the closures to the report. What
 * it computes is {@link ember.executor.IteratorPipeline}'s: a stage's narrow steps as one chain of iterators.
 */
@NullMarked
package ember.executor;

import org.jspecify.annotations.NullMarked;
