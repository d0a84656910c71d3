// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.ImmutableContainers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records that consist wholly of values with codecs. Objects that a task could change, and what holds them, keep their identity
 * within a record, in cycles too; strings, numbers and tuples of such come back as equal ones. Used by one thread at a time.
 */
final class ValueWriter {
    /** Deeper nesting is left to others, so that the stack is never the limit here. */
    static final int MAX_DEPTH = 64;

    private final Kinds kinds;
    private final ImmutableContainers containers;
    private final ByteOutput out;
    private final Handles handles = new Handles();
    private final ArrayWriter arrays;

    /** Containers being written, by depth: they cannot be referred to before they are complete. */
    private final @Nullable Object[] open = new @Nullable Object[MAX_DEPTH];

    /** Arrays of references, and lists that are views of such: which array a list is a view of cannot be seen. */
    private int referenceArrays;

    private int views;

    ValueWriter(Kinds kinds, ImmutableContainers containers, ByteOutput out) {
        this.kinds = kinds;
        this.containers = containers;
        this.out = out;
        this.arrays = new ArrayWriter(out);
    }

    /**
     * Writes a record.
     *
     * @return false if there is something in it without a codec: what was written is then of no use
     */
    boolean write(@Nullable Object value) {
        if (putLeaf(value)) {
            return true;
        }
        try {
            return value != null && putOther(value, kinds.of(value.getClass()), 0);
        } finally {
            handles.clear();
            referenceArrays = 0;
            views = 0;
        }
    }

    private boolean put(@Nullable Object value, int depth) {
        return putLeaf(value) || (value != null && putOther(value, kinds.of(value.getClass()), depth));
    }

    /** Writes null or one of the most frequent kinds of value. */
    private boolean putLeaf(@Nullable Object value) {
        if (value == null) {
            out.writeByte(Tag.NULL);
            return true;
        }
        Class<?> type = value.getClass();
        if (type == String.class) {
            out.writeByte(Tag.STRING);
            out.writeString((String) value);
        } else if (type == Long.class) {
            out.writeTagged(Tag.LONG, (Long) value);
        } else if (type == Integer.class) {
            out.writeTagged(Tag.INTEGER, (Integer) value);
        } else if (type == Double.class) {
            out.writeByte(Tag.DOUBLE);
            out.writeLong(Double.doubleToRawLongBits((Double) value));
        } else {
            return false;
        }
        return true;
    }

    /** One switch, which makes it too long to be compiled into itself for each component; see {@link ValueReader}'s. */
    private boolean putOther(Object value, int kind, int depth) {
        if (kind == Kinds.FOREIGN || depth >= MAX_DEPTH) {
            return false;
        }
        int tag = kind & 0xFF;
        if (tag != Tag.CONTAINER && !Kinds.isLeaf(kind)) {
            int number = handles.enter(value);
            if (number != Handles.NEW) {
                return refer(value, number);
            }
        }
        switch (tag) {
            case Tag.TRUE -> out.writeByte((Boolean) value ? Tag.TRUE : Tag.FALSE);
            case Tag.FLOAT -> {
                out.writeByte(tag);
                out.writeInt(Float.floatToRawIntBits((Float) value));
            }
            case Tag.CHARACTER -> out.writeTagged(tag, (Character) value);
            case Tag.SHORT, Tag.BYTE -> out.writeTagged(tag, ((Number) value).longValue());
            case Tag.BIG_INTEGER -> {
                out.writeByte(tag);
                putBigInteger((BigInteger) value);
            }
            case Tag.BIG_DECIMAL -> {
                BigDecimal decimal = (BigDecimal) value;
                out.writeTagged(tag, decimal.scale());
                putBigInteger(decimal.unscaledValue());
            }
            case Tag.CONTAINER -> {
                return putContainer(value, kind, depth);
            }
            case Tag.STRINGS, Tag.OBJECTS -> {
                return mayWriteArray(tag) && putArray((Object[]) value, tag, depth);
            }
            case Tag.AS_LIST -> {
                return mayWriteArray(tag) && putCollection((Collection<?>) value, tag, depth);
            }
            case Tag.HASH_MAP, Tag.LINKED_HASH_MAP -> {
                return putMap((Map<?, ?>) value, tag, depth);
            }
            case Tag.ARRAY_LIST,
                    Tag.LINKED_LIST,
                    Tag.ARRAY_DEQUE,
                    Tag.HASH_SET,
                    Tag.LINKED_HASH_SET,
                    Tag.GROUPED_VALUES -> {
                return putCollection((Collection<?>) value, tag, depth);
            }
            default -> arrays.write(value, tag);
        }
        return true;
    }

    private void putBigInteger(BigInteger value) {
        byte[] magnitude = value.toByteArray();
        out.writeVarLong(magnitude.length);
        out.writeBytes(magnitude, 0, magnitude.length);
    }

    private boolean putContainer(Object container, int kind, int depth) {
        int arity = Kinds.arity(kind);
        boolean numbered = false;
        for (int i = 0; i < arity && !numbered; i++) {
            numbered = !isLeaf(containers.component(container, i));
        }
        if (numbered) {
            int number = handles.enter(container);
            if (number != Handles.NEW) {
                return refer(container, number);
            }
            open[depth] = container;
        }
        out.writeByte(numbered ? Tag.NUMBERED_CONTAINER : Tag.CONTAINER);
        out.writeByte(Kinds.code(kind));
        boolean complete = true;
        for (int i = 0; i < arity && complete; i++) {
            complete = put(containers.component(container, i), depth + 1);
        }
        open[depth] = null;
        return complete;
    }

    private boolean isLeaf(@Nullable Object value) {
        if (value == null) {
            return true;
        }
        Class<?> type = value.getClass();
        return type == String.class || type == Long.class || Kinds.isLeaf(kinds.of(type));
    }

    private boolean refer(Object value, int number) {
        for (Object incomplete : open) {
            if (incomplete == value) {
                return false;
            }
        }
        out.writeByte(Tag.REFERENCE);
        out.writeVarLong(number);
        return true;
    }

    private boolean mayWriteArray(int tag) {
        if (tag == Tag.AS_LIST) {
            views++;
        } else {
            referenceArrays++;
        }
        return views == 0 || views + referenceArrays == 1;
    }

    private boolean putArray(@Nullable Object[] array, int tag, int depth) {
        out.writeByte(tag);
        out.writeVarLong(array.length);
        for (Object element : array) {
            if (!put(element, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean putCollection(Collection<?> elements, int tag, int depth) {
        int left = elements.size();
        out.writeByte(tag);
        out.writeVarLong(left);
        for (Object element : elements) {
            checkMore(left--);
            if (!put(element, depth + 1)) {
                return false;
            }
        }
        checkNoMore(left);
        return true;
    }

    private boolean putMap(Map<?, ?> map, int tag, int depth) {
        int left = map.size();
        out.writeByte(tag);
        out.writeVarLong(left);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            checkMore(left--);
            if (!put(entry.getKey(), depth + 1) || !put(entry.getValue(), depth + 1)) {
                return false;
            }
        }
        checkNoMore(left);
        return true;
    }

    private static void checkMore(int left) {
        if (left <= 0) {
            throw new ConcurrentModificationException();
        }
    }

    private static void checkNoMore(int left) {
        if (left != 0) {
            throw new ConcurrentModificationException();
        }
    }
}
