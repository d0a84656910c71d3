/**
 * What needs Hadoop: start with {@link ember.hadoop.HadoopModule}. A class for each of Hadoop's two interfaces reads, {@link
 * ember.hadoop.HadoopSave} writes by either.
 */
@NullMarked
package ember.hadoop;

import org.jspecify.annotations.NullMarked;
