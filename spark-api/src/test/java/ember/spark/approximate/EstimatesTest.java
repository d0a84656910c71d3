// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.util.StatCounter;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Tuple2;

/** The numbers are those of Spark 4.2.0. */
class EstimatesTest {
    private static void assertClose(BoundedDouble actual, double mean, double confidence, double low, double high) {
        assertClose(actual.mean(), mean);
        assertClose(actual.low(), low);
        assertClose(actual.high(), high);
        assertThat(actual.confidence()).isEqualTo(confidence);
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isInfinite(expected) || expected == 0) {
            assertThat(actual).isEqualTo(expected);
        } else {
            assertThat(actual).isCloseTo(expected, Percentage.withPercentage(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10,3,100,0.95,333.33333333333337,304,364",
        "10,3,100,0.5,333.33333333333337,323,344",
        "10,3,100,1.0,333.33333333333337,100,2147483747",
        "10,3,100,0.0,333.33333333333337,333,333",
        "10,3,5,0.95,16.666666666666668,10,24",
        "10,9,20000,0.95,22222.222222222223,22130,22315",
        "10,9,20000,0.0,22222.222222222223,22222,22222",
        "4,1,1,0.95,4,1,8",
        "10,5,10000,0.95,20000,19804,20196",
        "10,5,10001,0.95,20002,19806,20198",
        "10,5,10001,1.0,20002,10001,2147493648",
    })
    void aCountIsEstimatedFromThePartitionsThatWereCounted(
            int partitions, int known, long seen, double confidence, double mean, double low, double high) {
        CountEstimate estimate = new CountEstimate(partitions, confidence);
        for (int i = 0; i < known; i++) {
            estimate.accept(i, i == 0 ? seen : 0L);
        }
        assertClose(estimate.value(), mean, confidence, low, high);
    }

    @Test
    void aCountOfWhichNothingWasSeenMayBeAny() {
        CountEstimate estimate = new CountEstimate(5, 0.9);
        assertThat(estimate.value()).isEqualTo(new BoundedDouble(0, 0, 0, Double.POSITIVE_INFINITY));
        estimate.accept(0, 0L);
        assertThat(estimate.value()).isEqualTo(new BoundedDouble(0, 0, 0, Double.POSITIVE_INFINITY));
    }

    @Test
    void whatWasCountedToTheEndIsExact() {
        CountEstimate estimate = new CountEstimate(2, 0.5);
        estimate.accept(1, 3L);
        estimate.accept(0, 4L);
        assertThat(estimate.value()).isEqualTo(new BoundedDouble(7, 1, 7, 7));
    }

    @Test
    void countsOfValuesAreEstimatedOneByOne() {
        CountsEstimate<Integer> estimate = new CountsEstimate<>(4, 0.95);
        assertThat(estimate.value()).isEmpty();
        ValueCounts<Integer> first = new ValueCounts<>();
        first.add(1, 1);
        estimate.accept(0, first);
        ValueCounts<Integer> second = new ValueCounts<>();
        second.add(2, 1);
        estimate.accept(1, second);
        assertThat(estimate.value())
                .containsExactlyInAnyOrder(
                        new Tuple2<>(1, new BoundedDouble(2, 0.95, 1, 4)),
                        new Tuple2<>(2, new BoundedDouble(2, 0.95, 1, 4)));
        estimate.accept(2, first);
        estimate.accept(3, new ValueCounts<>());
        assertThat(estimate.value())
                .containsExactlyInAnyOrder(
                        new Tuple2<>(1, new BoundedDouble(2, 1, 2, 2)), new Tuple2<>(2, new BoundedDouble(1, 1, 1, 1)));
    }

    @Test
    void valuesAreEqualAsJavaSays() {
        ValueCounts<Object> counts = new ValueCounts<>();
        for (Object value : new Object[] {7, 7L, 7.0, null, 7.0}) {
            counts.add(value, 1);
        }
        for (int i = 100; i < 1100; i++) {
            counts.add(i, i);
        }
        Map<Object, Long> told = new HashMap<>();
        counts.forEach(told::put);
        assertThat(told)
                .hasSize(1004)
                .containsEntry(7, 1L)
                .containsEntry(7L, 1L)
                .containsEntry(7.0, 2L)
                .containsEntry(null, 1L);
        assertThat(told).containsEntry(1099, 1099L);
    }

    private static StatCounter statistics(int count) {
        StatCounter counter = new StatCounter();
        for (int i = 0; i < count; i++) {
            counter.merge(i % 7 * 1.5 - 1);
        }
        return counter;
    }

    @ParameterizedTest
    @CsvSource({
        "0,0.95,0,0,-Infinity,Infinity",
        "1,0.95,-5,0.95,-Infinity,Infinity",
        "1,0.0,-5,0.0,-Infinity,Infinity",
        "2,0.95,-2.5,0.95,-101.7386314227124,96.7386314227124",
        "2,0.5,-2.5,0.5,-10.310249675906654,5.310249675906654",
        "2,1.0,-2.5,1.0,-Infinity,Infinity",
        "2,0.0,-2.5,0.0,-2.5,-2.5",
        "50,0.95,852.5,0.95,573.0302856945742,1131.969714305426",
        "101,0.95,1722.5000000000005,0.95,1338.2631736909425,2106.7368263090584",
        "500,0.5,8705.000000000005,0.5,8408.195684341788,9001.804315658224",
    })
    void aSumIsEstimatedFromTwoOfTenPartitions(
            int count, double asked, double mean, double confidence, double low, double high) {
        SumEstimate estimate = new SumEstimate(10, asked);
        estimate.accept(0, statistics(count));
        estimate.accept(1, new StatCounter());
        assertClose(estimate.value(), mean, confidence, low, high);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0.95,0,0,-Infinity,Infinity",
        "1,0.5,-1,0.5,-Infinity,Infinity",
        "2,0.95,-0.25,0.95,-9.779653552131059,9.279653552131059",
        "2,1.0,-0.25,1.0,-Infinity,Infinity",
        "50,0.95,3.41,0.95,2.5384372343911337,4.281562765608866",
        "101,0.95,3.4108910891089117,0.95,2.821707070485002,4.000075107732822",
        "500,0.0,3.4820000000000024,0.0,3.4820000000000024,3.4820000000000024",
    })
    void aMeanIsEstimatedFromTwoOfTenPartitions(
            int count, double asked, double mean, double confidence, double low, double high) {
        MeanEstimate estimate = new MeanEstimate(10, asked);
        estimate.accept(0, statistics(count));
        estimate.accept(1, new StatCounter());
        assertClose(estimate.value(), mean, confidence, low, high);
    }

    @Test
    void sumAndMeanOfAllPartitionsAreExact() {
        SumEstimate sum = new SumEstimate(1, 0.5);
        sum.accept(0, statistics(3));
        assertThat(sum.value()).isEqualTo(new BoundedDouble(1.5, 1, 1.5, 1.5));
        MeanEstimate mean = new MeanEstimate(1, 0.5);
        mean.accept(0, statistics(3));
        assertThat(mean.value().mean()).isCloseTo(0.5, Offset.offset(1e-12));
        assertThat(mean.value().confidence()).isEqualTo(1);
        assertThat(new SumEstimate(0, 0.9).value()).isEqualTo(new BoundedDouble(0, 1, 0, 0));
        assertThat(new MeanEstimate(0, 0.9).value()).isEqualTo(new BoundedDouble(0, 1, 0, 0));
    }
}
