// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Tuple2;

/** Samples of the numbers 0 to 199 in three partitions; what is expected was drawn by Spark 4.2.0. */
class SampleProgramsTest extends LocalSpark {
    private JavaRDD<Integer> numbers;
    private JavaPairRDD<String, Integer> pairs;

    @BeforeEach
    void data() {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            list.add(i);
        }
        numbers = sc.parallelize(list, 3);
        pairs = numbers.mapToPair(i -> new Tuple2<>("k" + i % 3, i));
    }

    private static long crc(Object elements) {
        CRC32 crc = new CRC32();
        crc.update(elements.toString().getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private static Map<String, Double> fractions() {
        return new HashMap<>(Map.of("k0", 0.1, "k1", 0.5, "k2", 0.9));
    }

    @Test
    void sampleIsTheOneThatSparkDraws() {
        assertThat(numbers.sample(false, 0.05, 42).collect()).hasToString("[26, 55, 78, 179, 184]");
        assertThat(numbers.sample(true, 0.05, 42).collect()).hasToString("[27, 31, 41, 47, 78, 87, 90, 180]");
        assertThat(numbers.sample(true, 0, 1).collect()).isEmpty();
        assertThat(numbers.sample(false, 1, 1).count()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0.05, 1, 4179368523",
        "false, 0.05, 42, 2380605865",
        "false, 0.05, -7, 1499956980",
        "true, 0.05, 1, 3922683183",
        "true, 0.05, 42, 476380411",
        "true, 0.05, -7, 713661734",
        "false, 0.3, 1, 1856485799",
        "false, 0.3, 42, 3401079006",
        "false, 0.3, -7, 3843830348",
        "true, 0.3, 1, 1701242582",
        "true, 0.3, 42, 548709575",
        "true, 0.3, -7, 2128450137",
        "false, 0.5, 1, 3007442299",
        "false, 0.5, 42, 557333654",
        "false, 0.5, -7, 1135191577",
        "true, 0.5, 1, 1003275550",
        "true, 0.5, 42, 1696613318",
        "true, 0.5, -7, 4164224503",
        "false, 0.9, 1, 2699131078",
        "false, 0.9, 42, 3265468695",
        "false, 0.9, -7, 1773856166",
        "true, 0.9, 1, 2283178548",
        "true, 0.9, 42, 3879062141",
        "true, 0.9, -7, 78946470",
        "true, 1.5, 1, 876516458",
        "true, 1.5, 42, 4103105616",
        "true, 1.5, -7, 3119547675",
        "true, 3.0, 1, 2196946880",
        "true, 3.0, 42, 403263122",
        "true, 3.0, -7, 549960672"
    })
    void sampleHasTheCheckSumOfSparks(boolean withReplacement, double fraction, long seed, long expected) {
        assertThat(crc(numbers.sample(withReplacement, fraction, seed).collect()))
                .isEqualTo(expected);
    }

    @Test
    void fractionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> numbers.sample(true, -0.1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Fraction must be nonnegative, but got -0.1");
        assertThatThrownBy(() -> numbers.sample(false, 1.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Sampling fraction (1.5) must be on interval [0, 1]");
    }

    @Test
    @Tag("RDD-042")
    void sampleKeepsThePartitioner() {
        JavaPairRDD<String, Integer> placed = pairs.partitionBy(new HashPartitioner(4));
        assertThat(placed.sample(true, 0.5, 1).partitioner()).isEqualTo(placed.partitioner());
        assertThat(placed.sample(false, 0.5, 1).partitioner()).isEqualTo(placed.partitioner());
    }

    @Test
    void takenSampleIsTheOneThatSparkTakes() {
        assertThat(numbers.takeSample(false, 5, 11)).hasToString("[71, 114, 135, 118, 20]");
        assertThat(numbers.takeSample(true, 5, 11)).hasToString("[2, 134, 115, 164, 112]");
        assertThat(crc(numbers.takeSample(false, 200, 11))).isEqualTo(3005188249L);
        assertThat(crc(numbers.takeSample(true, 300, 11))).isEqualTo(2194198884L);
        assertThat(numbers.takeSample(false, 300)).hasSize(200).doesNotHaveDuplicates();
        assertThat(numbers.takeSample(false, 0, 1)).isEmpty();
    }

    @Test
    @Tag("RDD-044")
    void nothingIsTakenOfAnEmptyRdd() {
        assertThat(sc.emptyRDD().takeSample(false, 20, 1)).isEmpty();
        assertThat(sc.emptyRDD().takeSample(true, 20, 1)).isEmpty();
    }

    @Test
    void sampleSizesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> numbers.takeSample(false, -1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Negative number of elements requested");
        assertThatThrownBy(() -> numbers.takeSample(false, Integer.MAX_VALUE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "requirement failed: Cannot support a sample size > Int.MaxValue - 10.0 * math.sqrt(Int.MaxValue)");
    }

    @Test
    void splitsAreSparksAndTogetherTheWhole() {
        JavaRDD<Integer>[] splits = numbers.randomSplit(new double[] {0.5, 2, 0, 1}, 5);
        assertThat(splits).hasSize(4);
        assertThat(splits[0].collect())
                .hasToString(
                        "[0, 1, 5, 9, 11, 15, 16, 20, 25, 29, 36, 40, 48, 51, 57, 66, 77, 82, 87, 90, 91, 130, 144, 146, 153, 158, 160, 172, 173, 175, 177, 189, 191, 194, 196]");
        assertThat(crc(splits[1].collect())).isEqualTo(3404793622L);
        assertThat(splits[2].collect()).isEmpty();
        assertThat(new HashSet<>(sc.union(splits).collect())).isEqualTo(new HashSet<>(numbers.collect()));
        assertThatThrownBy(() -> numbers.randomSplit(new double[] {-1, 2}))
                .hasMessage("requirement failed: Weights must be nonnegative, but got [-1.0,2.0]");
        assertThatThrownBy(() -> numbers.randomSplit(new double[] {0, 0}))
                .hasMessage("requirement failed: Sum of weights must be positive, but got [0.0,0.0]");
    }

    @Test
    @Tag("PAIR-006")
    void samplesByKeyAreSparks() {
        assertThat(crc(pairs.sampleByKey(false, fractions(), 3).collect())).isEqualTo(2766938390L);
        assertThat(crc(pairs.sampleByKey(true, fractions(), 3).collect())).isEqualTo(1906771835L);
        assertThat(crc(pairs.sampleByKeyExact(false, fractions(), 3).collect())).isEqualTo(127978761L);
        assertThat(crc(pairs.sampleByKeyExact(true, fractions(), 3).collect())).isEqualTo(2666217978L);
    }

    @Test
    void exactSamplesByKeyHaveExactSizes() {
        for (boolean withReplacement : new boolean[] {false, true}) {
            assertThat(pairs.sampleByKeyExact(withReplacement, fractions(), 99).countByKey())
                    .isEqualTo(Map.of("k0", 7L, "k1", 34L, "k2", 60L));
        }
    }

    @Test
    void fractionsAreFoundAsScalaComparesKeys() {
        JavaPairRDD<Object, String> mixed =
                sc.parallelizePairs(List.of(new Tuple2<>((Object) 0, "int"), new Tuple2<>((Object) 0.0, "double")), 1);
        assertThat(mixed.sampleByKey(false, Map.of((Object) 0, 1.0), 3).count()).isEqualTo(2);
        assertThat(mixed.sampleByKeyExact(false, Map.of((Object) 0.0, 1.0), 3).count())
                .isEqualTo(2);
        assertThat(mixed.sampleByKeyExact(true, Map.of((Object) 0L, 1.0), 3).countByKey())
                .isEqualTo(Map.of(0, 2L));
    }

    @Test
    void aKeyWithoutAFractionFailsItsTask() {
        assertThatThrownBy(() -> pairs.sampleByKey(false, Map.of("k0", 0.5), 3).count())
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("java.util.NoSuchElementException: key not found: k");
        assertThatThrownBy(() -> pairs.sampleByKey(false, Map.of("k0", -0.5), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Negative sampling rates.");
    }

    @Test
    void keysWithFractionZeroAreNotTaken() {
        Map<String, Double> fractions = fractions();
        fractions.put("k1", 0.0);
        for (boolean withReplacement : new boolean[] {false, true}) {
            assertThat(pairs.sampleByKey(withReplacement, fractions, 3).countByKey())
                    .doesNotContainKey("k1");
        }
    }

    @Test
    @Tag("RDD-004")
    void distinctElementsAreEstimatedAsWellAsWasAskedFor() {
        JavaRDD<Integer> repeated = numbers.flatMap(i ->
                List.of(i * 5, i * 5 + 1, i * 5 + 2, i * 5 + 3, i * 5 + 4, i).iterator());
        assertThat(repeated.countApproxDistinct(0.05)).isBetween(800L, 1200L);
        assertThat(repeated.countApproxDistinct(0.02)).isBetween(900L, 1100L);
        assertThat(repeated.map(String::valueOf).countApproxDistinct(0.02)).isBetween(900L, 1100L);
        assertThat(sc.emptyRDD().countApproxDistinct(0.05)).isZero();
        assertThatThrownBy(() -> numbers.countApproxDistinct(0.00001))
                .hasMessage("requirement failed: accuracy (1.0E-5) must be greater than 0.000017");
    }

    @Test
    @Tag("PAIR-012")
    void distinctValuesAreEstimatedByKey() {
        JavaPairRDD<Integer, Integer> triangle = sc.parallelize(List.of(1, 10, 50, 100), 2)
                .flatMapToPair(key -> {
                    List<Tuple2<Integer, Integer>> values = new ArrayList<>();
                    for (int i = 0; i < key; i++) {
                        values.add(new Tuple2<>(key, i));
                        values.add(new Tuple2<>(key, i));
                    }
                    return values.iterator();
                });
        for (Tuple2<Integer, Long> estimate :
                triangle.countApproxDistinctByKey(0.001).collect()) {
            assertThat((double) estimate._2()).isCloseTo(estimate._1(), within(0.01 * estimate._1()));
        }
    }

    @Test
    void pipedElementsAreWhatTheCommandPrints() {
        assertThat(numbers.pipe("head -n 2").collect()).containsExactly("0", "1", "66", "67", "133", "134");
        JavaRDD<Integer> one = sc.parallelize(List.of(1), 1);
        assertThat(one.pipe(List.of("sh", "-c", "cat; echo $A"), Map.of("A", "b"))
                        .collect())
                .containsExactly("1", "b");
        assertThat(one.pipe(List.of("cat"), Map.of(), false, 1, "UTF-16").collect())
                .containsExactly("1");
    }

    @Test
    void aCommandThatFailsFailsItsTask() {
        JavaRDD<Integer> one = sc.parallelize(List.of(1), 1);
        assertThatThrownBy(() -> one.pipe("false").count())
                .isInstanceOf(SparkException.class)
                .hasMessageContaining(
                        "java.lang.IllegalStateException: Subprocess exited with status 1. Command ran: false");
        assertThatThrownBy(() -> one.pipe("nosuchcommand").count())
                .hasMessageContaining("java.io.IOException: Cannot run program \"nosuchcommand\"");
        JavaRDD<Object> failing = one.map(i -> {
            throw new IllegalStateException("while fed");
        });
        assertThatThrownBy(() -> failing.pipe("cat").count()).hasMessageContaining("while fed");
    }
}
