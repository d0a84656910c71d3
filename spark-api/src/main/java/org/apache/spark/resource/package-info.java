/** Resources beside cores and memory, such as accelerators. */
package org.apache.spark.resource;
