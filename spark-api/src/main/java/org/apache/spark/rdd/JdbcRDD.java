// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import ember.model.Failures;
import ember.model.function.Function0;
import ember.rdd.input.JdbcRdd;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.reflect.ClassTag;

/**
 * The rows of a query with two bounds in it, a range of numbers between them for each partition. See {@link #create}.
 *
 * @deprecated as Spark's is, which sends its users to SQL
 */
@Deprecated
public class JdbcRDD<T> extends RDD<T> {

    /** Opens a connection; called by each task, which closes it. */
    public interface ConnectionFactory extends Serializable {
        Connection getConnection() throws Exception;
    }

    private JdbcRDD(SparkContext sc, JdbcRdd<T> rows) {
        super(sc, rows);
    }

    /** For Scala programs: as {@link #create}. */
    public JdbcRDD(
            SparkContext sc,
            scala.Function0<Connection> getConnection,
            String sql,
            long lowerBound,
            long upperBound,
            int numPartitions,
            scala.Function1<ResultSet, T> mapRow,
            ClassTag<T> evidence) {
        this(
                sc,
                rows(
                        sc,
                        new ScalaConnection(getConnection),
                        sql,
                        lowerBound,
                        upperBound,
                        numPartitions,
                        mapRow::apply));
    }

    private record ScalaConnection(scala.Function0<Connection> open) implements Function0<Connection> {
        @Override
        public Connection call() {
            return open.apply();
        }
    }

    private record JavaConnection(ConnectionFactory factory) implements Function0<Connection> {
        @Override
        public Connection call() throws Exception {
            return factory.getConnection();
        }
    }

    private static <T> JdbcRdd<T> rows(
            SparkContext sc,
            Function0<Connection> connect,
            String sql,
            long lowerBound,
            long upperBound,
            int numPartitions,
            Function<ResultSet, T> mapRow) {
        sc.engine().ensureActive();
        return new JdbcRdd<>(sc.engine(), connect, sql, lowerBound, upperBound, numPartitions, mapRow);
    }

    /**
     * What {@code mapRow} makes of the rows of a query.
     *
     * @param sql has two parameters, the first and the last number of a range: {@code select title from books where ? <= id and id <=
     *     ?}
     * @param upperBound the last number, included
     */
    public static <T> JavaRDD<T> create(
            JavaSparkContext sc,
            ConnectionFactory connectionFactory,
            String sql,
            long lowerBound,
            long upperBound,
            int numPartitions,
            Function<ResultSet, T> mapRow) {
        return new JavaRDD<>(new JdbcRDD<>(
                sc.sc(),
                rows(
                        sc.sc(),
                        new JavaConnection(connectionFactory),
                        sql,
                        lowerBound,
                        upperBound,
                        numPartitions,
                        mapRow)));
    }

    /** The rows of a query, each as an array of its columns: see the other {@code create}. */
    public static JavaRDD<Object[]> create(
            JavaSparkContext sc,
            ConnectionFactory connectionFactory,
            String sql,
            long lowerBound,
            long upperBound,
            int numPartitions) {
        return create(
                sc, connectionFactory, sql, lowerBound, upperBound, numPartitions, JdbcRDD::resultSetToObjectArray);
    }

    /** The columns of the row that {@code rs} is on. A {@link SQLException}, which is not declared, if that fails. */
    public static Object[] resultSetToObjectArray(ResultSet rs) {
        try {
            Object[] columns = new Object[rs.getMetaData().getColumnCount()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = rs.getObject(i + 1);
            }
            return columns;
        } catch (SQLException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }
}
