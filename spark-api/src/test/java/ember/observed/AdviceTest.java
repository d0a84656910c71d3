// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import ember.observe.advice.Finding;
import ember.observe.advice.Findings;
import ember.observe.eventlog.EventLogReader;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Programs that waste time each raise their finding, and no other; one that does not raises none. Time is passed by sleeping. */
class AdviceTest {
    @TempDir
    private Path logs;

    private SparkConf conf() {
        return new SparkConf()
                .setMaster("local[4]")
                .setAppName("advised")
                .set("spark.eventLog.enabled", "true")
                .set("spark.eventLog.compress", "false")
                .set("spark.eventLog.dir", logs.toString());
    }

    private List<Finding> findings(SparkConf conf, Consumer<JavaSparkContext> program) throws Exception {
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            program.accept(context);
        }
        ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
        try (Stream<Path> all = Files.list(logs)) {
            new EventLogReader().read(all.findFirst().orElseThrow(), store);
        }
        return new Findings().list(store);
    }

    private static JavaRDD<Integer> work(JavaSparkContext context, int partitions, int... millis) {
        return context.parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
                .map(i -> {
                    Thread.sleep(millis[i % millis.length]);
                    return i;
                });
    }

    @Test
    void aProgramThatWastesNothingRaisesNothing() throws Exception {
        assertThat(findings(conf(), context -> {
                    JavaRDD<Integer> kept = work(context, 8, 100).cache();
                    kept.count();
                    kept.count();
                }))
                .isEmpty();
    }

    @Test
    void anRddThatIsComputedAgainAndAgainShouldBeCached() throws Exception {
        List<Finding> findings = findings(conf(), context -> {
            JavaRDD<Integer> lost = work(context, 8, 100);
            lost.count();
            lost.count();
            lost.count();
        });

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("recomputed");
            assertThat(finding.costMillis()).isBetween(1_600L, 16_000L);
            assertThat(finding.advice())
                    .contains("was computed in 3 stages; keeping it may save up to")
                    .contains("Write .cache() after the call at map at AdviceTest.java:");
        });
    }

    @Test
    void onePartitionThatTakesMuchLongerIsSkew() throws Exception {
        assertThat(findings(
                        conf(), context -> work(context, 4, 1_500, 50, 50, 50).count()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo("skew");
                    assertThat(finding.costMillis()).isBetween(1_000L, 5_000L);
                });
    }

    @Test
    void manyPartitionsWithNothingInThemAreTiny() throws Exception {
        assertThat(findings(
                        conf(),
                        context -> context.parallelize(List.of(1, 2, 3), 400).count()))
                .extracting(Finding::kind)
                .containsExactly("tiny-partitions");
    }

    @Test
    void groupsThatMoveToDiskAreSpill() throws Exception {
        List<Integer> numbers = IntStream.range(0, 60_000).boxed().toList();
        assertThat(findings(
                        // One core: however slow it is, more partitions would not help.
                        conf().setMaster("local[1]").set("ember.memory", "2m"),
                        context -> context.parallelize(numbers, 1)
                                .mapToPair(i -> new Tuple2<>(i, String.valueOf(i)))
                                .groupByKey(1)
                                .count()))
                .extracting(Finding::kind)
                .containsOnly("spill");
    }

    @Test
    void aFunctionThatTakesMuchAlongIsABigClosure() throws Exception {
        int[] table = new int[500_000];
        List<Finding> findings = findings(
                conf(),
                context -> context.parallelize(List.of(1, 2, 3, 4), 4)
                        .map(i -> table[i])
                        .count());

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("big-closure");
            assertThat(finding.advice()).contains("KiB").contains("sc.broadcast");
        });
    }
}
