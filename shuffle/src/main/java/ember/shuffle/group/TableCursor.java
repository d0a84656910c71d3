// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.GroupedValues;
import ember.shuffle.Column;
import ember.shuffle.Packing;
import ember.shuffle.ValueLog;
import ember.shuffle.sort.CombineMap;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.SizeEstimator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks over the groups of a table that nothing is put into any more. */
final class TableCursor implements InMemoryGroups {
    private final CombineMap<Integer> table;
    /** Hash code and slot of each entry; null: the order of the table. */
    private long @Nullable [] order;
    /** The values of each side, in the order of the groups. */
    private final Column[] values;
    /** Where each group's values end. */
    private final int[][] ends;
    /** What a value of each side takes. */
    private final long[] valueBytes;

    private final long keyBytes;
    /** Groups that take more are not copied. */
    private final long mostCopiedBytes;

    private final RecordSizes sizes = new RecordSizes();
    private final int[] from;
    private final int[] until;
    private boolean forgetting = true;
    private int next;
    private int slot = -1;

    /**
     * @param logs with the numbers of groups that the table has
     * @param keyBytes what all keys take that are objects
     * @param byHash by ascending hash code of the keys; otherwise in the order of the table
     */
    TableCursor(CombineMap<Integer> table, ValueLog[] logs, boolean byHash, long keyBytes, long mostCopiedBytes) {
        this.table = table;
        this.order = byHash ? byHash(table) : null;
        this.keyBytes = keyBytes / Math.max(1, table.size());
        this.mostCopiedBytes = mostCopiedBytes;
        this.valueBytes = new long[logs.length];
        this.values = new Column[logs.length];
        this.ends = new int[logs.length][table.size()];
        this.from = new int[logs.length];
        this.until = new int[logs.length];
        int[] begins = new int[logs.length];
        for (int side = 0; side < logs.length; side++) {
            valueBytes[side] = logs[side].bytesOfValue();
            logs[side].count(ends[side]);
        }
        while (advanceSlot()) {
            int group = table.intValue(slot);
            for (int side = 0; side < logs.length; side++) {
                int count = ends[side][group];
                ends[side][group] = begins[side];
                begins[side] += count;
            }
        }
        next = 0;
        slot = -1;
        for (int side = 0; side < logs.length; side++) {
            values[side] = logs[side].byGroup(ends[side]);
        }
    }

    private static long[] byHash(CombineMap<Integer> table) {
        long[] order = new long[table.size()];
        int n = 0;
        for (int slot = table.next(-1); slot >= 0; slot = table.next(slot)) {
            order[n++] = ((long) table.hashCode(slot) << 32) | slot;
        }
        Arrays.sort(order);
        return order;
    }

    private boolean advanceSlot() {
        if (order == null) {
            slot = table.next(slot);
        } else {
            slot = next == order.length ? -1 : (int) order[next++];
        }
        return slot >= 0;
    }

    /** What everything takes that is here. */
    long bytes() {
        long bytes = table.tableBytes() + table.size() * (keyBytes + Long.BYTES + (long) values.length * Integer.BYTES);
        for (int side = 0; side < values.length; side++) {
            bytes += values[side].size() * valueBytes[side];
        }
        return bytes;
    }

    @Override
    public long heldBytes() {
        long bytes = keyBytes;
        for (int side = 0; side < values.length; side++) {
            bytes += (until[side] - from[side]) * valueBytes[side];
        }
        return bytes;
    }

    @Override
    public void keepAll() {
        forgetting = false;
    }

    @Override
    public void letGo() {
        table.forgetAll();
        order = null;
        Arrays.fill(values, new Column());
    }

    @Override
    public boolean advance() {
        if (forgetting && slot >= 0) {
            table.forget(slot);
        }
        if (!advanceSlot()) {
            if (forgetting) {
                letGo();
            }
            return false;
        }
        int group = table.intValue(slot);
        for (int side = 0; side < values.length; side++) {
            int begin = until[side];
            int end = ends[side][group];
            if (forgetting) {
                values[side].forgetChunks(from[side] / Column.CHUNK, begin / Column.CHUNK);
            }
            from[side] = begin;
            until[side] = end;
        }
        return true;
    }

    @Override
    public int hash() {
        return order == null ? table.hashCode(slot) : (int) (order[next - 1] >> 32);
    }

    @Override
    public @Nullable Object key() {
        return table.key(slot);
    }

    @Override
    public Sides sides() {
        Sides sides = new Sides(values.length);
        long bytes = 0;
        for (int side = 0; side < values.length; side++) {
            if (from[side] < until[side]) {
                bytes += fill(sides.get(side), values[side], from[side], until[side]);
            }
        }
        sides.setBytes(bytes);
        return sides;
    }

    private long fill(GroupedValues<Object> group, Column column, int begin, int end) {
        long bytes = SizeEstimator.ofReferences(end - begin);
        Packing packing = column.packing();
        if (packing != null) {
            bytes += (long) (end - begin) * packing.objectBytes();
        } else {
            for (int i = begin; i < end; i++) {
                bytes += sizes.add(column.get(i));
            }
        }
        if (bytes > mostCopiedBytes) {
            group.appendPart(column.part(begin, end));
        } else {
            @Nullable Object[] copies = new @Nullable Object[end - begin];
            for (int i = begin; i < end; i++) {
                copies[i - begin] = column.get(i);
            }
            group.take(copies);
        }
        return bytes;
    }
}
