// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import pipelines.Frame.Order;
import scala.Tuple2;

/** Steps on elements of any kind. */
enum ElementOp implements Op {
    MAP {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            int form = step.variant();
            return Frame.of(left.elements().map(value -> Values.change(form, value)), left.order(), left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left.stream()
                    .map(value -> Values.change(step.variant(), value))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    },
    FILTER {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            int variant = step.variant();
            return Frame.of(left.elements().filter(value -> passes(variant, value)), left.order(), left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left.stream()
                    .filter(value -> passes(step.variant(), value))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    },
    FLAT_MAP {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            int most = left.most() > MANY / 2 ? 2 : 4;
            return Frame.of(
                    left.elements().flatMap(value -> copies(value, most).iterator()), left.order(), 2 * left.most());
        }
    },
    /** Elements in blocks of ten, each block backwards. */
    MAP_PARTITIONS {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            Order order = left.order() == Order.SEQUENCE ? Order.NONE : left.order();
            return Frame.of(left.elements().mapPartitions(Turned::new), order, left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left;
        }
    },
    DISTINCT {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaRDD<Object> keys = left.elements().map(Values::asKey);
            return Frame.of(keys.distinct(step.partitions()), Order.PLACED, left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return Model.distinct(left);
        }
    },
    SORT_BY {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            boolean ascending = step.variant() % 2 == 0;
            return Frame.of(
                    left.elements().sortBy(Values::digest, ascending, step.partitions()),
                    step.partitions() == 1 ? Order.EXACT : Order.SEQUENCE,
                    left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left;
        }
    },
    REPARTITION {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return Frame.of(
                    left.elements().repartition(step.partitions()),
                    left.order() == Order.EXACT ? Order.PLACED : Order.NONE,
                    left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left;
        }
    },
    COALESCE {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return Frame.of(left.elements().coalesce(step.partitions()), left.order(), left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left;
        }
    },
    ZIP_WITH_INDEX {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            Frame known = left.inSequence();
            JavaRDD<Object> indexed =
                    known.elements().zipWithIndex().map(pair -> new Tuple2<>(Values.asKey(pair._1()), pair._2()));
            return Frame.of(indexed, known.order(), left.most());
        }
    },
    GLOM {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            boolean known = left.order() == Order.EXACT || left.order() == Order.PLACED;
            Frame placed = known ? left : left.placed(step.partitions());
            return Frame.of(placed.elements().glom().map(list -> new ArrayList<>(list)), Order.EXACT, 100);
        }
    },
    ZIP_WITH_UNIQUE_ID {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaRDD<Object> numbered = left.exact()
                    .elements()
                    .zipWithUniqueId()
                    .map(pair -> new Tuple2<>(Values.asKey(pair._1()), pair._2()));
            return Frame.of(numbered, Order.EXACT, left.most());
        }
    },
    /** With itself in another form. */
    ZIP {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaRDD<Object> elements = left.exact().elements();
            JavaRDD<Object> zipped =
                    elements.zip(elements.map(Values::digest)).map(pair -> new Tuple2<>(pair._2(), pair._1()));
            return Frame.of(zipped, Order.EXACT, left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left.stream()
                    .map(value -> new Tuple2<>(Values.digest(value), value))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    },
    MAP_WITH_INDEX {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            Frame placed = left.order() == Order.EXACT ? left : left.placed(step.partitions());
            JavaRDD<Object> indexed = placed.elements().mapPartitionsWithIndex(Indexed::new, false);
            return Frame.of(indexed, placed.order(), left.most());
        }
    },
    GROUP_BY {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaPairRDD<Object, Object> groups = left.elements()
                    .groupBy(value -> (Object) Math.floorMod(Values.digest(value), 50L), step.partitions())
                    .mapValues(values -> values);
            return Frame.of(groups, Order.PLACED, left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            List<Object> keyed = new ArrayList<>();
            left.forEach(value -> keyed.add(new Tuple2<>(Math.floorMod(Values.digest(value), 50L), value)));
            return Model.groupsAsPairs(keyed);
        }
    },
    RANDOM_SPLIT {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaRDD<Object>[] parts = left.exact().elements().randomSplit(new double[] {0.7, 0.3}, step.variant());
            return Frame.of(parts[0].union(parts[1]), Order.EXACT, left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left;
        }
    },
    SAMPLE {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            boolean again = step.variant() % 2 == 0;
            return Frame.of(left.exact().elements().sample(again, 0.6, step.variant()), Order.EXACT, left.most());
        }
    },
    BROADCAST {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            Broadcast<Map<Long, String>> names = context.broadcast(names());
            return Frame.of(left.elements().map(value -> named(names.value(), value)), left.order(), left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return left.stream().map(value -> named(names(), value)).collect(Collectors.toCollection(ArrayList::new));
        }
    };

    private static boolean passes(int variant, Object value) {
        return Math.floorMod(Values.digest(value) >> 7, 4) != Math.floorMod(variant, 4);
    }

    private static List<Object> copies(Object value, int most) {
        long digest = Values.digest(value);
        List<Object> copies = new ArrayList<>();
        for (int i = 0; i < Math.floorMod(digest, most); i++) {
            copies.add(i == 0 ? value : new Tuple2<>(Values.asKey(value), (Object) (digest + i)));
        }
        return copies;
    }

    private static Map<Long, String> names() {
        return Map.of(0L, "none", 1L, "one", 2L, "two");
    }

    private static Object named(Map<Long, String> names, Object value) {
        return Values.blend(names.get(Math.floorMod(Values.digest(value), 3L)), value);
    }

    /** Elements with the number of their partition. */
    private static final class Indexed implements Iterator<Object> {
        private final long partition;
        private final Iterator<Object> elements;

        Indexed(int partition, Iterator<Object> elements) {
            this.partition = partition;
            this.elements = elements;
        }

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public Object next() {
            return new Tuple2<>((Object) partition, elements.next());
        }
    }

    /** Reads a little ahead. */
    private static final class Turned implements Iterator<Object> {
        private static final int BLOCK = 10;

        private final Iterator<Object> elements;
        private final List<Object> block = new ArrayList<>();

        Turned(Iterator<Object> elements) {
            this.elements = elements;
        }

        @Override
        public boolean hasNext() {
            while (block.isEmpty() && elements.hasNext()) {
                while (block.size() < BLOCK && elements.hasNext()) {
                    block.add(elements.next());
                }
            }
            return !block.isEmpty();
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            return block.remove(block.size() - 1);
        }
    }
}
