// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.memory;

import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * Made-up records of {@value #BYTES} characters: a key of {@value #KEY_CHARS} and a value. The n-th is always the same, and looks like
 * no other.
 *
 * @param count how many there are
 * @param keys how many different keys; the n-th record has the key n modulo this
 */
record Records(long count, long keys) implements Serializable {
    static final int BYTES = 100;
    private static final int KEY_CHARS = 16;
    private static final String DIGITS = "0123456789abcdef";

    static String key(long number) {
        char[] chars = new char[KEY_CHARS];
        hex(mix(number), chars, 0);
        return new String(chars);
    }

    static String value(long number) {
        char[] chars = new char[BYTES - KEY_CHARS];
        for (int at = 0; at < chars.length; at += KEY_CHARS) {
            hex(mix(number * 31 + at), chars, at);
        }
        return new String(chars);
    }

    private static void hex(long number, char[] into, int from) {
        for (int i = 0; i < KEY_CHARS && from + i < into.length; i++) {
            into[from + i] = DIGITS.charAt((int) (number >>> (60 - 4 * i)) & 15);
        }
    }

    /** One to one (Stafford's variant 13 of the finaliser of MurmurHash3). */
    private static long mix(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The records of one of several parts. */
    Iterator<Tuple2<String, String>> part(int part, int parts) {
        long from = count * part / parts;
        long until = count * (part + 1) / parts;
        return new Iterator<>() {
            private long next = from;

            @Override
            public boolean hasNext() {
                return next < until;
            }

            @Override
            public Tuple2<String, String> next() {
                if (next >= until) {
                    throw new NoSuchElementException();
                }
                long number = next++;
                return new Tuple2<>(key(number % keys), value(number));
            }
        };
    }

    /** What is left of a record when all are added up, in whatever order. */
    static long checksum(Tuple2<String, String> pair) {
        return mix(pair._1().hashCode()) ^ mix(~(long) pair._2().hashCode());
    }

    /** The sum over all records, from a plain loop. */
    long checksum() {
        long sum = 0;
        Iterator<Tuple2<String, String>> all = part(0, 1);
        while (all.hasNext()) {
            sum += checksum(all.next());
        }
        return sum;
    }
}
