/**
 * The functions a Java program hands to transformations and actions, as lambdas or classes.
 *
 * <p>All may throw anything; what they throw fails the task. All are serialisable, so that a task gets its own copy.
 *
 * <p>Each extends the engine's own interface of the same shape, so the engine calls a program's function as it is: the compiler puts
 * the bridge between the two {@code call} methods into the interface, where lambdas compiled against Spark find it.
 */
package org.apache.spark.api.java.function;
