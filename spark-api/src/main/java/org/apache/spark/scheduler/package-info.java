/**
 * What listeners are told: {@link org.apache.spark.scheduler.SparkListener} first, then the events it takes.
 *
 * <p>Same names, signatures and behaviour as Apache Spark 4.2.0.
 */
package org.apache.spark.scheduler;
