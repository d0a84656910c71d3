// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.GroupedValues;
import ember.model.ImmutableContainers;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ValueWriter} wrote. Used by one thread at a time. */
final class ValueReader implements ImmutableContainers.Components {
    private final ImmutableContainers containers;
    private final ByteInput in;
    private final ArrayReader arrays;

    /** The objects of this record that may be referred to, in the order in which the writer numbered them. */
    private final List<@Nullable Object> numbered = new ArrayList<>();

    ValueReader(ImmutableContainers containers, ByteInput in) {
        this.containers = containers;
        this.in = in;
        this.arrays = new ArrayReader(in);
    }

    /** @param tag the first byte of the record, read before */
    @Nullable
    Object read(int tag) throws IOException, ClassNotFoundException {
        Object value = value(tag);
        if (!numbered.isEmpty()) {
            numbered.clear();
        }
        return value;
    }

    /** The next component of a container. */
    @Override
    public @Nullable Object next() throws IOException, ClassNotFoundException {
        return value(in.readByte());
    }

    /**
     * One switch over all tags, which makes it too long to be compiled into its callers. They are parts of it: split by kind of value, it
     * was compiled into itself twice for each pair, which took the compiler 0.3 seconds of a program's first five.
     */
    @SuppressWarnings("JdkObsolete") // The copy of a LinkedList is one.
    private @Nullable Object value(int tag) throws IOException, ClassNotFoundException {
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.STRING -> in.readString();
            case Tag.LONG, Tag.INTEGER, Tag.SHORT, Tag.BYTE, Tag.CHARACTER -> boxed(tag, in.readSigned());
            case Tag.DOUBLE -> Double.longBitsToDouble(in.readLong());
            case Tag.FLOAT -> Float.intBitsToFloat(in.readInt());
            case Tag.TRUE -> true;
            case Tag.FALSE -> false;
            case Tag.BIG_INTEGER -> bigInteger();
            case Tag.BIG_DECIMAL -> {
                int scale = (int) in.readSigned();
                yield new BigDecimal(bigInteger(), scale);
            }
            case Tag.CONTAINER, Tag.NUMBERED_CONTAINER -> container(tag);
            case Tag.REFERENCE -> reference();
            case Tag.STRINGS -> fill(new @Nullable String[count()]);
            case Tag.OBJECTS -> fill(new @Nullable Object[count()]);
            case Tag.AS_LIST -> view(count());
            case Tag.GROUPED_VALUES -> grouped(count());
            case Tag.HASH_MAP, Tag.LINKED_HASH_MAP -> {
                int count = count();
                yield fill(tag == Tag.HASH_MAP ? Buckets.newMap(count) : Buckets.newLinkedMap(count), count);
            }
            case Tag.HASH_SET, Tag.LINKED_HASH_SET -> {
                int count = count();
                yield fill(tag == Tag.HASH_SET ? Buckets.newSet(count) : Buckets.newLinkedSet(count), count);
            }
            case Tag.ARRAY_LIST -> {
                int count = count();
                yield fill(new ArrayList<>(count), count);
            }
            case Tag.LINKED_LIST -> fill(new LinkedList<>(), count());
            case Tag.ARRAY_DEQUE -> {
                int count = count();
                yield fill(new ArrayDeque<>(count), count);
            }
            case Tag.BYTES, Tag.INTS, Tag.LONGS, Tag.DOUBLES, Tag.FLOATS, Tag.SHORTS, Tag.CHARS, Tag.BOOLEANS ->
                entered(arrays.read(tag));
            default -> throw new StreamCorruptedException("no value begins with " + tag);
        };
    }

    private BigInteger bigInteger() throws IOException {
        return new BigInteger(in.readBytes(in.readCount()));
    }

    /** How many elements follow. Each takes a byte at the least: room is made for what can be there only. */
    private int count() throws IOException {
        int count = in.readCount();
        in.require(count, 1);
        return count;
    }

    private <T> T entered(T value) {
        numbered.add(value);
        return value;
    }

    private static Object boxed(int tag, long number) {
        return switch (tag) {
            case Tag.LONG -> number;
            case Tag.INTEGER -> (int) number;
            case Tag.SHORT -> (short) number;
            case Tag.BYTE -> (byte) number;
            default -> (char) number;
        };
    }

    private Object container(int tag) throws IOException, ClassNotFoundException {
        int number = numbered.size();
        if (tag == Tag.NUMBERED_CONTAINER) {
            numbered.add(null);
        }
        Object container = containers.rebuild(in.readByte(), this);
        if (tag == Tag.NUMBERED_CONTAINER) {
            numbered.set(number, container);
        }
        return container;
    }

    private @Nullable Object[] fill(@Nullable Object[] array) throws IOException, ClassNotFoundException {
        numbered.add(array);
        for (int i = 0; i < array.length; i++) {
            array[i] = next();
        }
        return array;
    }

    private List<@Nullable Object> view(int count) throws IOException, ClassNotFoundException {
        List<@Nullable Object> view = entered(Arrays.asList(new @Nullable Object[count]));
        for (int i = 0; i < count; i++) {
            view.set(i, next());
        }
        return view;
    }

    private GroupedValues<@Nullable Object> grouped(int count) throws IOException, ClassNotFoundException {
        GroupedValues<@Nullable Object> values = entered(new GroupedValues<>());
        for (int i = 0; i < count; i++) {
            values.append(next());
        }
        return values;
    }

    private Collection<@Nullable Object> fill(Collection<@Nullable Object> elements, int count)
            throws IOException, ClassNotFoundException {
        numbered.add(elements);
        for (int i = 0; i < count; i++) {
            elements.add(next());
        }
        return elements;
    }

    private Map<@Nullable Object, @Nullable Object> fill(Map<@Nullable Object, @Nullable Object> map, int count)
            throws IOException, ClassNotFoundException {
        numbered.add(map);
        for (int i = 0; i < count; i++) {
            Object key = next();
            map.put(key, next());
        }
        return map;
    }

    private @Nullable Object reference() throws IOException {
        int number = in.readCount();
        if (number >= numbered.size()) {
            throw new StreamCorruptedException("a reference to object " + number + " of " + numbered.size());
        }
        return numbered.get(number);
    }
}
