/**
 * As much of Spark SQL's entry as programs of RDDs use: a session that has a context and reads lines of text. SQL itself is not part of
 * Ember, and says so.
 */
package org.apache.spark.sql;
