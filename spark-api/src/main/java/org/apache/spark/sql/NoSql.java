// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.sql;

/** The answer to everything that needs Spark SQL. */
final class NoSql {
    private NoSql() {}

    static UnsupportedOperationException needs(String member) {
        return new UnsupportedOperationException(
                member + " needs Spark SQL, which is not part of Ember: run the same jar on Apache Spark,"
                        + " with `ember submit --master local[*] app.jar` or spark-submit.");
    }
}
