// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** The fragment of a query that an error points at. The RDD engine has no queries, so only callers implement it. */
public interface QueryContext {

    QueryContextType contextType();

    /** Type of the object in which the fragment was written, such as VIEW; empty if there is none. */
    String objectType();

    /** Name of that object; empty if there is none. */
    String objectName();

    /** First character of the fragment in the query text, -1 if unknown. */
    int startIndex();

    /** Last character of the fragment in the query text, -1 if unknown. */
    int stopIndex();

    String fragment();

    /** The place in the program that made the fragment. */
    String callSite();

    /** The fragment and its place in words. */
    String summary();
}
