/** How a program finds out what resources there are beside cores. */
package org.apache.spark.api.resource;
