/** Executors as listeners see them. */
package org.apache.spark.scheduler.cluster;
