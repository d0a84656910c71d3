/** RDDs as Scala names them, reached through {@code rdd()} of the Java wrappers. */
package org.apache.spark.rdd;
