// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

/** Writes arrays of primitives: their tag, their length, their elements. */
final class ArrayWriter {
    private final ByteOutput out;

    ArrayWriter(ByteOutput out) {
        this.out = out;
    }

    void write(Object array, int tag) {
        out.writeByte(tag);
        switch (tag) {
            case Tag.BYTES -> {
                byte[] values = (byte[]) array;
                out.writeVarLong(values.length);
                out.writeBytes(values, 0, values.length);
            }
            case Tag.INTS -> ints((int[]) array);
            case Tag.LONGS -> longs((long[]) array);
            case Tag.DOUBLES -> doubles((double[]) array);
            case Tag.FLOATS -> floats((float[]) array);
            case Tag.SHORTS -> shorts((short[]) array);
            case Tag.CHARS -> chars((char[]) array);
            case Tag.BOOLEANS -> booleans((boolean[]) array);
            default -> throw new IllegalArgumentException("not an array of primitives: " + tag);
        }
    }

    private void ints(int[] values) {
        out.writeVarLong(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private void longs(long[] values) {
        out.writeVarLong(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private void doubles(double[] values) {
        out.writeVarLong(values.length);
        for (double value : values) {
            out.writeLong(Double.doubleToRawLongBits(value));
        }
    }

    private void floats(float[] values) {
        out.writeVarLong(values.length);
        for (float value : values) {
            out.writeInt(Float.floatToRawIntBits(value));
        }
    }

    private void shorts(short[] values) {
        out.writeVarLong(values.length);
        for (short value : values) {
            out.writeByte(value);
            out.writeByte(value >> 8);
        }
    }

    private void chars(char[] values) {
        out.writeVarLong(values.length);
        for (char value : values) {
            out.writeByte(value);
            out.writeByte(value >> 8);
        }
    }

    private void booleans(boolean[] values) {
        out.writeVarLong(values.length);
        for (boolean value : values) {
            out.writeByte(value ? 1 : 0);
        }
    }
}
