// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Data that is kept and read again: in files, in memory. */
final class Kept {
    private static final int READS = 20;

    private Kept() {}

    private static String line(long number) {
        return number + "\t" + Data.mix(number);
    }

    private static Path output() throws IOException {
        return Files.createTempDirectory("ember-bench-save").resolve("out");
    }

    private static void delete(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output.getParent())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static long saveAndLoad(JavaSparkContext sc, long records) throws IOException {
        Path output = output();
        Data.records(sc, records, number -> line(number)).saveAsTextFile(output.toString());
        long sum = sc.textFile(output.toString(), Data.PARTITIONS)
                .map(line -> (long) line.hashCode())
                .reduce(Long::sum);
        delete(output);
        return sum;
    }

    static long saveAndLoadPlain(long records) throws IOException {
        Path output = output();
        try (BufferedWriter out = Files.newBufferedWriter(output)) {
            for (long number = 0; number < records; number++) {
                out.write(line(number));
                out.newLine();
            }
        }
        Long sum = 0L;
        try (BufferedReader in = Files.newBufferedReader(output)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                sum = sum + line.hashCode();
            }
        }
        delete(output);
        return sum;
    }

    static long cached(JavaSparkContext sc, long records) {
        JavaRDD<String> lines =
                Data.records(sc, records, number -> line(number)).cache();
        long sum = 0;
        for (int read = 0; read < READS; read++) {
            int salt = read;
            sum += lines.map(line -> (long) line.hashCode() ^ salt).reduce(Long::sum);
        }
        lines.unpersist(true);
        return sum;
    }

    static long cachedPlain(long records) {
        List<String> lines = new ArrayList<>();
        for (long number = 0; number < records; number++) {
            lines.add(line(number));
        }
        long sum = 0;
        for (int read = 0; read < READS; read++) {
            for (String line : lines) {
                sum += line.hashCode() ^ read;
            }
        }
        return sum;
    }

    static long cachedStreams(long records) {
        List<String> lines =
                LongStream.range(0, records).parallel().mapToObj(Kept::line).toList();
        long sum = 0;
        for (int read = 0; read < READS; read++) {
            int salt = read;
            sum += lines.parallelStream()
                    .mapToLong(line -> line.hashCode() ^ salt)
                    .sum();
        }
        return sum;
    }
}
