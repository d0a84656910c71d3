/** Code that a program has run at the start and the end of driver and executors, and around tasks. */
package org.apache.spark.api.plugin;
