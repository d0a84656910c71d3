// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that has a row for each number that it is asked for. */
@SuppressWarnings("deprecation") // Spark's is
class JdbcRDDTest {
    private static final AtomicInteger OPEN = new AtomicInteger();

    private JavaSparkContext sc;

    @BeforeEach
    void start() {
        sc = new JavaSparkContext(new SparkConf(false).setMaster("local[2]").setAppName("jdbc"));
    }

    @AfterEach
    void stop() {
        sc.stop();
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(JdbcRDDTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Connection connect() {
        OPEN.incrementAndGet();
        return fake(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "getMetaData" -> fake(DatabaseMetaData.class, (meta, asked, none) -> "jdbc:fake:");
            case "prepareStatement" -> statement();
            case "close" -> {
                OPEN.decrementAndGet();
                yield null;
            }
            default -> throw new SQLException(method.getName());
        });
    }

    private static PreparedStatement statement() {
        long[] bounds = new long[3];
        return fake(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "setFetchSize" -> null;
            case "setLong" -> {
                bounds[(Integer) arguments[0]] = (Long) arguments[1];
                yield null;
            }
            case "executeQuery" -> rows(bounds);
            default -> throw new SQLException(method.getName());
        });
    }

    private static ResultSet rows(long[] bounds) {
        long[] row = {bounds[1] - 1};
        return fake(ResultSet.class, (self, method, arguments) -> switch (method.getName()) {
            case "next" -> ++row[0] <= bounds[2];
            case "getLong", "getObject" -> row[0];
            case "getMetaData" -> fake(ResultSetMetaData.class, (meta, asked, none) -> 2);
            default -> throw new SQLException(method.getName());
        });
    }

    @Test
    void partitionsReadRangesOfNumbers() {
        JavaRDD<Long> rows = JdbcRDD.create(sc, JdbcRDDTest::connect, "q", 1, 10, 3, row -> row.getLong(1));
        assertThat(rows.glom().collect())
                .containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L), List.of(7L, 8L, 9L, 10L));
        assertThat(OPEN).hasValue(0);
        assertThat(rows.rdd().toString()).startsWith("JdbcRDD[0] at ");
    }

    @Test
    void rowsAreArraysOfTheirColumns() {
        assertThat(JdbcRDD.create(sc, JdbcRDDTest::connect, "q", 5, 5, 1).first())
                .containsExactly(5L, 5L);
    }

    @Test
    void boundsMayBeAsFarApartAsTheyCan() {
        assertThat(JdbcRDD.create(sc, JdbcRDDTest::connect, "q", 567279357766147899L, 567279357766147900L, 20)
                        .count())
                .isEqualTo(2);
    }

    @Test
    void connectionsAreClosedWhenARowFails() {
        assertThatThrownBy(() -> JdbcRDD.create(sc, JdbcRDDTest::connect, "q", 1, 2, 1, row -> row.getDate(1))
                        .count())
                .isInstanceOf(SparkException.class)
                .hasStackTraceContaining("java.sql.SQLException: getDate");
        assertThat(OPEN).hasValue(0);
    }
}
