/**
 * What a Spark program names beside the Java API itself: its configuration, the context of a task, partitioners, exceptions, and why tasks end.
 *
 * <p>Same names, signatures and behaviour as Apache Spark 4.2.0.
 */
package org.apache.spark;
