// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.CallSite;
import ember.model.ExecutorMetrics;
import ember.model.JobOutcome;
import ember.model.StorageLevel;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.RddInfo;
import ember.model.event.StageInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages tell, of applications that are told so that each figure is known. */
class PageFeaturesTest {
    private static final TaskMetrics NOTHING = TaskMetrics.ZERO;

    private static final String ROW =
            "[...document.querySelectorAll('table[aria-label=Quantiles] tbody tr')][0].innerText";

    @TempDir
    private Path folder;

    @BeforeEach
    void needsAMachineWithItsOwnAddress() {
        Loopback.assumeUp();
    }

    private static void submit(Told told, int job, StageInfo... stages) {
        told.tell(new EngineEvent.JobStarted(job, told.now(), List.of(stages), Map.of()));
        for (StageInfo stage : stages) {
            told.tell(new EngineEvent.StageSubmitted(stage.submitted(told.now()), Map.of()));
        }
    }

    private static void complete(Told told, int job, StageInfo... stages) {
        for (StageInfo stage : stages) {
            told.tell(new EngineEvent.StageCompleted(
                    stage.submitted(told.now() - 2000).completed(told.now(), null, null)));
        }
        told.tell(new EngineEvent.JobEnded(job, told.now(), JobOutcome.SUCCEEDED));
    }

    private static TaskEnd threw(int row) {
        return new TaskEnd.Threw(
                "java.lang.IllegalStateException",
                "bad row " + row,
                "java.lang.IllegalStateException: bad row " + row
                        + "\n\tat java.base/java.util.Objects.x(Objects.java:1)"
                        + "\n\tat Program.lambda$1(Program.java:40)\n\tat ember.executor.TaskRunner.run(TaskRunner.java:7)",
                null,
                TaskEnd.Retry.ALLOWED,
                null,
                null);
    }

    /** Eight tasks, one of them long; an attempt that failed, one that was killed, and one that runs. */
    private static StageInfo uneven(Told told) {
        StageInfo stage = Told.stage(0, 9, List.of());
        submit(told, 0, stage);
        TaskMetrics some = new TaskMetrics.Builder()
                .add(TaskMetric.INPUT_BYTES_READ, 3 << 20)
                .add(TaskMetric.SHUFFLE_BYTES_WRITTEN, 1 << 20)
                .build();
        for (int index = 0; index < 7; index++) {
            told.attempt(stage, index, 0, 123 + index, TaskEnd.Succeeded.WITHOUT_PAYLOAD, some);
        }
        told.attempt(stage, 7, 0, 2_345, threw(17), some);
        told.attempt(stage, 7, 1, 1_238, TaskEnd.Succeeded.WITHOUT_PAYLOAD, some);
        told.attempt(stage, 6, 1, 655, new TaskEnd.Killed("another attempt succeeded", null, null), some);
        told.attempt(stage, 8, 0, 0, null, NOTHING);
        return stage;
    }

    @Test
    void quantilesHaveThreeDigitsAndCountFailedAndRunningTasksWhenAsked() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            uneven(told);
            chromium.open(told.page("stage/0/0"));
            chromium.awaitText("Of 8 tasks");
            assertThat(String.valueOf(chromium.evaluate(ROW)).split("\\s*\\t"))
                    .startsWith("Duration", "123 ms", "125 ms", "127 ms", "129 ms", "1.24 s", "9.6×", "9.7× skewed");
            assertThat(chromium.text()).contains("Most: partition 7 with 1.24 s");

            chromium.click("#all-tasks");
            chromium.awaitText("Of 11 tasks");
            // The one that runs has run since the application was told, an hour ago.
            assertThat(String.valueOf(chromium.evaluate(ROW)))
                    .startsWith("Duration")
                    .endsWith("skewed")
                    .contains("1 h 0 min");

            // What is chosen is part of the address.
            String address = String.valueOf(chromium.evaluate("window.location.href"));
            chromium.open(address);
            chromium.awaitText("Of 11 tasks");
            assertThat(chromium.evaluate("document.getElementById('all-tasks').checked"))
                    .isEqualTo(true);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void attemptsOfAPartitionStandSideBySideWithTheSecondsAndBytesThatWereLost() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            uneven(told);
            chromium.open(told.page("stage/0/0"));
            chromium.awaitText("2 partitions were tried more than once");
            assertThat(String.valueOf(chromium.evaluate(
                            "document.querySelector('table[aria-label=\"Attempts by partition\"] tbody').innerText")))
                    .containsSubsequence("7", "FAILED", "2.35 s", "SUCCESS", "1.24 s", "2.35 s", "4.00 MiB")
                    .containsSubsequence("6", "SUCCESS", "KILLED", "(speculative)", "655 ms", "655 ms", "4.00 MiB");
            assertThat(chromium.text()).containsIgnoringCase("Lost work").contains("3.00 s, 8.00 MiB");

