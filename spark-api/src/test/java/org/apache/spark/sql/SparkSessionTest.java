// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSessionTest {
    private static SparkSession start() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("session")
                .config("spark.ui.enabled", false)
                .getOrCreate();
    }

    @Test
    void linesOfTextAreReadAsAnRdd(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("lines"), "one\ntwo\n");
        try (SparkSession spark = start()) {
            assertThat(spark.read()
                            .textFile(file.toString())
                            .javaRDD()
                            .map(String::length)
                            .collect())
                    .containsExactly(3, 3);
            assertThat(spark.read().textFile(file.toString()).count()).isEqualTo(2);
            assertThat(new JavaSparkContext(spark.sparkContext()).appName()).isEqualTo("session");
            assertThat(spark.version()).isEqualTo("4.2.0");
        }
    }

    @Test
    void aSessionIsSharedAsLongAsItsContextRuns() {
        SparkSession first = start();
        assertThat(start()).isSameAs(first);
        first.stop();
        try (SparkSession second = start()) {
            assertThat(second).isNotSameAs(first);
            assertThat(SparkSession.active()).isSameAs(second);
        }
        assertThat(SparkSession.getDefaultSession().isEmpty()).isTrue();
    }

    @Test
    void sqlSaysHowToRunOnSpark() {
        try (SparkSession spark = start()) {
            assertThatThrownBy(() -> spark.sql("select 1"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(
                            "sql needs Spark SQL, which is not part of Ember: run the same jar on Apache Spark, with"
                                    + " `ember submit --master local[*] app.jar` or spark-submit.");
        }
    }
}
