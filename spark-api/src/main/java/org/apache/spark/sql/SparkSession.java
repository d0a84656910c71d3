// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.sql;

import java.io.Closeable;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import scala.Option;

/**
 * The entry of programs that were written for Spark SQL and work with RDDs: has a context, and reads lines of text. Everything else is
 * an {@link UnsupportedOperationException} that says how to run on Spark.
 */
public class SparkSession implements Serializable, Closeable {
    private static final AtomicReference<SparkSession> DEFAULT = new AtomicReference<>();

    private final transient SparkContext context;

    SparkSession(SparkContext context) {
        this.context = context;
    }

    /** Gathers settings for a session. */
    public static class Builder extends SparkSessionBuilder {
        @Override
        public Builder appName(String name) {
            super.appName(name);
            return this;
        }

        @Override
        public Builder master(String master) {
            super.master(master);
            return this;
        }

        @Override
        public synchronized Builder config(String key, String value) {
            super.config(key, value);
            return this;
        }

        @Override
        public Builder config(String key, long value) {
            super.config(key, value);
            return this;
        }

        @Override
        public Builder config(String key, double value) {
            super.config(key, value);
            return this;
        }

        @Override
        public Builder config(String key, boolean value) {
            super.config(key, value);
            return this;
        }

        @Override
        public Builder config(Map<String, Object> map) {
            super.config(map);
            return this;
        }

        @Override
        public Builder config(SparkConf conf) {
            super.config(conf);
            return this;
        }

        @Override
        public Builder enableHiveSupport() {
            super.enableHiveSupport();
            return this;
        }

        /** The context to use, instead of one that is made. */
        public Builder sparkContext(SparkContext sparkContext) {
            use(sparkContext);
            return this;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The session made last, if its context is active; null if not. */
    static SparkSession current() {
        SparkSession there = DEFAULT.get();
        return there == null || there.context.isStopped() ? null : there;
    }

    /** The session made last, if its context is active. */
    public static Option<SparkSession> getDefaultSession() {
        return Option.apply(current());
    }

    /** The session made last, if its context is active. */
    public static Option<SparkSession> getActiveSession() {
        return getDefaultSession();
    }

    /** The session made last; {@link IllegalStateException} if there is none. */
    public static SparkSession active() {
        SparkSession there = current();
        if (there == null) {
            throw new IllegalStateException("No active or default Spark session found");
        }
        return there;
    }

    public static void setDefaultSession(SparkSession session) {
        DEFAULT.set(session);
    }

    public static void clearDefaultSession() {
        DEFAULT.set(null);
    }

    public SparkContext sparkContext() {
        return context;
    }

    /** The version of Spark whose API this is. */
    public String version() {
        return context.version();
    }

    /** Reads lines of text. */
    public DataFrameReader read() {
        return new DataFrameReader(this);
    }

    /** Another view of the same context. */
    public SparkSession newSession() {
        return new SparkSession(context);
    }

    /** Stops the context. */
    public void stop() {
        context.stop();
        DEFAULT.compareAndSet(this, null);
    }

    /** Stops the context. */
    @Override
    public void close() {
        stop();
    }

    /** Refuses: see the class. */
    public Dataset<Row> sql(String sqlText) {
        throw NoSql.needs("sql");
    }

    /** Refuses: see the class. */
    public Dataset<Row> table(String tableName) {
        throw NoSql.needs("table");
    }

    /** Refuses: see the class. */
    public Dataset<Row> createDataFrame(JavaRDD<?> rdd, Class<?> beanClass) {
        throw NoSql.needs("createDataFrame");
    }

    /** Refuses: see the class. */
    public Dataset<Row> createDataFrame(List<?> data, Class<?> beanClass) {
        throw NoSql.needs("createDataFrame");
    }

    /** Refuses: see the class. */
    public Dataset<Long> range(long end) {
        throw NoSql.needs("range");
    }
}
