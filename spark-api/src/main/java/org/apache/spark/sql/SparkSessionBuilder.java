// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import scala.Tuple2;

/** Gathers settings for a session. */
public abstract class SparkSessionBuilder {
    private final Map<String, String> options = new LinkedHashMap<>();
    private SparkContext given;

    public SparkSessionBuilder() {}

    public SparkSessionBuilder appName(String name) {
        return config("spark.app.name", name);
    }

    public SparkSessionBuilder master(String master) {
        return config("spark.master", master);
    }

    public synchronized SparkSessionBuilder config(String key, String value) {
        options.put(key, value);
        return this;
    }

    public SparkSessionBuilder config(String key, long value) {
        return config(key, Long.toString(value));
    }

    public SparkSessionBuilder config(String key, double value) {
        return config(key, Double.toString(value));
    }

    public SparkSessionBuilder config(String key, boolean value) {
        return config(key, Boolean.toString(value));
    }

    public SparkSessionBuilder config(Map<String, Object> map) {
        map.forEach((key, value) -> config(key, String.valueOf(value)));
        return this;
    }

    public SparkSessionBuilder config(SparkConf conf) {
        for (Tuple2<String, String> setting : conf.getAll()) {
            config(setting._1(), setting._2());
        }
        return this;
    }

    /** Refuses: Hive is a part of Spark SQL. */
    public SparkSessionBuilder enableHiveSupport() {
        throw NoSql.needs("enableHiveSupport");
    }

    /** The context to use, instead of one that is made. */
    synchronized void use(SparkContext context) {
        given = context;
    }

    /** The session that is there, if its context is active, or else a new one with the gathered settings. */
    public SparkSession getOrCreate() {
        SparkSession there = SparkSession.current();
        return there == null ? create() : there;
    }

    /** A new session, with the context that is active or else a new one. */
    public synchronized SparkSession create() {
        SparkContext context = given;
        if (context == null) {
            SparkConf conf = new SparkConf();
            options.forEach(conf::set);
            conf.setIfMissing("spark.app.name", UUID.randomUUID().toString());
            context = SparkContext.getOrCreate(conf);
        }
        SparkSession made = new SparkSession(context);
        SparkSession.setDefaultSession(made);
        return made;
    }
}
