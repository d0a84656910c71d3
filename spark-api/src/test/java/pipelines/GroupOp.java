// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import pipelines.Frame.Order;
import scala.Tuple2;

/** Ways to read the groups of {@code groupByKey}. */
enum GroupOp implements Op {
    GROUP_READ_ONCE {
        @Override
        JavaPairRDD<Object, Object> read(JavaPairRDD<Object, Iterable<Object>> groups) {
            return groups.mapValues(Values::digest);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return digests(left);
        }
    },
    GROUP_READ_TWICE {
        @Override
        JavaPairRDD<Object, Object> read(JavaPairRDD<Object, Iterable<Object>> groups) {
            return groups.mapValues(values -> {
                long first = Values.digest(values);
                if (Values.digest(values) != first) {
                    throw new IllegalStateException("values differ when they are read again");
                }
                return first;
            });
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return digests(left);
        }
    },
    /** Two ways through the values at once, one of them left half-way. */
    GROUP_READ_PARTLY {
        @Override
        JavaPairRDD<Object, Object> read(JavaPairRDD<Object, Iterable<Object>> groups) {
            return groups.mapValues(values -> {
                Iterator<Object> slow = values.iterator();
                long read = 0;
                for (Object value : values) {
                    read++;
                    if (read % 3 == 0 && Values.digest(slow.next()) == 0) {
                        throw new IllegalStateException("no digest is 0: " + value);
                    }
                }
                return read;
            });
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            List<Object> read = new ArrayList<>();
            Model.groups(left).forEach((key, values) -> read.add(new Tuple2<>(key, (long) values.size())));
            return read;
        }
    },
    /** The group as it is, for whatever comes next. */
    GROUP {
        @Override
        JavaPairRDD<Object, Object> read(JavaPairRDD<Object, Iterable<Object>> groups) {
            return groups.mapValues(values -> values);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.groupsAsPairs(left);
        }
    },
    UNGROUP {
        @Override
        JavaPairRDD<Object, Object> read(JavaPairRDD<Object, Iterable<Object>> groups) {
            return groups.flatMapValues(Iterable::iterator);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.map(left, Tuple2::new);
        }
    },
    /** Each group is read when the next has come. */
    GROUP_READ_LATE {
        @Override
        JavaPairRDD<Object, Object> read(JavaPairRDD<Object, Iterable<Object>> groups) {
            return groups.mapPartitionsToPair(Late::new);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return digests(left);
        }
    };

    abstract JavaPairRDD<Object, Object> read(JavaPairRDD<Object, Iterable<Object>> groups);

    @Override
    public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
        return Frame.of(read(left.pairs().groupByKey(step.partitions())), Order.PLACED, left.most());
    }

    private static List<Object> digests(List<Object> left) {
        List<Object> digests = new ArrayList<>();
        Model.groups(left).forEach((key, values) -> digests.add(new Tuple2<>(key, Values.digest(values))));
        return digests;
    }

    private static final class Late implements Iterator<Tuple2<Object, Object>> {
        private final Iterator<Tuple2<Object, Iterable<Object>>> groups;
        private Tuple2<Object, Iterable<Object>> held;

        Late(Iterator<Tuple2<Object, Iterable<Object>>> groups) {
            this.groups = groups;
            this.held = groups.hasNext() ? groups.next() : null;
        }

        @Override
        public boolean hasNext() {
            return held != null;
        }

        @Override
        public Tuple2<Object, Object> next() {
            Tuple2<Object, Iterable<Object>> group = held;
            held = groups.hasNext() ? groups.next() : null;
            return new Tuple2<>(group._1(), Values.digest(group._2()));
        }
    }
}
