// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import java.util.Arrays;

/**
 * Figures of many tasks in one array of bytes: for each a set of those that are not zero, then these, each in as many bytes as it
 * needs. A task takes some 40 bytes instead of 250.
 */
final class PackedMetrics {
    private static final TaskMetric[] METRICS = TaskMetric.values();
    /** The set and every figure in the most bytes they can take. */
    private static final int MAX_BYTES = 5 + 10 * METRICS.length;

    private byte[] bytes;
    private int length;

    PackedMetrics() {
        this(new byte[256], 0);
    }

    private PackedMetrics(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Which reads what is there now, whatever is added to the other. */
    PackedMetrics snapshot() {
        return new PackedMetrics(bytes, length);
    }

    int length() {
        return length;
    }

    /** Forgets so many bytes; what comes after them is found as much further to the front. */
    void dropFirst(int count) {
        // Copied, not moved: a snapshot goes on reading.
        bytes = Arrays.copyOfRange(bytes, count, count + bytes.length);
        length -= count;
    }

    /** @return where they are */
    int add(TaskMetrics metrics) {
        if (bytes.length - length < MAX_BYTES) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 3 / 2, length + MAX_BYTES));
        }
        int at = length;
        long set = 0;
        for (int i = 0; i < METRICS.length; i++) {
            set |= metrics.get(METRICS[i]) == 0 ? 0 : 1L << i;
        }
        write(set);
        for (TaskMetric metric : METRICS) {
            long value = metrics.get(metric);
            if (value != 0) {
                // Small numbers below zero take few bytes too.
                write((value << 1) ^ (value >> 63));
            }
        }
        return at;
    }

    private void write(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    TaskMetrics read(int at) {
        long[] values = new long[METRICS.length];
        read(at, values);
        TaskMetrics.Builder metrics = new TaskMetrics.Builder();
        for (int i = 0; i < METRICS.length; i++) {
            metrics.add(METRICS[i], values[i]);
        }
        return metrics.build();
    }

    /** @param values filled, in the order of {@link TaskMetric} */
    void read(int at, long[] values) {
        int position = at;
        long set = 0;
        for (int i = -1; i < METRICS.length; i++) {
            if (i >= 0 && (set & 1L << i) == 0) {
                values[i] = 0;
                continue;
            }
            long value = 0;
            byte next = bytes[position++];
            int shift = 0;
            while (next < 0) {
                value |= (long) (next & 0x7F) << shift;
                shift += 7;
                next = bytes[position++];
            }
            value |= (long) next << shift;
            if (i < 0) {
                set = value;
            } else {
                values[i] = (value >>> 1) ^ -(value & 1);
            }
        }
    }
}
