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

    private @Nullable Object value(int tag) throws IOException, ClassNotFoundException {
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.STRING -> in.readString();
            case Tag.LONG -> in.readSigned();
            case Tag.INTEGER -> (int) in.readSigned();
            case Tag.CONTAINER -> containers.rebuild(in.readByte(), this);
            case Tag.NUMBERED_CONTAINER -> container();
            case Tag.REFERENCE -> reference();
            default -> tag <= Tag.BIG_DECIMAL ? scalar(tag) : mutable(tag);
        };
    }

    private Object scalar(int tag) throws IOException {
        return switch (tag) {
            case Tag.DOUBLE -> Double.longBitsToDouble(in.readLong());
            case Tag.FLOAT -> Float.intBitsToFloat(in.readInt());
            case Tag.SHORT -> (short) in.readSigned();
            case Tag.BYTE -> (byte) in.readSigned();
            case Tag.CHARACTER -> (char) in.readSigned();
            case Tag.TRUE -> true;
            case Tag.FALSE -> false;
            case Tag.BIG_INTEGER -> new BigInteger(in.readBytes(in.readCount()));
            case Tag.BIG_DECIMAL -> {
                int scale = (int) in.readSigned();
                yield new BigDecimal(new BigInteger(in.readBytes(in.readCount())), scale);
            }
            default -> throw corrupted(tag);
        };
    }

    @SuppressWarnings("JdkObsolete") // The copy of a LinkedList is one.
    private Object mutable(int tag) throws IOException, ClassNotFoundException {
        if (tag <= Tag.BOOLEANS) {
            return entered(arrays.read(tag));
        }
        int count = in.readCount();
        // Each element takes a byte at the least: room is made for what can be there only.
        in.require(count, 1);
        return switch (tag) {
            case Tag.STRINGS -> fill(new @Nullable String[count], count);
            case Tag.OBJECTS -> fill(new @Nullable Object[count], count);
            case Tag.AS_LIST -> view(count);
            case Tag.GROUPED_VALUES -> grouped(count);
            case Tag.HASH_MAP -> fill(Buckets.newMap(count), count);
            case Tag.LINKED_HASH_MAP -> fill(Buckets.newLinkedMap(count), count);
            case Tag.HASH_SET -> fill(Buckets.newSet(count), count);
            case Tag.LINKED_HASH_SET -> fill(Buckets.newLinkedSet(count), count);
            case Tag.ARRAY_LIST -> fill(new ArrayList<>(count), count);
            case Tag.LINKED_LIST -> fill(new LinkedList<>(), count);
            case Tag.ARRAY_DEQUE -> fill(new ArrayDeque<>(count), count);
            default -> throw corrupted(tag);
        };
    }

    private <T> T entered(T value) {
        numbered.add(value);
        return value;
    }

    private Object container() throws IOException, ClassNotFoundException {
        int number = numbered.size();
        numbered.add(null);
        Object container = containers.rebuild(in.readByte(), this);
        numbered.set(number, container);
        return container;
    }

    private @Nullable Object[] fill(@Nullable Object[] array, int count) throws IOException, ClassNotFoundException {
        numbered.add(array);
        for (int i = 0; i < count; i++) {
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

    private static StreamCorruptedException corrupted(int tag) {
        return new StreamCorruptedException("no value begins with " + tag);
    }
}
