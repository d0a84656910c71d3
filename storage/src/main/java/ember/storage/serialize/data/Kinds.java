// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.GroupedValues;
import ember.model.ImmutableContainers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;

/**
 * Which codec objects of a class have: exactly the class counts, as a subclass may hold more. What is found out is kept with the class
 * and pins no loader. Safe for use by many threads.
 */
final class Kinds {
    /** No codec. */
    static final int FOREIGN = -1;

    private static final Class<?> AS_LIST = Arrays.asList().getClass();

    private final ClassValue<Integer> kinds;

    Kinds(ImmutableContainers containers) {
        this.kinds = new ClassValue<>() {
            @Override
            protected Integer computeValue(Class<?> type) {
                return find(type, containers);
            }
        };
    }

    /**
     * The tag of the class's codec, or {@link #FOREIGN}. For a container the second byte is its code, and the rest its arity: see
     * {@link #code} and {@link #arity}.
     */
    int of(Class<?> type) {
        return kinds.get(type);
    }

    static int code(int kind) {
        return (kind >>> 8) & 0xFF;
    }

    static int arity(int kind) {
        return kind >>> 16;
    }

    /** Whether objects of the kind are immutable and refer to nothing that is not. */
    static boolean isLeaf(int kind) {
        return kind >= 0 && kind <= Tag.BIG_DECIMAL;
    }

    private static int find(Class<?> type, ImmutableContainers containers) {
        if (type.getClassLoader() == null) {
            int scalar = scalar(type);
            if (scalar >= 0) {
                return scalar;
            }
            return type.isArray() ? array(type) : collection(type);
        }
        if (type == GroupedValues.class) {
            return Tag.GROUPED_VALUES;
        }
        int code = containers.code(type);
        return code < 0 ? FOREIGN : Tag.CONTAINER | (code << 8) | (containers.arity(type) << 16);
    }

    private static int scalar(Class<?> type) {
        if (type == String.class) {
            return Tag.STRING;
        } else if (type == Long.class) {
            return Tag.LONG;
        } else if (type == Integer.class) {
            return Tag.INTEGER;
        } else if (type == Double.class) {
            return Tag.DOUBLE;
        } else if (type == Float.class) {
            return Tag.FLOAT;
        } else if (type == Short.class) {
            return Tag.SHORT;
        } else if (type == Byte.class) {
            return Tag.BYTE;
        } else if (type == Character.class) {
            return Tag.CHARACTER;
        } else if (type == Boolean.class) {
            return Tag.TRUE;
        } else if (type == BigInteger.class) {
            return Tag.BIG_INTEGER;
        } else if (type == BigDecimal.class) {
            return Tag.BIG_DECIMAL;
        }
        return FOREIGN;
    }

    private static int array(Class<?> type) {
        if (type == byte[].class) {
            return Tag.BYTES;
        } else if (type == int[].class) {
            return Tag.INTS;
        } else if (type == long[].class) {
            return Tag.LONGS;
        } else if (type == double[].class) {
            return Tag.DOUBLES;
        } else if (type == float[].class) {
            return Tag.FLOATS;
        } else if (type == short[].class) {
            return Tag.SHORTS;
        } else if (type == char[].class) {
            return Tag.CHARS;
        } else if (type == boolean[].class) {
            return Tag.BOOLEANS;
        } else if (type == String[].class) {
            return Tag.STRINGS;
        }
        return type == Object[].class ? Tag.OBJECTS : FOREIGN;
    }

    private static int collection(Class<?> type) {
        if (type == ArrayList.class) {
            return Tag.ARRAY_LIST;
        } else if (type == AS_LIST) {
            return Tag.AS_LIST;
        } else if (type == LinkedList.class) {
            return Tag.LINKED_LIST;
        } else if (type == ArrayDeque.class) {
            return Tag.ARRAY_DEQUE;
        } else if (type == HashMap.class) {
            return Tag.HASH_MAP;
        } else if (type == LinkedHashMap.class) {
            return Tag.LINKED_HASH_MAP;
        } else if (type == HashSet.class) {
            return Tag.HASH_SET;
        }
        return type == LinkedHashSet.class ? Tag.LINKED_HASH_SET : FOREIGN;
    }
}
