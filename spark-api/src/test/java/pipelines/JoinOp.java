// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import pipelines.Frame.Order;
import scala.Tuple2;

/** Steps with two inputs, which may be the same. */
enum JoinOp implements Op {
    UNION {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            boolean exact = left.order() == Order.EXACT && right.order() == Order.EXACT;
            return Frame.of(
                    left.thinned(MANY).elements().union(right.thinned(MANY).elements()),
                    exact ? Order.EXACT : Order.NONE,
                    Math.min(left.most(), MANY) + Math.min(right.most(), MANY));
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            List<Object> both = new ArrayList<>(left);
            both.addAll(right);
            return both;
        }
    },
    CARTESIAN {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            // Read again for each element of the left: it must not be computed each time.
            JavaRDD<Object> few = right.thinned(50).elements().repartition(step.partitions());
            JavaPairRDD<Object, Object> both = left.thinned(200).elements().cartesian(few);
            return Frame.of(both.map(pair -> Values.blend(pair._1(), pair._2())), Order.NONE, 10_000);
        }
    },
    ZIP_PARTITIONS {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaRDD<Object> zipped = left.placed(step.partitions())
                    .elements()
                    .zipPartitions(right.placed(step.partitions()).elements(), JoinOp::zipped);
            return Frame.of(zipped, Order.EXACT, 100);
        }
    },
    JOIN {
        @Override
        Joined join(JavaPairRDD<Object, Object> left, JavaPairRDD<Object, Object> right, int partitions) {
            return new Joined(left.join(right, partitions).mapValues(both -> Values.blend(both._1(), both._2())));
        }
    },
    LEFT_OUTER_JOIN {
        @Override
        Joined join(JavaPairRDD<Object, Object> left, JavaPairRDD<Object, Object> right, int partitions) {
            return new Joined(
                    left.leftOuterJoin(right, partitions).mapValues(both -> Values.blend(both._1(), both._2())));
        }

        @Override
        boolean keepsLeft() {
            return true;
        }
    },
    RIGHT_OUTER_JOIN {
        @Override
        Joined join(JavaPairRDD<Object, Object> left, JavaPairRDD<Object, Object> right, int partitions) {
            return new Joined(
                    left.rightOuterJoin(right, partitions).mapValues(both -> Values.blend(both._1(), both._2())));
        }

        @Override
        boolean keepsRight() {
            return true;
        }
    },
    FULL_OUTER_JOIN {
        @Override
        Joined join(JavaPairRDD<Object, Object> left, JavaPairRDD<Object, Object> right, int partitions) {
            return new Joined(
                    left.fullOuterJoin(right, partitions).mapValues(both -> Values.blend(both._1(), both._2())));
        }

        @Override
        boolean keepsLeft() {
            return true;
        }

        @Override
        boolean keepsRight() {
            return true;
        }
    },
    COGROUP {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaPairRDD<Object, Object> groups = left.pairs()
                    .cogroup(right.pairs(), step.partitions())
                    .mapValues(both -> Values.ordered(1, Values.digest(both._2()), Values.digest(both._1())));
            return Frame.of(groups, Order.PLACED, left.most() + right.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            return cogrouped(left, right);
        }
    },
    COGROUP_THREE {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaPairRDD<Object, Object> groups = left.pairs()
                    .cogroup(right.pairs(), left.pairs(), step.partitions())
                    .mapValues(all -> all);
            return Frame.of(groups, Order.PLACED, left.most() + right.most());
        }
    },
    SUBTRACT_BY_KEY {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaPairRDD<Object, Object> removed = right.pairs().filter(pair -> removes(pair._1()));
            return left.pairs(pairs -> pairs.subtractByKey(removed, step.partitions()), Order.PLACED);
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            Set<Object> removed = new HashSet<>();
            Model.pairs(right).forEach(pair -> removed.add(pair._1()));
            removed.removeIf(key -> !removes(key));
            List<Object> rest = Model.map(left, Tuple2::new);
            rest.removeIf(pair -> removed.contains(((Tuple2<?, ?>) pair)._1()));
            return rest;
        }
    },
    SUBTRACT {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            JavaRDD<Object> removed = right.elements().map(Values::asKey).filter(JoinOp::removes);
            return Frame.of(
                    left.elements().map(Values::asKey).subtract(removed, step.partitions()), Order.PLACED, left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            Set<Object> removed = new HashSet<>();
            right.forEach(value -> removed.add(Values.asKey(value)));
            removed.removeIf(value -> !removes(value));
            List<Object> rest = new ArrayList<>();
            left.forEach(value -> rest.add(Values.asKey(value)));
            rest.removeIf(removed::contains);
            return rest;
        }
    },
    INTERSECTION {
        @Override
        public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
            return Frame.of(
                    left.elements()
                            .map(Values::asKey)
                            .intersection(right.elements().map(Values::asKey)),
                    Order.PLACED,
                    left.most());
        }

        @Override
        public List<Object> model(Step step, List<Object> left, List<Object> right) {
            Set<Object> others = new HashSet<>(Model.distinct(right));
            List<Object> both = Model.distinct(left);
            both.removeIf(value -> !others.contains(value));
            return both;
        }
    };

    /** What a join came to. */
    record Joined(JavaPairRDD<Object, Object> pairs) {}

    private static final long MOST_MATCHES = 200_000;

    /** For steps that are joins; others do without. */
    Joined join(JavaPairRDD<Object, Object> left, JavaPairRDD<Object, Object> right, int partitions) {
        throw new UnsupportedOperationException(name());
    }

    boolean keepsLeft() {
        return false;
    }

    boolean keepsRight() {
        return false;
    }

    /** Joins either with one value a key on the right, or few elements there. */
    @Override
    public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
        JavaPairRDD<Object, Object> other;
        Frame one = left.thinned(MANY);
        long most = one.most() + right.most();
        if (step.variant() % 2 == 0) {
            other = right.pairs().reduceByKey(Values::greater, step.partitions());
        } else {
            Frame few = right.thinned(Math.max(5, MOST_MATCHES / Math.max(1, one.most())));
            other = few.pairs();
            most = Math.max(most, MOST_MATCHES);
        }
        // Spark's outer joins refuse null.
        JavaPairRDD<Object, Object> present = one.pairs().mapValues(JoinOp::present);
        other = other.mapValues(JoinOp::present);
        boolean turned = step.variant() % 4 > 1;
        Joined joined = turned ? join(other, present, step.partitions()) : join(present, other, step.partitions());
        return Frame.of(joined.pairs(), Order.PLACED, most).thinned(MANY);
    }

    @Override
    public List<Object> model(Step step, List<Object> left, List<Object> right) {
        boolean known = this == JOIN || keepsLeft() || keepsRight();
        if (!known || step.variant() % 2 != 0) {
            return null;
        }
        Map<Object, List<Object>> some = presentGroups(left);
        Map<Object, List<Object>> unique = presentGroups(Model.reduced(right, Values::greater));
        return step.variant() % 4 > 1 ? joined(unique, some) : joined(some, unique);
    }

    private static Object present(Object value) {
        return value == null ? "null" : value;
    }

    private static Map<Object, List<Object>> presentGroups(List<Object> elements) {
        return Model.groups(Model.map(elements, (key, value) -> new Tuple2<>(key, present(value))));
    }

    private List<Object> joined(Map<Object, List<Object>> left, Map<Object, List<Object>> right) {
        List<Object> joined = new ArrayList<>();
        left.forEach((key, values) -> {
            if (right.containsKey(key) || keepsLeft()) {
                for (Object one : values) {
                    for (Object other : right.getOrDefault(key, NOBODY)) {
                        joined.add(new Tuple2<>(key, Values.blend(side(keepsRight(), one), side(keepsLeft(), other))));
                    }
                }
            }
        });
        right.forEach((key, values) -> {
            if (keepsRight() && !left.containsKey(key)) {
                for (Object other : values) {
                    joined.add(new Tuple2<>(key, Values.blend(Optional.empty(), side(keepsLeft(), other))));
                }
            }
        });
        return joined;
    }

    /** Stands for the missing side. */
    private static final List<Object> NOBODY = Arrays.asList(JoinOp.class);

    private static Object side(boolean optional, Object value) {
        if (value == JoinOp.class) {
            return Optional.empty();
        }
        return optional ? Optional.of(value) : value;
    }

    @Override
    public boolean hasTwoInputs() {
        return true;
    }

    private static boolean removes(Object key) {
        return Math.floorMod(Values.digest(key), 3) == 0;
    }

    private static Iterator<Object> zipped(Iterator<Object> left, Iterator<Object> right) {
        long leftSum = 0;
        while (left.hasNext()) {
            leftSum += Values.digest(left.next());
        }
        long rightSum = 0;
        while (right.hasNext()) {
            rightSum += Values.digest(right.next());
        }
        return List.<Object>of(new Tuple2<>((Object) leftSum, (Object) rightSum))
                .iterator();
    }

    private static List<Object> cogrouped(List<Object> left, List<Object> right) {
        Map<Object, List<Object>> leftGroups = Model.groups(left);
        Map<Object, List<Object>> rightGroups = Model.groups(right);
        Set<Object> keys = new HashSet<>(leftGroups.keySet());
        keys.addAll(rightGroups.keySet());
        List<Object> groups = new ArrayList<>();
        for (Object key : keys) {
            groups.add(new Tuple2<>(
                    key,
                    Values.ordered(
                            1,
                            Values.digest(rightGroups.getOrDefault(key, List.of())),
                            Values.digest(leftGroups.getOrDefault(key, List.of())))));
        }
        return groups;
    }
}
