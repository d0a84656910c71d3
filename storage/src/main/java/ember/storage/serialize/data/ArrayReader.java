// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import java.io.IOException;

/** Reads what an {@link ArrayWriter} wrote. Memory for an array is taken when its bytes are there. */
final class ArrayReader {
    private final ByteInput in;

    ArrayReader(ByteInput in) {
        this.in = in;
    }

    /** @param tag read before */
    Object read(int tag) throws IOException {
        int count = in.readCount();
        return switch (tag) {
            case Tag.BYTES -> in.readBytes(count);
            case Tag.INTS -> ints(count);
            case Tag.LONGS -> longs(count);
            case Tag.DOUBLES -> doubles(count);
            case Tag.FLOATS -> floats(count);
            case Tag.SHORTS -> shorts(count);
            case Tag.CHARS -> chars(count);
            case Tag.BOOLEANS -> booleans(count);
            default -> throw new IllegalArgumentException("not an array of primitives: " + tag);
        };
    }

    private int[] ints(int count) throws IOException {
        in.require(count, Integer.BYTES);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private long[] longs(int count) throws IOException {
        in.require(count, Long.BYTES);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private double[] doubles(int count) throws IOException {
        in.require(count, Double.BYTES);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(in.readLong());
        }
        return values;
    }

    private float[] floats(int count) throws IOException {
        in.require(count, Float.BYTES);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(in.readInt());
        }
        return values;
    }

    private short[] shorts(int count) throws IOException {
        in.require(count, Short.BYTES);
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) twoBytes();
        }
        return values;
    }

    private char[] chars(int count) throws IOException {
        in.require(count, Character.BYTES);
        char[] values = new char[count];
        for (int i = 0; i < count; i++) {
            values[i] = (char) twoBytes();
        }
        return values;
    }

    private int twoBytes() throws IOException {
        int low = in.readByte() & 0xFF;
        return low | (in.readByte() << 8);
    }

    private boolean[] booleans(int count) throws IOException {
        in.require(count, Byte.BYTES);
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readByte() != 0;
        }
        return values;
    }
}
