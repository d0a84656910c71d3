// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.ByteText;
import ember.model.StorageLevel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The text of {@link Rdd#toDebugString}.
 *
 * <p>A line per RDD, depth first, with an explicit stack for the sake of long lineages. RDDs of one stage stand below each other
 * behind the same bar; one that is read through a shuffle opens a new bar, further to the right.
 */
final class DebugString {
    private final Rdd<?> asked;
    private final String persistence;
    private final StringBuilder text = new StringBuilder(256);
    private final Deque<Line> pending = new ArrayDeque<>();

    DebugString(Rdd<?> asked) {
        this.asked = asked;
        // Spark prints the level of the RDD that was asked on every line.
        this.persistence = asked.storageLevel().isValid() ? describe(asked.storageLevel()) : "";
    }

    /** An RDD that is yet to be printed, behind {@code prefix}. */
    private record Line(Rdd<?> rdd, String prefix, boolean shuffled, boolean lastChild) {}

    @Override
    public String toString() {
        String count = "(" + asked.numPartitions() + ")";
        String bar = bar("", count);
        print(asked, count + " ", bar + " ");
        pushChildren(asked, bar);
        while (!pending.isEmpty()) {
            Line line = pending.pop();
            if (line.shuffled) {
                printShuffled(line);
            } else {
                print(line.rdd, line.prefix, line.prefix);
                pushChildren(line.rdd, line.prefix);
            }
        }
        return text.toString();
    }

    private void printShuffled(Line line) {
        String count = "(" + line.rdd.numPartitions() + ")";
        String outer = withoutLastBar(line.prefix);
        String bar = bar(outer + (line.lastChild ? "  " : "| "), count);
        print(line.rdd, outer + "+-" + count + " ", bar);
        pushChildren(line.rdd, bar);
    }

    /** What goes before the lines below one that begins with {@code count}: a bar under its middle. */
    private static String bar(String before, String count) {
        int left = (count.length() - 1) / 2;
        return before + " ".repeat(left) + "|" + " ".repeat(count.length() - left);
    }

    private static String withoutLastBar(String prefix) {
        int end = prefix.length();
        while (end > 0 && prefix.charAt(end - 1) == ' ') {
            end--;
        }
        return end < prefix.length() && end > 0 && prefix.charAt(end - 1) == '|'
                ? prefix.substring(0, end - 1)
                : prefix;
    }

    private void pushChildren(Rdd<?> rdd, String prefix) {
        List<Dependency> dependencies = rdd.dependencies();
        for (int i = dependencies.size() - 1; i >= 0; i--) {
            Dependency dependency = dependencies.get(i);
            boolean last = i == dependencies.size() - 1;
            pending.push(new Line(dependency.rdd(), prefix, dependency instanceof ShuffleDependency<?>, last));
        }
    }

    private void print(Rdd<?> rdd, String firstPrefix, String nextPrefix) {
        if (text.length() > 0) {
            text.append('\n');
        }
        text.append(firstPrefix).append(rdd).append(" [").append(persistence).append(']');
        JobRunner.CachedSize cached = rdd.runner().cachedSize(rdd);
        if (cached.partitions() > 0) {
            text.append('\n')
                    .append(nextPrefix)
                    .append("    CachedPartitions: ")
                    .append(cached.partitions());
            text.append("; MemorySize: ").append(ByteText.of(cached.memoryBytes()));
            text.append("; DiskSize: ").append(ByteText.of(cached.diskBytes()));
        }
    }

    private static String describe(StorageLevel level) {
        StringBuilder words = new StringBuilder();
        if (level.useDisk()) {
            words.append("Disk ");
        }
        if (level.useMemory()) {
            words.append(level.useOffHeap() ? "Memory (off heap) " : "Memory ");
        }
        return words.append(level.deserialized() ? "Deserialized " : "Serialized ")
                .append(level.replication())
                .append("x Replicated")
                .toString();
    }
}