            chromium.open(told.page("findings"));
            chromium.awaitText("3.00 s, 8.00 MiB");
        }
    }

    @Test
    void anErrorIsShownOnceWithItsCountAndItsTraceCanBeCopied() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            StageInfo stage = uneven(told);
            told.attempt(stage, 8, 1, 100, threw(4711), NOTHING);
            StageInfo next = Told.stage(1, 1, List.of());
            submit(told, 1, next);
            told.pass(60_000);
            told.attempt(next, 0, 0, 100, threw(5), NOTHING);

            chromium.open(told.page("findings"));
            chromium.awaitText("3 times, from");
            chromium.awaitText("of stage 0, stage 1");
            chromium.awaitText("at Program.lambda$1(Program.java:40)");
            assertThat(Chromium.number(chromium.evaluate(
                            "document.querySelectorAll('section[aria-label=Errors] article').length")))
                    .isEqualTo(1);
            assertThat(chromium.evaluate("document.querySelector('section[aria-label=Errors] pre').checkVisibility()"))
                    .as("the trace before it is asked for")
                    .isEqualTo(false);
            chromium.click("section[aria-label=Errors] summary");
            chromium.click("section[aria-label=Errors] button");
            chromium.await(
                    "/Copied|Marked/.test(document.querySelector('section[aria-label=Errors] details .note').textContent)");
            assertThat(String.valueOf(
                            chromium.evaluate("document.querySelector('section[aria-label=Errors] pre').textContent")))
                    .contains("TaskRunner.java:7");
            assertThat(chromium.violations()).isEmpty();

            chromium.open(told.page("stage/1/0"));
            chromium.awaitText("Once, at");
            assertThat(chromium.text()).contains("bad row 5").doesNotContain("bad row 17");
        }
    }

    private static RddInfo rdd(int id, String kind, StorageLevel level, List<Integer> parents, String site) {
        return new RddInfo(id, null, kind, 2, level, false, parents, new CallSite(site, ""), null, "DETERMINATE");
    }

    private static StageInfo with(StageInfo stage, List<RddInfo> rdds) {
        return new StageInfo(
                stage.stageId(),
                0,
                stage.name(),
                "",
                2,
                rdds,
                stage.parentIds(),
                stage.shuffleId(),
                0,
                -1,
                -1,
                null,
                null,
                List.of(),
                null);
    }

    /** Two jobs of which only the first reads what is kept; the second has a shuffle. */
    private static void twoLines(Told told) {
        RddInfo kept = rdd(1, "MapPartitionsRDD", StorageLevel.MEMORY_AND_DISK, List.of(0), "map at Program.java:5");
        StageInfo first = with(
                Told.stage(0, 2, List.of()),
                List.of(
                        rdd(0, "ParallelCollectionRDD", StorageLevel.NONE, List.of(), "parallelize at Program.java:4"),
                        kept));
        submit(told, 0, first);
        for (int index = 0; index < 2; index++) {
            told.attempt(first, index, 0, 2000, TaskEnd.Succeeded.WITHOUT_PAYLOAD, NOTHING);
            told.tell(
                    new EngineEvent.BlockUpdated("driver", "host", "rdd_1_" + index, kept.storageLevel(), 1 << 20, 0));
        }
        told.pass(2000);
        complete(told, 0, first);
        told.pass(3000);
        StageInfo map = with(
                Told.stage(1, 2, List.of()),
                List.of(rdd(
                        2, "ParallelCollectionRDD", StorageLevel.NONE, List.of(), "parallelize at Program.java:9")));
        StageInfo reduce = with(
                Told.stage(2, 2, List.of(1)),
                List.of(rdd(3, "ShuffledRDD", StorageLevel.NONE, List.of(2), "reduceByKey at Program.java:10")));
        submit(told, 1, map, reduce);
        for (StageInfo stage : List.of(map, reduce)) {
            for (int index = 0; index < 2; index++) {
                told.attempt(stage, index, 0, 1000, TaskEnd.Succeeded.WITHOUT_PAYLOAD, NOTHING);
            }
        }
        told.pass(1000);
        complete(told, 1, map, reduce);
    }

    @Test
    void besideALineOfTheProgramIsTheLineageOfWhatItComputes() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            twoLines(told);
            chromium.open(told.page("program"));
            chromium.awaitText("Program.java:20");
            chromium.evaluate(
                    "[...document.querySelectorAll('main summary')].find((one) => one.parentElement.textContent.includes('Stage 2')).click()");
            chromium.awaitText("ShuffledRDD[3] at reduceByKey at Program.java:10");
            assertThat(String.valueOf(chromium.evaluate(
                            "[...document.querySelectorAll('details[open] pre.lineage')][0].textContent")))
                    .isEqualTo("(2) ShuffledRDD[3] at reduceByKey at Program.java:10 []\n"
                            + " +-(2) ParallelCollectionRDD[2] at parallelize at Program.java:9 []");
            assertThat(chromium.violations()).isEmpty();
        }
    }

    @Test
    void aCachedRddThatNobodyReadAgainIsNamedWithTheBytesItHeldOverTime() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            twoLines(told);
            chromium.open(told.page("storage"));
            chromium.awaitText("kept, never read again");
            assertThat(String.valueOf(chromium.evaluate(
                            "document.querySelector('table[aria-label=\"Use of caches\"]').innerText")))
                    .contains("Hits", "Lost", "Computed again", "MiB × seconds");
            // Two partitions of 1 MiB since the end of the first job.
            assertThat(Chromium.number(chromium.evaluate("fetch('api/ember/v1/applications/" + Told.ID
                            + "/caches').then((r) => r.json()).then((r) => r.caches[0].byteMillis / 1048576)")))
                    .isGreaterThanOrEqualTo(2 * 3000);
        }
    }

    @Test
    void memoryDiskPausesAndLoadAreDrawnBelowTheCores() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            twoLines(told);
            long[] figures = new long[23];
            for (int i = 1; i <= 5; i++) {
                figures[0] = i * 100L << 20;
                figures[20] = i * 40;
                told.tell(
                        new EngineEvent.ExecutorMetricsUpdated("driver", true, List.of(), ExecutorMetrics.of(figures)));
                told.pass(1000);
                StageInfo stage = Told.stage(10 + i, 1, List.of());
                submit(told, 10 + i, stage);
                told.attempt(stage, 0, 0, 900, TaskEnd.Succeeded.WITHOUT_PAYLOAD, NOTHING);
            }
            chromium.size(1280, 900);
            chromium.open(told.page("timeline"));
            for (String series : List.of(
                    "Heap",
                    "Storage",
                    "Execution",
                    "Off heap",
                    "Cached on disk",
                    "share of the time in garbage collection")) {
                chromium.awaitText("Memory: " + series);
            }
            chromium.awaitText("Processor (line)");
            chromium.awaitText("Garbage collection");
            chromium.evaluate("""
                    ((canvas) => {
                      const { right, bottom } = canvas.getBoundingClientRect();
                      canvas.dispatchEvent(new MouseEvent('click', { clientX: right - 6, clientY: bottom - 20 }));
                    })(document.querySelector('main canvas'))""");
            chromium.awaitText("of garbage collection so far");
            chromium.awaitText("heap 500 MiB");
            chromium.screenshot("timeline-memory");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void aStageWithALongTaskHasASkewBadgeInTheGraphAndInTheList() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            uneven(told);
            chromium.open(told.page("job/0"));
            chromium.await(
                    "[...document.querySelectorAll('svg .warn')].some((one) => /1 failed · skew \\d+\\.\\d×/.test(one.textContent))");
            chromium.screenshot("graph-skew");
            chromium.open(told.page("stages"));
            chromium.await(
                    "[...document.querySelectorAll('td.hot')].some((one) => /^\\d+\\.\\d×$/.test(one.textContent))");
        }
    }

    private static TaskMetrics read(long mebibytes, long spilledMebibytes) {
        return new TaskMetrics.Builder()
                .add(TaskMetric.LOCAL_BYTES_READ, mebibytes << 20)
                .add(TaskMetric.DISK_BYTES_SPILLED, spilledMebibytes << 20)
                .build();
    }

    private static String tasks(Chromium chromium) throws Exception {
        return String.valueOf(chromium.evaluate("document.querySelector('table[aria-label=Tasks] tbody').innerText"));
    }

    @Test
    void whatATaskHasReadAndSpilledIsSeenWhileItRuns() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            StageInfo stage = Told.stage(0, 2, List.of());
            submit(told, 0, stage);
            told.attempt(stage, 0, 0, 0, null, NOTHING);
            told.attempt(stage, 1, 0, 0, null, NOTHING);
            chromium.open(told.page("stage/0/0"));
            chromium.awaitText("No task has succeeded yet");
            assertThat(tasks(chromium)).contains("RUNNING").doesNotContain("MiB");

            told.report(stage, 0, read(3, 0));
            chromium.await("document.querySelector('table[aria-label=Tasks] tbody').innerText.includes('3.00 MiB')");
            told.report(stage, 0, read(7, 2));
            chromium.await("document.querySelector('table[aria-label=Tasks] tbody').innerText.includes('7.00 MiB')");
            assertThat(tasks(chromium)).contains("RUNNING", "2.00 MiB").doesNotContain("3.00 MiB", "SUCCESS");
            assertThat(chromium.text())
                    .containsIgnoringCase("Shuffle read")
                    .contains("2.00 MiB to disk", "No task has succeeded yet");
            chromium.screenshot("stage-running");
            assertThat(chromium.violations()).isEmpty();
            assertThat(chromium.complaints()).isEmpty();
        }
    }
}
