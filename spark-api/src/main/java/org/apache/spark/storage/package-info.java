/** Where cached data lives: levels, and the names of blocks and of those who hold them. */
package org.apache.spark.storage;
