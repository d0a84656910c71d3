// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

/** The first byte of a value: what kind of value follows. The bytes never outlive the process, so that numbers may change. */
final class Tag {
    static final int NULL = 0;
    static final int STRING = 1;
    static final int LONG = 2;
    static final int INTEGER = 3;
    static final int DOUBLE = 4;
    static final int FLOAT = 5;
    static final int SHORT = 6;
    static final int BYTE = 7;
    static final int CHARACTER = 8;
    static final int TRUE = 9;
    static final int FALSE = 10;
    static final int BIG_INTEGER = 11;
    static final int BIG_DECIMAL = 12;
    static final int BYTES = 13;
    static final int INTS = 14;
    static final int LONGS = 15;
    static final int DOUBLES = 16;
    static final int FLOATS = 17;
    static final int SHORTS = 18;
    static final int CHARS = 19;
    static final int BOOLEANS = 20;
    static final int STRINGS = 21;
    static final int OBJECTS = 22;
    static final int ARRAY_LIST = 23;
    static final int AS_LIST = 24;
    static final int LINKED_LIST = 25;
    static final int ARRAY_DEQUE = 26;
    static final int HASH_SET = 27;
    static final int LINKED_HASH_SET = 28;
    static final int GROUPED_VALUES = 29;
    static final int HASH_MAP = 30;
    static final int LINKED_HASH_MAP = 31;

    /** A container of the facade that holds nothing mutable; its code follows. */
    static final int CONTAINER = 32;

    /** A container that may hold something mutable: it has a number, as mutable objects have. */
    static final int NUMBERED_CONTAINER = 33;

    /** An object that was in the record before; its number follows. */
    static final int REFERENCE = 34;

    /** A record in the form of Java serialisation: its length follows. */
    static final int JAVA = 35;

    /** A record in the form of the library: its length follows. */
    static final int FORY = 36;

    private Tag() {}
}
