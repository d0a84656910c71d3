// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.model.function.Function0;
import ember.model.function.Function1;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The rows of a query with two bounds in it, a range of numbers between them for each partition. */
public final class JdbcRdd<T> extends Rdd<T> {
    /** Rows that a driver should fetch at once. */
    private static final int FETCH_ROWS = 100;

    private final Function0<Connection> connect;
    private final String sql;
    private final long lowerBound;
    private final long upperBound;
    private final int numPartitions;
    private final Function1<ResultSet, ? extends T> mapRow;

    /**
     * @param sql a query with two parameters, the first and the last number of a range, such as {@code select * from t where ? <= id
     *     and id <= ?}
     * @param upperBound the last number, included
     */
    public JdbcRdd(
            JobRunner runner,
            Function0<Connection> connect,
            String sql,
            long lowerBound,
            long upperBound,
            int numPartitions,
            Function1<ResultSet, ? extends T> mapRow) {
        super(runner);
        this.connect = connect;
        this.sql = sql;
        this.lowerBound = lowerBound;
        this.upperBound = upperBound;
        this.numPartitions = numPartitions;
        this.mapRow = mapRow;
    }

    private record Range(int index, long lower, long upper) implements Partition {}

    @Override
    public String kind() {
        return "JdbcRDD";
    }

    @Override
    public List<Object> closures() {
        return List.of(connect, mapRow);
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        BigInteger first = BigInteger.valueOf(lowerBound);
        BigInteger length = BigInteger.valueOf(upperBound).subtract(first).add(BigInteger.ONE);
        BigInteger parts = BigInteger.valueOf(numPartitions);
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < numPartitions; i++) {
            BigInteger from = BigInteger.valueOf(i).multiply(length).divide(parts);
            BigInteger until = BigInteger.valueOf(i + 1L).multiply(length).divide(parts);
            ranges.add(new Range(
                    i,
                    first.add(from).longValue(),
                    first.add(until).subtract(BigInteger.ONE).longValue()));
        }
        return ranges;
    }

    @Override
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        Range range = (Range) partition;
        Connection connection = context.closure(connect).call();
        context.addCompletionListener(ended -> close(connection));
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        // MySQL's driver would read all rows at once, but for this number.
        boolean isMySql = connection.getMetaData().getURL().startsWith("jdbc:mysql:");
        statement.setFetchSize(isMySql ? Integer.MIN_VALUE : FETCH_ROWS);
        statement.setLong(1, range.lower);
        statement.setLong(2, range.upper);
        return new Rows<>(statement.executeQuery(), context.closure(mapRow), context);
    }

    /** The results are read: what goes wrong now is told in the log. Closing a connection closes what was made by it. */
    private void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            runner().checkpoints().warn(kind(), "Exception closing connection: " + e);
        }
    }

    /** A row is made an element when the next one is asked for, before the result set goes on. */
    private static final class Rows<T> implements Iterator<T> {
        private final ResultSet results;
        private final Function1<ResultSet, ? extends T> mapRow;
        private final TaskContext context;
        private boolean onRow;
        private boolean ended;

        Rows(ResultSet results, Function1<ResultSet, ? extends T> mapRow, TaskContext context) {
            this.results = results;
            this.mapRow = mapRow;
            this.context = context;
        }

        @Override
        public boolean hasNext() {
            if (!onRow && !ended) {
                try {
                    onRow = results.next();
                } catch (SQLException e) {
                    throw Failures.sneaky(e);
                }
                ended = !onRow;
            }
            return onRow;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("End of stream");
            }
            onRow = false;
            try {
                T element = mapRow.call(results);
                context.metrics().add(TaskMetric.INPUT_RECORDS_READ, 1);
                return element;
            } catch (Exception e) {
                throw Failures.sneaky(e);
            }
        }
    }
}
