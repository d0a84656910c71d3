// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.StorageLevel;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private final StageInfo maps = Timed.stage(0, 4, List.of(), List.of());
    private final StageInfo reduces = Timed.stage(1, 2, List.of(0), List.of());

    /** On two cores: 100 ms of driver, four maps in two rounds, two reduces of which one is long, 50 ms of driver, a job of one task. */
    private Timed application() {
        StageInfo single = Timed.stage(2, 1, List.of(), List.of());
        return new Timed(2)
                .jobStarted(0, 100, maps, reduces)
                .stageRan(maps, 100, 100, 100, 100, 200, 100, 200, 100)
                .stageRan(reduces, 300, 40, 300, 160)
                .jobEnded(0, 460)
                .jobStarted(1, 510, single)
                .stageRan(single, 510, 30)
                .jobEnded(1, 540);
    }

    @Test
    void anEstimateForTheCoresThatThereWereIsWhatWas() {
        Estimate estimate = application().estimate();
        assertThat(estimate.wallMillis()).isEqualTo(540);
        assertThat(estimate.millis(2, false)).isEqualTo(540);
    }

    @Test
    void moreCoresRunRoundsAtTheSameTimeAndNoTaskFaster() {
        Estimate estimate = application().estimate();
        assertThat(estimate.millis(4, false)).isEqualTo(540 - 100);
        assertThat(estimate.millis(Estimate.UNLIMITED, false)).isEqualTo(540 - 100);
        assertThat(estimate.millis(1, false)).isEqualTo(100 + 400 + 200 + 50 + 30);
    }

    @Test
    void evenPartitionsTakeTheMean() {
        assertThat(application().estimate().millis(2, true)).isEqualTo(540 - 60);
    }

    @Test
    void whatTheDriverDoesAloneIsTheTimeWithoutAJob() {
        assertThat(application().estimate().driverMillis()).isEqualTo(150);
    }

    @Test
    void theCriticalPathOfAJobIsItsLongestChainOfLongestTasks() {
        assertThat(application().estimate().chains(1)).containsExactly(new Estimate.Chain(0, 260, List.of(0, 1)));
    }

    @Test
    void anApplicationWithoutJobsHasAnEstimate() {
        Estimate estimate = new Timed(2).estimate();
        assertThat(estimate.millis(2, false)).isZero();
        assertThat(estimate.chains(3)).isEmpty();
    }

    @Test
    void tasksOfAnExecutorAreOnAsManyLanesAsOverlap() {
        AllTasks tasks = application().tasks();
        CoreTimeline timeline = new CoreTimeline(tasks);
        assertThat(timeline.lanes()).hasSize(2);
        assertThat(timeline.lanes().get(0).size()).isEqualTo(4);
        assertThat(timeline.fromMillis()).isEqualTo(Timed.START + 100);
        assertThat(timeline.toMillis()).isEqualTo(Timed.START + 540);
    }

    @Test
    void whatIsShorterThanAStepIsOnePieceWithWhatIsBesideIt() {
        AllTasks tasks = application().tasks();
        CoreTimeline timeline = new CoreTimeline(tasks);
        CoreTimeline.Lane lane = timeline.lanes().get(0);

        LanePieces each = new LanePieces(tasks, lane, timeline.fromMillis(), timeline.toMillis(), 0);
        assertThat(each.size()).isEqualTo(4);
        LanePieces coarse = new LanePieces(tasks, lane, timeline.fromMillis(), timeline.toMillis(), 150);
        assertThat(coarse.startMillis(0)).isEqualTo(Timed.START + 100);
        assertThat(coarse.endMillis(0)).isEqualTo(Timed.START + 300);
        assertThat(coarse.size()).isLessThan(4);
    }

    @Test
    void ofAPartOfTheTimeOnlyWhatRunsThenIsTold() {
        AllTasks tasks = application().tasks();
        CoreTimeline timeline = new CoreTimeline(tasks);
        CoreTimeline.Lane lane = timeline.lanes().get(0);
        long start = Timed.START;

        assertThat(new LanePieces(tasks, lane, start + 150, start + 200, 0).size())
                .isEqualTo(1);
        assertThat(timeline.tasksBetween(lane, start + 150, start + 200)).isEqualTo(1);
        assertThat(timeline.tasksBetween(lane, start + 150, start + 201)).isEqualTo(2);
        assertThat(timeline.tasksBetween(lane, start + 600, start + 700)).isZero();
    }

    @Test
    void whatCoresDidAddsUpToTheTimeOfTheTasks() {
        CoreTimeline timeline = new CoreTimeline(application().tasks());
        double bin = 440 / 240.0;
        double compute = 0;
        for (double cores : timeline.cores(CoreTimeline.Use.COMPUTE)) {
            compute += cores * bin;
        }
        assertThat(compute).isCloseTo((400 + 200 + 30) / 2.0, org.assertj.core.data.Offset.offset(0.001));
        assertThat(timeline.cores(CoreTimeline.Use.GC)[0]).isCloseTo(1, org.assertj.core.data.Offset.offset(0.001));
    }

    @Test
    void aCacheIsHitByTasksThatNeedItAndDidNotComputeIt() {
        StageInfo first = Timed.stage(0, 2, List.of(), List.of(Timed.kept(7, 2)));
        StageInfo second = Timed.stage(1, 2, List.of(), List.of(Timed.kept(7, 2)));
        Timed application = new Timed(2).jobStarted(0, 0, first).stageRan(first, 0, 10, 0, 10);
        for (String block : List.of("rdd_7_0", "rdd_7_1")) {
            application.tell(new EngineEvent.BlockUpdated("driver", "host", block, StorageLevel.MEMORY_ONLY, 100, 0));
        }
        assertThat(Caches.of(application.store)).singleElement().matches(Caches.Use::neverReadAgain);

        application.stageRan(second, 20, 10, 20, 10);
        application.tell(new EngineEvent.BlockUpdated("driver", "host", "rdd_7_1", StorageLevel.NONE, 0, 0));
        assertThat(Caches.of(application.store)).singleElement().satisfies(use -> {
            assertThat(use.hits()).isEqualTo(2);
            assertThat(use.neverReadAgain()).isFalse();
            assertThat(use.history().lostBlocks()).isEqualTo(1);
            assertThat(use.history().byteMillis()).isEqualTo(200 * 20);
        });
    }

    @Test
    void aStageIsForTheFirstLineOfItsCallStackThatIsNotTheEngines() {
        String stack =
                "org.apache.spark.api.java.JavaRDD.count(JavaRDD.scala:45)\ncom.acme.Program.main(Program.java:12)\n";
        StageInfo stage = new StageInfo(
                0,
                0,
                "runJob at SparkHadoopWriter.scala:85",
                stack,
                1,
                List.of(),
                List.of(),
                -1,
                0,
                -1,
                -1,
                null,
                null,
                List.of(),
                null);
        assertThat(UserLine.of(stage)).isEqualTo("Program.java:12");
        assertThat(UserLine.of(maps)).isEqualTo("Program.java:0");
    }
}
