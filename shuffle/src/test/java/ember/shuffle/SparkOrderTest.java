// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.Aggregator;
import ember.model.GroupedValues;
import ember.model.ShuffleSpec;
import ember.shuffle.read.ShuffleReader;
import ember.shuffle.write.ShuffleWriter;
import ember.shuffle.write.WrittenOutput;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** The order of combined records is the order that Spark gave for the same input: see the head of {@code spark-order.txt}. */
class SparkOrderTest {
    private static final int REDUCE_PARTITIONS = 3;

    @Test
    void combinedOnTheMapSideAndThenOnTheReduceSide() throws Exception {
        assertThat(shuffle(Pair.SUM, true)).isEqualTo(recorded().subList(0, 3));
    }

    @Test
    void combinedOnTheReduceSideOnly() throws Exception {
        assertThat(shuffle(Pair.GROUP, false)).isEqualTo(recorded().subList(3, 6));
    }

    private static List<String> shuffle(Aggregator aggregator, boolean mapSideCombine) throws Exception {
        ShuffleSpec<Pair> spec = Pair.combining(REDUCE_PARTITIONS, aggregator, mapSideCombine);
        ShuffleWriter writer = Spills.writer();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int w = (i * 37) % 251;
            String[] sameHash = {"AaAa", "AaBB", "BBAa", "BBBB"};
            pairs.add(new Pair(sameHash[w % 4] + w / 8, 1));
        }
        List<WrittenOutput> outputs = List.of(
                writer.write(spec, Spills.all(pairs.subList(0, 300).iterator()), Spills.roomy()),
                writer.write(spec, Spills.all(pairs.subList(300, 600).iterator()), Spills.roomy()));
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < REDUCE_PARTITIONS; p++) {
            List<Segment> segments =
                    List.of(outputs.get(0).segment(p), outputs.get(1).segment(p));
            StringJoiner line = new StringJoiner(" ");
            Iterator<Pair> records = new ShuffleReader().read(spec, segments, () -> {}, Spills.roomy());
            while (records.hasNext()) {
                Pair pair = records.next();
                line.add(pair.key + "=" + (pair.value instanceof GroupedValues<?> group ? group.size() : pair.value));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> recorded() throws Exception {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                SparkOrderTest.class.getResourceAsStream("spark-order.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
