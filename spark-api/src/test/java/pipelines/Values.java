// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.Optional;
import scala.Tuple2;
import scala.Tuple3;

/** What every step can do with a value of any kind, null included. Equal values have equal digests, and others, in practice, have not. */
final class Values {
    /** A total order of all values. */
    static final Comparator<Object> ORDER = new ByDigest();

    /** Parts of a value above which it is not made larger. */
    private static final int HEAVY = 40;

    private static final int CHARS_PER_PART = 16;

    private Values() {}

    private static final class ByDigest implements Comparator<Object>, Serializable {
        @Override
        public int compare(Object left, Object right) {
            return Long.compare(digest(left), digest(right));
        }
    }

    /** The same order for what may be absent. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Comparator<Optional<Object>> optionals() {
        return (Comparator) ORDER;
    }

    static long mix(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Stands for what a value is. Collections count as the multiset of their elements: nobody promises an order of a group's values. */
    static long digest(Object value) {
        if (value == null) {
            return 77;
        }
        if (value instanceof Long number) {
            return mix(number);
        }
        if (value instanceof String text) {
            long sum = text.length();
            for (int i = 0; i < text.length(); i++) {
                sum = sum * 1_000_003 + text.charAt(i);
            }
            return mix(sum + 1);
        }
        if (value instanceof Tuple2<?, ?> pair) {
            return ordered(2, digest(pair._1()), digest(pair._2()));
        }
        if (value instanceof Tuple3<?, ?, ?> triple) {
            return ordered(3, digest(triple._1()), digest(triple._2()), digest(triple._3()));
        }
        if (value instanceof Iterable<?> all) {
            return anyOrder(all);
        }
        if (value instanceof Map<?, ?> map) {
            long sum = 5;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += ordered(6, digest(entry.getKey()), digest(entry.getValue()));
            }
            return mix(sum);
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? ordered(7, digest(optional.get())) : 7;
        }
        return digestOfOthers(value);
    }

    private static long digestOfOthers(Object value) {
        if (value instanceof Object[] array) {
            return ordered(8, Arrays.stream(array).mapToLong(Values::digest).toArray());
        }
        if (value instanceof long[] array) {
            return ordered(9, array);
        }
        if (value instanceof byte[] array) {
            return ordered(10, Arrays.hashCode(array), array.length);
        }
        if (value instanceof Integer number) {
            return ordered(11, number);
        }
        if (value instanceof Person person) {
            return ordered(12, digest(person.name), person.age);
        }
        if (value instanceof Clashing key) {
            return ordered(13, key.number());
        }
        if (value instanceof Name name) {
            return ordered(14, digest(name.text()), name.number());
        }
        throw new IllegalArgumentException("a value of " + value.getClass());
    }

    private static long anyOrder(Iterable<?> all) {
        long sum = 0;
        long count = 0;
        for (Object one : all) {
            sum += mix(digest(one));
            count++;
        }
        return ordered(4, sum, count);
    }

    static long ordered(long kind, long... parts) {
        long sum = mix(kind);
        for (long part : parts) {
            sum = mix(sum * 31 + part);
        }
        return sum;
    }

    /** The value, or what stands for it, if it is not one whose equality and hash code follow from what is in it. */
    static Object asKey(Object value) {
        if (value instanceof Tuple2<?, ?> pair) {
            return new Tuple2<>(asKey(pair._1()), asKey(pair._2()));
        }
        boolean itself = value == null
                || value instanceof Long
                || value instanceof String
                || value instanceof Person
                || value instanceof Clashing
                || value instanceof Name;
        return itself ? value : digest(value);
    }

    /** A pair of any value; values that are no pairs get one of 97 keys. */
    static Tuple2<Object, Object> asPair(Object value) {
        return value instanceof Tuple2<?, ?> pair
                ? new Tuple2<>(asKey(pair._1()), pair._2())
                : new Tuple2<>((Object) Math.floorMod(digest(value), 97L), value);
    }

    /** The greater of two in the total order. */
    static Object greater(Object left, Object right) {
        return ORDER.compare(left, right) >= 0 ? left : right;
    }

    /** About how many parts a value has, at most a few more than make it heavy. */
    private static int parts(Object value, int most) {
        if (value instanceof String text) {
            return 1 + text.length() / CHARS_PER_PART;
        }
        if (value instanceof byte[] array) {
            return 1 + array.length / CHARS_PER_PART;
        }
        List<Object> inside = new ArrayList<>();
        if (value instanceof Tuple2<?, ?> pair) {
            inside = Arrays.asList(pair._1(), pair._2());
        } else if (value instanceof Tuple3<?, ?, ?> triple) {
            inside = Arrays.asList(triple._1(), triple._2(), triple._3());
        } else if (value instanceof Object[] array) {
            inside = Arrays.asList(array);
        } else if (value instanceof Optional<?> optional) {
            inside.add(optional.orNull());
        } else if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
            return most;
        }
        int sum = 1;
        for (Object part : inside) {
            sum += sum < most ? parts(part, most - sum) : 0;
        }
        return sum;
    }

    static boolean isHeavy(Object value) {
        return parts(value, HEAVY) >= HEAVY;
    }

    /** Two values in one, which is not much larger than both. */
    static Object blend(Object left, Object right) {
        Object both = new Tuple2<>(left, right);
        return isHeavy(both) ? (Object) (digest(left) * 31 + digest(right)) : both;
    }

    /** The value in another form. */
    static Object change(int form, Object value) {
        long digest = digest(value);
        switch (Math.floorMod(form, 10)) {
            case 0:
                return digest;
            case 1:
                return "s" + Long.toHexString(digest);
            case 2:
                return new Person("p" + (digest & 1023), (int) (digest >>> 40));
            case 3:
                return new long[] {digest, 1, 2};
            case 4:
                return digest % 5 == 0 ? null : value;
            case 5:
                return Long.toHexString(digest).repeat(1 + (int) (digest & 31));
            default:
                return isHeavy(value) ? (Object) digest : wrapped(Math.floorMod(form, 10), value);
        }
    }

    private static Object wrapped(int form, Object value) {
        switch (form) {
            case 6:
                return new Tuple2<>(asKey(value), value);
            case 7:
                return new Object[] {value, "x"};
            case 8:
                return new ArrayList<>(Arrays.asList(value, "y"));
            default:
                return Optional.ofNullable(value);
        }
    }
}
