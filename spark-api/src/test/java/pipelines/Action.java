// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.util.LongAccumulator;
import pipelines.Frame.Order;
import scala.Tuple2;

/** What can be asked of an RDD. */
enum Action {
    COLLECT {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            List<Object> all = frame.elements().collect();
            boolean known = frame.order() == Order.EXACT || frame.order() == Order.SEQUENCE;
            return known ? Answer.inOrder(all) : Answer.inAnyOrder(all);
        }
    },
    COLLECT_IN_ANY_ORDER {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            // Pairs as they are, groups among them.
            return frame.hasPairs()
                    ? Answer.inAnyOrder(frame.pairs().collect())
                    : Answer.inAnyOrder(frame.elements().collect());
        }

        @Override
        Answer model(List<Object> elements) {
            return Answer.inAnyOrder(elements);
        }
    },
    COUNT {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.of(frame.elements().count());
        }

        @Override
        Answer model(List<Object> elements) {
            return Answer.of((long) elements.size());
        }
    },
    REDUCE {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return frame.elements().isEmpty()
                    ? Answer.none()
                    : Answer.of(frame.elements().reduce(Values::greater));
        }

        @Override
        Answer model(List<Object> elements) {
            return elements.stream()
                    .reduce((left, right) -> Values.ORDER.compare(left, right) >= 0 ? left : right)
                    .map(Answer::of)
                    .orElse(Answer.none());
        }
    },
    TREE_REDUCE {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.of(
                    frame.elements().<Long>treeAggregate(0L, (sum, value) -> sum + Values.digest(value), Long::sum, 3));
        }

        @Override
        Answer model(List<Object> elements) {
            return Answer.of(elements.stream().mapToLong(Values::digest).sum());
        }
    },
    TAKE {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.inOrder(frame.inSequence().elements().take(number));
        }
    },
    TOP {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.inOrder(present(frame).top(number, Values.ORDER));
        }
    },
    TAKE_ORDERED {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.inOrder(present(frame).takeOrdered(number, Values.ORDER));
        }
    },
    FIRST {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            JavaRDD<Object> elements = frame.inSequence().elements();
            return elements.isEmpty() ? Answer.none() : Answer.of(elements.first());
        }
    },
    FOLD {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.of(
                    frame.elements().map(value -> (Object) Values.digest(value)).fold(0L, KeyOp::sum));
        }

        @Override
        Answer model(List<Object> elements) {
            return Answer.of(elements.stream().mapToLong(Values::digest).sum());
        }
    },
    MAX_AND_MIN {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            JavaRDD<Object> elements = present(frame);
            return elements.isEmpty()
                    ? Answer.none()
                    : Answer.inOrder(List.of(elements.max(Values.ORDER), elements.min(Values.ORDER)));
        }
    },
    TAKE_SAMPLE {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.inOrder(frame.exact().elements().takeSample(number % 2 == 0, number, number));
        }
    },
    REDUCE_BY_KEY_LOCALLY {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.of(frame.pairs().reduceByKeyLocally(Values::greater));
        }
    },
    COLLECT_PARTITIONS {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            boolean known = frame.order() == Order.EXACT || frame.order() == Order.PLACED;
            JavaRDD<Object> elements = (known ? frame : frame.placed(3)).elements();
            return Answer.inAnyOrder(elements.collectPartitions(new int[] {elements.getNumPartitions() - 1})[0]);
        }
    },
    /** Nothing is kept any more; what comes next computes it again. */
    UNPERSIST {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            if (frame.hasPairs()) {
                frame.pairs().unpersist(number % 2 == 0);
            } else {
                frame.elements().unpersist(number % 2 == 0);
            }
            return Answer.none();
        }
    },
    COUNT_BY_KEY {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.of(frame.pairs().countByKey());
        }
    },
    COUNT_BY_VALUE {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            return Answer.of(frame.elements().map(Values::asKey).countByValue());
        }
    },
    COLLECT_AS_MAP {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            Map<Object, Object> map =
                    frame.pairs().reduceByKey(Values::greater, 1 + number % 5).collectAsMap();
            return Answer.of(map);
        }
    },
    LOOKUP {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            JavaPairRDD<Object, Object> pairs = frame.pairs();
            List<Optional<Object>> least =
                    pairs.keys().map(Optional::ofNullable).takeOrdered(1, Values.optionals());
            return least.isEmpty()
                    ? Answer.none()
                    : Answer.inAnyOrder(pairs.lookup(least.get(0).orNull()));
        }
    },
    /** Gathers everything in lists that grow in place. */
    AGGREGATE {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            ArrayList<Long> all = frame.elements()
                    .aggregate(
                            new ArrayList<Long>(),
                            (list, value) -> {
                                list.add(Values.digest(value));
                                return list;
                            },
                            (list, others) -> {
                                list.addAll(others);
                                return list;
                            });
            return Answer.inAnyOrder(all);
        }
    },
    TO_LOCAL_ITERATOR {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            JavaRDD<Object> elements = frame.elements();
            return Answer.inAnyOrder(elements::toLocalIterator);
        }

        @Override
        Answer model(List<Object> elements) {
            return Answer.inAnyOrder(elements);
        }
    },
    /** Writes digests as text and reads them back. */
    SAVE_AS_TEXT_FILE {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) throws IOException {
            String path = Files.createTempDirectory(directory, "saved")
                    .resolve("text")
                    .toString();
            frame.elements().map(value -> Long.toString(Values.digest(value))).saveAsTextFile(path);
            return Answer.inAnyOrder(context.textFile(path, 1 + number % 4).collect());
        }
    },
    ACCUMULATE {
        @Override
        Answer run(JavaSparkContext context, Frame frame, int number, Path directory) {
            LongAccumulator sum = context.sc().longAccumulator();
            LongAccumulator count = context.sc().longAccumulator();
            frame.elements().foreach(value -> {
                sum.add(Values.digest(value));
                count.add(1L);
            });
            return Answer.of(new Tuple2<>(sum.value(), count.value()));
        }

        @Override
        Answer model(List<Object> elements) {
            long sum = elements.stream().mapToLong(Values::digest).sum();
            return Answer.of(new Tuple2<>(sum, (long) elements.size()));
        }
    };

    /** Spark does not order null. */
    private static JavaRDD<Object> present(Frame frame) {
        return frame.elements().map(value -> value == null ? "null" : value);
    }

    /** @param directory where files may be written */
    abstract Answer run(JavaSparkContext context, Frame frame, int number, Path directory) throws IOException;

    /** The answer for plain elements in any order; null: the model does not know. */
    Answer model(List<Object> elements) {
        return null;
    }
}
