/** Turning objects into bytes and back, as programs may choose it for a shuffle. */
package org.apache.spark.serializer;
