/**
 * The functions a Java program hands to transformations and actions, as lambdas or classes.
 *
 * <p>All may throw anything; what they throw fails the task. All are serialisable, so that a task gets its own copy.
 */
package org.apache.spark.api.java.function;
