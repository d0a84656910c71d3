/** What files are read as, beside lines. */
package org.apache.spark.input;
