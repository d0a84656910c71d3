// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** How near to its data each task was placed, as seen on Spark 4.2.0 in local[2]. */
class LocalityTest extends LocalSpark {
    private final List<String> starts = Collections.synchronizedList(new ArrayList<>());
    private JavaPairRDD<Integer, Integer> source;
    private JavaPairRDD<Integer, Integer> reduced;

    @BeforeEach
    void listen() {
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart event) {
                starts.add(event.stageId() + ":" + event.taskInfo().index() + " "
                        + event.taskInfo().taskLocality());
            }
        });
        source = sc.parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8), 2).mapToPair(i -> new Tuple2<>(i, i));
        reduced = source.reduceByKey(Integer::sum, 4);
    }

    /** What the last stage's tasks were told to be, in the order of their launch. */
    private List<String> lastStage() throws InterruptedException {
        sc.stop();
        Map<Integer, List<String>> byStage = new TreeMap<>();
        for (String start : starts) {
            int colon = start.indexOf(':');
            byStage.computeIfAbsent(Integer.valueOf(start.substring(0, colon)), id -> new ArrayList<>())
                    .add(start.substring(colon + 1));
        }
        return new ArrayList<>(byStage.values()).get(byStage.size() - 1);
    }

    @Test
    void whatReadsAShuffleIsOnTheNodeOfItsData() throws InterruptedException {
        reduced.map(pair -> pair._1).collect();
        assertThat(lastStage()).containsExactly("0 NODE_LOCAL", "1 NODE_LOCAL", "2 NODE_LOCAL", "3 NODE_LOCAL");
    }

    @Test
    void aPartitionWithoutDataPrefersNoPlace() throws InterruptedException {
        sc.parallelize(List.of(1), 2)
                .mapToPair(i -> new Tuple2<>(i, i))
                .reduceByKey(Integer::sum, 3)
                .collect();
        assertThat(lastStage()).containsExactly("1 NODE_LOCAL", "0 PROCESS_LOCAL", "2 PROCESS_LOCAL");
    }

    @Test
    void whatReadsNoShuffleAndNoCachePrefersNoPlace() throws InterruptedException {
        source.count();
        assertThat(lastStage()).containsExactly("0 PROCESS_LOCAL", "1 PROCESS_LOCAL");
    }

    @Test
    void aCachedPartitionIsInTheProcess() throws InterruptedException {
        reduced.cache().count();
        reduced.count();
        assertThat(lastStage())
                .containsExactly("0 PROCESS_LOCAL", "1 PROCESS_LOCAL", "2 PROCESS_LOCAL", "3 PROCESS_LOCAL");
    }

    @Test
    void aUnionAsksItsMembersForTheirOwnPlacesOnly() throws InterruptedException {
        reduced.cache().count();
        source.union(reduced).count();
        assertThat(lastStage())
                .containsExactly(
                        "2 NODE_LOCAL",
                        "3 NODE_LOCAL",
                        "4 NODE_LOCAL",
                        "5 NODE_LOCAL",
                        "0 PROCESS_LOCAL",
                        "1 PROCESS_LOCAL");
    }

    @Test
    void aCartesianProductPrefersThePlacesOfBothSides() throws InterruptedException {
        reduced.cache().count();
        source.cartesian(reduced).count();
        assertThat(lastStage()).hasSize(8).allMatch(task -> task.endsWith("NODE_LOCAL"));
    }

    @Test
    void aJoinPrefersThePlaceOfItsNarrowSide() throws InterruptedException {
        reduced.join(source).collect();
        assertThat(lastStage()).containsExactly("0 NODE_LOCAL", "1 NODE_LOCAL", "2 NODE_LOCAL", "3 NODE_LOCAL");
    }

    @Test
    void aGroupOfTwoShufflesPrefersNoPlace() throws InterruptedException {
        source.cogroup(source.mapToPair(pair -> pair), 2).count();
        assertThat(lastStage()).containsExactly("0 PROCESS_LOCAL", "1 PROCESS_LOCAL");
    }

    @Test
    void repartitioningReadsAShuffle() throws InterruptedException {
        source.repartition(3).collect();
        assertThat(lastStage()).containsExactly("0 NODE_LOCAL", "1 NODE_LOCAL", "2 NODE_LOCAL");
    }
}
