/**
 * The way to Hadoop, which need not be there: {@link ember.spark.hadoop.HadoopBridge} is what the optional module ember-hadoop does,
 * {@link ember.spark.hadoop.Hadoop} finds it. Nothing here loads a class of Hadoop before a member that needs one is called.
 */
@NullMarked
package ember.spark.hadoop;

import org.jspecify.annotations.NullMarked;
