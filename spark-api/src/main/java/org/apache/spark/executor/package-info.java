/** What a task measured while it ran. */
package org.apache.spark.executor;
