// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Counting the words of a text whose words are as frequent as Zipf's law says. */
final class WordFile {
    private static final int WORDS = 200_000;
    private static final int WORDS_A_LINE = 12;
    private static final double LN_WORDS = Math.log(WORDS);

    private WordFile() {}

    /** The text of so many bytes; it is written once and kept in the directory for temporary files. */
    static Path of(long bytes) throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "ember-bench-zipf-" + bytes + ".txt");
        if (Files.exists(file)) {
            return file;
        }
        Path unfinished = Files.createTempFile("ember-bench-zipf", ".tmp");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.US_ASCII)) {
            long written = 0;
            for (long number = 0; written < bytes; number++) {
                String word = word(number);
                out.write(word);
                out.write((number + 1) % WORDS_A_LINE == 0 ? '\n' : ' ');
                written += word.length() + 1;
            }
        }
        return Files.move(unfinished, file);
    }

    /** The rank of a word is e to the power of a number that is spread evenly: rank r comes with a frequency of 1 / r. */
    private static String word(long number) {
        double even = Data.mix(number) / (double) Long.MAX_VALUE;
        long rank = (long) Math.exp(even * LN_WORDS);
        return "w" + Long.toString(Data.mix(rank) % 10_000_000L, Character.MAX_RADIX);
    }

    private static long checksum(String word, long count) {
        return (long) word.hashCode() * count;
    }

    static long rdd(JavaSparkContext sc, long bytes) throws IOException {
        return sc.textFile(of(bytes).toString(), Data.PARTITIONS)
                .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum)
                .map(pair -> checksum(pair._1(), pair._2()))
                .reduce(Long::sum);
    }

    static long plain(long bytes) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        try (Stream<String> lines = Files.lines(of(bytes))) {
            lines.forEach(line -> {
                for (String word : line.split(" ")) {
                    counts.merge(word, 1L, Long::sum);
                }
            });
        }
        return sum(counts);
    }

    static long streams(long bytes) throws IOException {
        Map<String, Long> counts = new ConcurrentHashMap<>();
        try (Stream<String> lines = Files.lines(of(bytes))) {
            lines.parallel()
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .forEach(word -> counts.merge(word, 1L, Long::sum));
        }
        return sum(counts);
    }

    private static long sum(Map<String, Long> counts) {
        long sum = 0;
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            sum += checksum(count.getKey(), count.getValue());
        }
        return sum;
    }

    /** Splits lines without a string for each word that was seen before. */
    static long tuned(long bytes) throws IOException {
        byte[] text = Files.readAllBytes(of(bytes));
        int slots = Integer.highestOneBit(WORDS * 4);
        String[] words = new String[slots];
        int[] hashes = new int[slots];
        long[] counts = new long[slots];
        int begin = 0;
        int hash = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] != ' ' && text[at] != '\n') {
                hash = 31 * hash + text[at];
                continue;
            }
            int slot = (hash ^ (hash >>> 15)) & (slots - 1);
            while (words[slot] != null && !(hashes[slot] == hash && same(words[slot], text, begin, at))) {
                slot = (slot + 1) & (slots - 1);
            }
            if (words[slot] == null) {
                words[slot] = new String(text, begin, at - begin, StandardCharsets.US_ASCII);
                hashes[slot] = hash;
            }
            counts[slot]++;
            begin = at + 1;
            hash = 0;
        }
        long sum = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (words[slot] != null) {
                sum += checksum(words[slot], counts[slot]);
            }
        }
        return sum;
    }

    private static boolean same(String word, byte[] text, int begin, int end) {
        if (word.length() != end - begin) {
            return false;
        }
        for (int at = begin; at < end; at++) {
            if (word.charAt(at - begin) != text[at]) {
                return false;
            }
        }
        return true;
    }
}
