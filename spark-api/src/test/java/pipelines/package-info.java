/**
 * Random programs, one for each seed: {@code PipelineGenerator} makes a {@code Pipeline}, {@code Interpreter} runs it on any context and
 * {@code Model} on plain lists. All of these use Spark's Java API only, so that they run on Spark as well; {@code Trial} knows Ember.
 */
package pipelines;
