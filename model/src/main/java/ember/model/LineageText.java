// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@code toDebugString}.
 *
 * <p>A line per RDD, depth first, with an explicit stack for the sake of long lineages. RDDs of one stage stand below each other
 * behind the same bar; one that is read through a shuffle opens a new bar, further to the right.
 *
 * @param <R> what stands for an RDD
 */
public final class LineageText<R> {
    private final Source<R> source;
    private final int maxLines;
    private final StringBuilder text = new StringBuilder(256);
    private final Deque<Line<R>> pending = new ArrayDeque<>();
    private int lines;

    private LineageText(Source<R> source, int maxLines) {
        this.source = source;
        this.maxLines = maxLines;
    }

    /** What is told of RDDs. */
    public interface Source<R> {
        int numPartitions(R rdd);

        /** Its line, without the bars before it. */
        String line(R rdd);

        /** What of it is cached, a line below its own; null: nothing. */
        @Nullable
        String cached(R rdd);

        /** What it reads, in order. */
        List<Read<R>> reads(R rdd);
    }

    /** An RDD that another reads. */
    public record Read<R>(R rdd, boolean shuffled) {}

    /** An RDD that is yet to be printed, behind {@code prefix}. */
    private record Line<R>(R rdd, String prefix, boolean shuffled, boolean lastChild) {}

    /** @param maxLines after so many there is but a line that says so: what is read in two ways is there twice, and so on */
    public static <R> String of(R asked, Source<R> source, int maxLines) {
        LineageText<R> lineage = new LineageText<>(source, maxLines);
        lineage.print(asked);
        return lineage.text.toString();
    }

    private void print(R asked) {
        String count = "(" + source.numPartitions(asked) + ")";
        String bar = bar("", count);
        print(asked, count + " ", bar + " ");
        pushChildren(asked, bar);
        while (!pending.isEmpty()) {
            if (lines >= maxLines) {
                text.append("\n...");
                return;
            }
            Line<R> line = pending.pop();
            if (line.shuffled) {
                printShuffled(line);
            } else {
                print(line.rdd, line.prefix, line.prefix);
                pushChildren(line.rdd, line.prefix);
            }
        }
    }

    private void printShuffled(Line<R> line) {
        String count = "(" + source.numPartitions(line.rdd) + ")";
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

    private void pushChildren(R rdd, String prefix) {
        List<Read<R>> reads = source.reads(rdd);
        for (int i = reads.size() - 1; i >= 0; i--) {
            pending.push(new Line<>(reads.get(i).rdd(), prefix, reads.get(i).shuffled(), i == reads.size() - 1));
        }
    }

    private void print(R rdd, String firstPrefix, String nextPrefix) {
        if (lines > 0) {
            text.append('\n');
        }
        lines++;
        text.append(firstPrefix).append(source.line(rdd));
        String cached = source.cached(rdd);
        if (cached != null) {
            text.append('\n').append(nextPrefix).append("    ").append(cached);
        }
    }

    /** What stands below the line of an RDD that is cached. */
    public static String cached(int partitions, long memoryBytes, long diskBytes) {
        return "CachedPartitions: " + partitions + "; MemorySize: " + ByteText.of(memoryBytes) + "; DiskSize: "
                + ByteText.of(diskBytes);
    }

    /** What stands in brackets in each line: the level of the RDD that was asked; nothing if it is not kept. */
    public static String persistence(StorageLevel level) {
        if (!level.isValid()) {
            return "";
        }
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
