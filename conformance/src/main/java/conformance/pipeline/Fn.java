// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.Partitioner;
import scala.Tuple2;

/** The data of random programs, and functions for elements of any kind. They are pure, and the same on every machine. */
public final class Fn {
    /** How many kinds of elements there are. */
    public static final int KINDS = 9;

    private static final String[] WORDS = {"a", "b", "ab", "", "word", "Zebra", "ä", "b c", "aB", "\ud83d\ude00"};

    private Fn() {}

    /** A list of elements; the same for the same arguments. */
    public static List<Object> data(int kind, int count, int seed) {
        Random random = new Random(seed * 31L + kind);
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(element(kind, random));
        }
        return list;
    }

    private static Object element(int kind, Random random) {
        return switch (kind) {
            case 0 -> random.nextInt(12);
            case 1 -> WORDS[random.nextInt(WORDS.length)];
            // Never equal to another number: Scala's equality of 1 and 1L shows in places of its own.
            case 2 -> 1_000_000L + random.nextInt(1000);
            case 3 -> new Tuple2<>(random.nextInt(5), WORDS[random.nextInt(WORDS.length)]);
            case 4 -> random.nextInt(8) / 4.0 - 0.875;
            case 5 -> new Tuple2<>(WORDS[random.nextInt(WORDS.length)], (Object) random.nextInt(100));
            case 6 -> random.nextInt(4) == 0 ? null : (Object) random.nextInt(6);
            case 7 -> element(random.nextInt(7), random);
            case 8 -> new ArrayList<>(Arrays.asList((Object) random.nextInt(3), WORDS[random.nextInt(4)]));
            default -> throw new IllegalArgumentException("no kind of elements: " + kind);
        };
    }

    /** Another element of about the same kind. */
    public static Object change(int variant, Object value) {
        if (value instanceof Integer number) {
            return variant % 3 == 0
                    ? (Object) (number % (2 + variant % 5))
                    : variant % 3 == 1 ? number + variant : "n" + number;
        }
        if (value instanceof String text) {
            return variant % 2 == 0 ? text + variant % 4 : (Object) text.length();
        }
        if (value instanceof Long number) {
            return variant % 2 == 0 ? number / 7 : (Object) number.intValue();
        }
        if (value instanceof Tuple2<?, ?> pair) {
            return variant % 2 == 0 ? pair.swap() : new Tuple2<>(pair._1(), change(variant, pair._2()));
        }
        return variant % 7 == 0 ? null : value;
    }

    public static Object length(String text) {
        return text == null ? null : text.length();
    }

    /** Whether an element stays. */
    public static boolean passes(int variant, Object value) {
        return Math.floorMod(digest(value) >> 3, 4L) != variant % 4;
    }

    /** None, one or two elements in place of one. */
    public static Iterator<Object> several(int variant, Object value) {
        List<Object> several = new ArrayList<>();
        for (long i = Math.floorMod(digest(value) + variant, 3L); i > 0; i--) {
            several.add(i == 1 ? value : change(variant, value));
        }
        return several.iterator();
    }

    public static Object key(int variant, Object value) {
        return variant % 2 == 0
                ? (Object) (int) Math.floorMod(digest(value), 2L + variant % 5)
                : change(variant, value);
    }

    /** A pair stays what it is; anything else gets a key. */
    @SuppressWarnings("unchecked") // what is in a pair is an Object
    public static Tuple2<Object, Object> pair(Object value) {
        return value instanceof Tuple2<?, ?> pair ? (Tuple2<Object, Object>) pair : new Tuple2<>(key(6, value), value);
    }

    /** A number of which any sum is exact. */
    public static double number(Object value) {
        return Math.floorMod(digest(value), 64L) / 4.0;
    }

    /** The same for equal elements, in every JVM; the number itself for whole numbers. */
    public static long digest(Object value) {
        if (value instanceof Number number) {
            return number instanceof Double d ? Math.round(d * 4) : number.longValue();
        }
        if (value instanceof Tuple2<?, ?> pair) {
            return 31 * digest(pair._1()) + digest(pair._2());
        }
        if (value instanceof Iterable<?> elements) {
            long digest = 7;
            for (Object element : elements) {
                digest = 31 * digest + digest(element);
            }
            return digest;
        }
        if (value instanceof Object[] array) {
            return digest(Arrays.asList(array));
        }
        return value instanceof String text
                ? text.hashCode()
                : value == null ? 0 : Show.text(value).hashCode();
    }

    /** Associative and commutative: fit for what is merged in no fixed order. */
    public static Object plus(Object left, Object right) {
        return digest(left) + digest(right);
    }

    /** Neither commutative nor associative: tells the order in which values were merged. */
    public static Object join(Object left, Object right) {
        String text = Show.text(left) + "+" + Show.text(right);
        return text.length() < 200 ? text : text.substring(0, 20) + "~" + text.hashCode();
    }

    /** The elements of a partition as one, with a number. */
    public static Iterator<Object> numbered(int index, Iterator<?> elements) {
        List<Object> numbered = new ArrayList<>();
        while (elements.hasNext()) {
            numbered.add(new Tuple2<>((Object) index, elements.next()));
        }
        return numbered.iterator();
    }

    /** The elements of a partition the other way round. */
    public static List<Object> turned(Iterator<?> elements) {
        List<Object> turned = new ArrayList<>();
        elements.forEachRemaining(element -> turned.add(0, element));
        return turned;
    }

    /** Fails in one partition. */
    public static Iterator<Object> failing(int partition, int index, Iterator<Object> elements) {
        if (index == partition) {
            throw new IllegalStateException("partition " + index + " fails");
        }
        return elements;
    }

    /** Any two elements, by their digests. */
    public static final class ByDigest implements Comparator<Object>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(Object left, Object right) {
            return Long.compare(digest(left), digest(right));
        }
    }

    /** By digest; equal to another with as many partitions. */
    public static class Modulo extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int partitions;

        public Modulo(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object key) {
            return (int) Math.floorMod(digest(key), (long) partitions);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Modulo that && that.partitions == partitions;
        }

        @Override
        public int hashCode() {
            return partitions;
        }
    }
}
