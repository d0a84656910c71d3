/** Accumulators, statistics, and what a task calls back when it ends. */
package org.apache.spark.util;
