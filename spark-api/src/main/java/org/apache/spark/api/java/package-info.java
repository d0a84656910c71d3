/**
 * Spark's Java API: start with {@code JavaSparkContext}, which makes {@code JavaRDD}s.
 *
 * <p>Same names, signatures and behaviour as Apache Spark 4.2.0; the work is done by Ember's engine.
 */
package org.apache.spark.api.java;
