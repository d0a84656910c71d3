/** Read-only values that tasks share. */
package org.apache.spark.broadcast;
