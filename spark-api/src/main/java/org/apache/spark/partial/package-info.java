/** Answers of approximate actions: a value now, perhaps a better one later. */
package org.apache.spark.partial;
