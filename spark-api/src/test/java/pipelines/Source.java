// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Made-up pairs; the n-th is always the same.
 *
 * @param cardinality about how many different keys
 * @param size characters or bytes of a value, where its kind has a size
 * @param fromDriver whether the driver makes them and hands them over, instead of the tasks
 */
record Source(
        int count,
        int partitions,
        KeyKind keys,
        Spread spread,
        int cardinality,
        ValueKind values,
        int size,
        long seed,
        boolean fromDriver)
        implements Serializable {

    enum KeyKind {
        LONG,
        STRING,
        TUPLE,
        PERSON,
        CLASHING,
        NAME
    }

    /** How often each key comes. */
    enum Spread {
        EVEN,
        SKEWED,
        /** One key has nearly all. */
        ONE_HUGE,
        SOME_NULL
    }

    enum ValueKind {
        LONG,
        STRING,
        TUPLE,
        ARRAY,
        BYTES,
        LIST,
        PERSON,
        NULLS,
        MIXED,
        FEW_LARGE
    }

    private static final int LARGE = 64 << 10;

    Source with(int fewer, int partitionCount) {
        return new Source(fewer, partitionCount, keys, spread, cardinality, values, size, seed, fromDriver);
    }

    Source plain() {
        return new Source(
                count, partitions, KeyKind.LONG, Spread.EVEN, cardinality, ValueKind.LONG, size, seed, fromDriver);
    }

    JavaPairRDD<Object, Object> make(JavaSparkContext context) {
        Source made = this;
        if (fromDriver) {
            List<Tuple2<Object, Object>> all = new ArrayList<>();
            part(0, 1).forEachRemaining(all::add);
            return context.parallelizePairs(all, partitions);
        }
        List<Integer> parts = new ArrayList<>();
        for (int part = 0; part < partitions; part++) {
            parts.add(part);
        }
        int of = partitions;
        return context.parallelize(parts, of).flatMapToPair(part -> made.part(part, of));
    }

    List<Object> model() {
        List<Object> all = new ArrayList<>();
        part(0, 1).forEachRemaining(all::add);
        return all;
    }

    private Iterator<Tuple2<Object, Object>> part(int part, int of) {
        long from = (long) count * part / of;
        long until = (long) count * (part + 1) / of;
        return LongStream.range(from, until).mapToObj(this::pair).iterator();
    }

    private Tuple2<Object, Object> pair(long index) {
        long random = Values.mix(seed * 1_000_003 + index);
        return new Tuple2<>(key(random), value(values, Values.mix(random)));
    }

    private Object key(long random) {
        double at = (random >>> 11) * 0x1p-53;
        long number = (long) (at * cardinality);
        switch (spread) {
            case SKEWED -> number = (long) (at * at * at * at * cardinality);
            case ONE_HUGE -> number = at < 0.9 ? 0 : number;
            case SOME_NULL -> {
                if (at < 0.1) {
                    return null;
                }
            }
            default -> {}
        }
        return switch (keys) {
            case LONG -> (Object) number;
            case STRING -> "key " + number;
            case TUPLE -> new Tuple2<>((Object) (number / 3), "k" + number % 3);
            case PERSON -> new Person("n" + number / 7, (int) (number % 7));
            case CLASHING -> new Clashing(number);
            case NAME -> new Name("of " + number, number);
        };
    }

    private Object value(ValueKind kind, long random) {
        return switch (kind) {
            case LONG -> (Object) random;
            case STRING -> text(random, size);
            case TUPLE -> new Tuple2<>((Object) (random & 255), text(random, size));
            case ARRAY -> new Object[] {random, text(random, size), null};
            case BYTES -> bytes(random, size);
            case LIST -> new ArrayList<>(Arrays.asList(random, text(random, size), (Object) null));
            case PERSON -> new Person(text(random, size), (int) random);
            case NULLS -> random % 3 == 0 ? null : text(random, size);
            case MIXED -> value(ValueKind.values()[(int) (random >>> 1) % 8 & 7], Values.mix(random));
            case FEW_LARGE -> random % 997 == 0 ? bytes(random, LARGE) : text(random, size);
        };
    }

    private static String text(long random, int size) {
        String digits = Long.toHexString(random);
        StringBuilder text = new StringBuilder(size + 16);
        for (long more = random; text.length() < size; more = Values.mix(more)) {
            text.append(digits).append((char) ('a' + (more & 15)));
        }
        text.setLength(size);
        return text.toString();
    }

    private static byte[] bytes(long random, int size) {
        byte[] bytes = new byte[size];
        new java.util.Random(random).nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "source(" + count + " pairs in " + partitions + " partitions, " + keys + " keys " + spread + " of "
                + cardinality + ", values " + values + " of size " + size + ", seed " + seed
                + (fromDriver ? ", from the driver)" : ")");
    }
}
