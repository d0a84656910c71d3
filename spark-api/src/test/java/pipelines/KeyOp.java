// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import pipelines.Frame.Order;
import scala.Tuple2;

/** Steps on pairs. */
enum KeyOp implements Op {
    MAP_VALUES {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            int form = step.variant();
            return left.pairs(pairs -> pairs.mapValues(value -> Values.change(form, value)), left.order());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.map(left, (key, value) -> new Tuple2<>(key, Values.change(step.variant(), value)));
        }
    },
    FLAT_MAP_VALUES {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return left.pairs(pairs -> pairs.flatMapValues(value -> some(value).iterator()), left.order());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            List<Object> all = new ArrayList<>();
            Model.pairs(left)
                    .forEach(pair -> some(pair._2()).forEach(value -> all.add(new Tuple2<>(pair._1(), value))));
            return all;
        }
    },
    KEYS {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return Frame.of(left.pairs().keys(), left.order(), left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.map(left, (key, value) -> key);
        }
    },
    VALUES {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return Frame.of(left.pairs().values(), left.order(), left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.map(left, (key, value) -> value);
        }
    },
    SWAP {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return left.pairs(
                    pairs -> pairs.mapToPair(pair -> new Tuple2<>(Values.asKey(pair._2()), pair._1())), left.order());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.map(left, (key, value) -> new Tuple2<>(Values.asKey(value), key));
        }
    },
    REDUCE_GREATEST {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return left.pairs(pairs -> pairs.reduceByKey(Values::greater, step.partitions()), Order.PLACED);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.reduced(left, Values::greater);
        }
    },
    REDUCE_SUM {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return left.pairs(
                    pairs -> pairs.mapValues(value -> (Object) Values.digest(value))
                            .reduceByKey(KeyOp::sum, step.partitions()),
                    Order.PLACED);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.sums(left);
        }
    },
    FOLD_SUM {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return left.pairs(
                    pairs -> pairs.mapValues(value -> (Object) Values.digest(value))
                            .foldByKey(0L, step.partitions(), KeyOp::sum),
                    Order.PLACED);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.sums(left);
        }
    },
    /** Lists that grow in place. */
    AGGREGATE_LISTS {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return left.pairs(
                    pairs -> pairs.<Object>aggregateByKey(
                            new ArrayList<Object>(), step.partitions(), KeyOp::add, KeyOp::addAll),
                    Order.PLACED);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.groupsAsPairs(left);
        }
    },
    /** Arrays that are changed in place. */
    AGGREGATE_ARRAYS {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return left.pairs(
                    pairs ->
                            pairs.<Object>aggregateByKey(new long[2], step.partitions(), KeyOp::count, KeyOp::countAll),
                    Order.PLACED);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            List<Object> counted = new ArrayList<>();
            Model.groups(left).forEach((key, values) -> {
                Object count = new long[2];
                for (Object value : values) {
                    count = count(count, value);
                }
                counted.add(new Tuple2<>(key, count));
            });
            return counted;
        }
    },
    /** Maps that are changed in place, combined before the shuffle or only after it. */
    COMBINE_MAPS {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            boolean early = step.variant() % 2 == 0;
            return left.pairs(
                    pairs -> pairs.<Object>combineByKey(
                            value -> tally(new HashMap<Long, Long>(), value),
                            KeyOp::tally,
                            KeyOp::tallyAll,
                            new HashPartitioner(step.partitions()),
                            early,
                            null),
                    Order.PLACED);
        }
    },
    SORT_BY_KEY {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            boolean up = step.variant() % 2 == 0;
            JavaPairRDD<Object, Object> sorted;
            if (step.variant() % 3 == 0) {
                sorted = left.pairs()
                        .mapToPair(pair -> new Tuple2<>((Object) Values.digest(pair._1()), pair._2()))
                        .sortByKey(up, step.partitions());
            } else {
                sorted = left.pairs().sortByKey(Values.ORDER, up, step.partitions());
            }
            boolean natural = step.variant() % 3 == 0;
            return Frame.of(
                    sorted.mapPartitions(pairs -> new InOrder(pairs, up, natural)),
                    step.partitions() == 1 ? Order.PLACED : Order.NONE,
                    left.most());
        }
    },
    REPARTITION_AND_SORT {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return Frame.of(
                    left.pairs()
                            .repartitionAndSortWithinPartitions(new HashPartitioner(step.partitions()), Values.ORDER)
                            .mapPartitions(pairs -> new InOrder(pairs, true, false)),
                    Order.PLACED,
                    left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.map(left, Tuple2::new);
        }
    },
    PARTITION_BY {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return left.pairs(pairs -> pairs.partitionBy(new HashPartitioner(step.partitions())), Order.PLACED);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.map(left, Tuple2::new);
        }
    };

    private static List<Object> some(Object value) {
        List<Object> some = new ArrayList<>();
        if (Values.digest(value) % 3 != 0) {
            some.add(value);
        }
        return some;
    }

    static Object sum(Object left, Object right) {
        return (Long) left + (Long) right;
    }

    @SuppressWarnings("unchecked")
    private static Object add(Object list, Object value) {
        ((List<Object>) list).add(value);
        return list;
    }

    @SuppressWarnings("unchecked")
    private static Object addAll(Object list, Object others) {
        ((List<Object>) list).addAll((List<Object>) others);
        return list;
    }

    private static Object count(Object counts, Object value) {
        ((long[]) counts)[0]++;
        ((long[]) counts)[1] += Values.digest(value);
        return counts;
    }

    private static Object countAll(Object counts, Object others) {
        ((long[]) counts)[0] += ((long[]) others)[0];
        ((long[]) counts)[1] += ((long[]) others)[1];
        return counts;
    }

    @SuppressWarnings("unchecked")
    private static Object tally(Object tallies, Object value) {
        ((HashMap<Long, Long>) tallies).merge(Values.digest(value) & 63, 1L, Long::sum);
        return tallies;
    }

    @SuppressWarnings("unchecked")
    private static Object tallyAll(Object tallies, Object others) {
        ((HashMap<Long, Long>) others).forEach((key, n) -> ((HashMap<Long, Long>) tallies).merge(key, n, Long::sum));
        return tallies;
    }
}
