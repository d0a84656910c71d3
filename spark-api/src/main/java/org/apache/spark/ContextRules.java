// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.model.Failures;

/** What must hold before a context starts. */
final class ContextRules {
    private static final String[] CLUSTERS = {"spark://", "yarn", "k8s://", "local-cluster["};

    private ContextRules() {}

    /** Throws a {@link SparkException}, which is not declared. */
    static void requireStartable(SparkConf conf) {
        String master = require(conf, "spark.master", "A master URL must be set in your configuration");
        require(conf, "spark.app.name", "An application name must be set in your configuration");
        for (String cluster : CLUSTERS) {
            if (master.startsWith(cluster)) {
                throw failure("Ember runs programs in one JVM, with masters such as local[*]. Master '" + master
                        + "' needs Apache Spark: give the same jar to spark-submit");
            }
        }
        boolean single = conf.getBoolean("ember.strict", Boolean.getBoolean("ember.strict"))
                || !conf.getBoolean("spark.driver.allowMultipleContexts", true);
        SparkContext other = single ? ActiveContexts.latest() : null;
        if (other != null) {
            throw failure("Only one SparkContext should be running in this JVM (see SPARK-2243). The currently running"
                    + " SparkContext was created at:\n" + other.createdAt());
        }
    }

    private static String require(SparkConf conf, String key, String complaint) {
        if (!conf.contains(key)) {
            throw failure(complaint);
        }
        return conf.get(key);
    }

    private static RuntimeException failure(String message) {
        return Failures.<RuntimeException>sneaky(new SparkException(message));
    }
}
