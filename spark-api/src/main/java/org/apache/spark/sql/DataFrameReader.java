// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.sql;

/** Reads lines of text; other forms are an {@link UnsupportedOperationException} that says how to run on Spark. */
public class DataFrameReader {
    private final SparkSession session;

    DataFrameReader(SparkSession session) {
        this.session = session;
    }

    /** The lines of a text file, or of those in a directory. */
    public Dataset<String> textFile(String path) {
        // Spark SQL takes no hint: a small file is one partition.
        return new Dataset<>(session.sparkContext().textFile(path, 1));
    }

    /** The lines of several text files. */
    public Dataset<String> textFile(String... paths) {
        return textFile(String.join(",", paths));
    }

    /** Refuses: see the class. */
    public DataFrameReader format(String source) {
        throw NoSql.needs("format");
    }

    /** Refuses: see the class. */
    public DataFrameReader option(String key, String value) {
        throw NoSql.needs("option");
    }

    /** Refuses: see the class. */
    public Dataset<Row> text(String path) {
        throw NoSql.needs("text");
    }

    /** Refuses: see the class. */
    public Dataset<Row> json(String path) {
        throw NoSql.needs("json");
    }

    /** Refuses: see the class. */
    public Dataset<Row> csv(String path) {
        throw NoSql.needs("csv");
    }

    /** Refuses: see the class. */
    public Dataset<Row> parquet(String path) {
        throw NoSql.needs("parquet");
    }

    /** Refuses: see the class. */
    public Dataset<Row> load(String path) {
        throw NoSql.needs("load");
    }
}
