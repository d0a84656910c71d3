// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ember.model.event.EngineEvent;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.observe.Events;
import ember.observe.status.StatusStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on a terminal, told by the bytes that it gets. */
class RichConsoleTest {
    private static final String WIPE = "\u001b[2A\r\u001b[J";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final PrintStream realError = System.err;
    private final StatusStore store = new StatusStore();
    private RichConsole console;

    @BeforeEach
    void start() {
        System.setErr(new PrintStream(terminal, true, UTF_8));
        // The test draws; the console's own thread would, in an hour.
        console = new RichConsole(store, RichConsole.Shows.STAGES, false, "80", 3_600_000);
    }

    @AfterEach
    void stop() {
        console.stop();
        System.setErr(realError);
    }

    private String printed() {
        String text = terminal.toString(UTF_8).replaceAll("Heap [0-9]+ of [0-9]+ MiB", "Heap");
        terminal.reset();
        return text;
    }

    /** Tells the store, then the console. */
    private void tell(EngineEvent event) {
        event.deliverTo(store);
        event.deliverTo(console);
    }

    private Events events() {
        return new Events(new Both());
    }

    private final class Both implements EngineEvent.Handler {
        @Override
        public void jobStarted(EngineEvent.JobStarted event) {
            tell(event);
        }

        @Override
        public void jobEnded(EngineEvent.JobEnded event) {
            tell(event);
        }

        @Override
        public void stageSubmitted(EngineEvent.StageSubmitted event) {
            tell(event);
        }

        @Override
        public void stageCompleted(EngineEvent.StageCompleted event) {
            tell(event);
        }

        @Override
        public void taskStarted(EngineEvent.TaskStarted event) {
            tell(event);
        }

        @Override
        public void taskEnded(EngineEvent.TaskEnded event) {
            tell(event);
        }
    }

    private void runHalfAStage() {
        events().jobStarted(0, 0).stageSubmitted(0, 0);
        events().taskStarted(0, 0, 0).taskEnded(0, 0, 0, Events.SUCCEEDED).taskStarted(1, 0, 0);
    }

    @Test
    void aJobThatLastsShowsALineForEachStageWithRateAndTimeLeft() {
        runHalfAStage();
        console.draw(Events.NOW_MILLIS + 499);
        assertThat(printed()).isEmpty();

        console.draw(Events.NOW_MILLIS + 1_000);
        assertThat(printed())
                .isEqualTo("Stage 0 count at Program.jav  [=====>              ] 1+1/4 1.0/s ETA 3 s\nHeap\n");
    }

    @Test
    void whatIsLoggedStandsAboveTheLines() {
        runHalfAStage();
        console.draw(Events.NOW_MILLIS + 1_000);
        terminal.reset();

        System.err.println("a warning");
        assertThat(printed()).isEqualTo(WIPE + "a warning" + System.lineSeparator());
        console.draw(Events.NOW_MILLIS + 1_000);
        assertThat(printed()).startsWith("Stage 0 ");
    }

    @Test
    void anOpenLineIsNotDrawnOver() {
        runHalfAStage();
        System.err.print("password: ");
        terminal.reset();
        console.draw(Events.NOW_MILLIS + 1_000);
        assertThat(printed()).isEmpty();
    }

    @Test
    void theLinesAreGoneWhenTheJobHasEnded() {
        runHalfAStage();
        console.draw(Events.NOW_MILLIS + 1_000);
        terminal.reset();
        events().stageCompleted(0, 0).jobSucceeded(0);

        assertThat(printed()).isEqualTo(WIPE);
        console.draw(Events.NOW_MILLIS + 2_000);
        assertThat(printed()).isEmpty();
    }

    @Test
    void failedTasksAreCounted() {
        runHalfAStage();
        events().taskEnded(1, 0, 0, Events.THREW);
        console.draw(Events.NOW_MILLIS + 1_000);
        assertThat(printed()).contains("] 1+0/4 1.0/s ETA 3 s 1 failed\n");
    }

    @Test
    void standardErrorIsGivenBack() {
        PrintStream taken = System.err;
        console.stop();
        assertThat(System.err).isNotSameAs(taken);
    }

    @Test
    void namesFromUsersCannotDriveTheTerminal() {
        assertThat(StageLine.cut("a\u001b[2Jb\nc", 80)).isEqualTo("a [2Jb c");
    }

    private static StageInfo stage(int id, List<Integer> parents, StageCause cause) {
        return new StageInfo(id, 0, "s" + id, "", 4, List.of(), parents, -1, 0, -1, -1, null, null, List.of(), cause);
    }

    @Test
    void theGraphShowsHowEachStageStandsAndWhatItReads() {
        GraphView view = new GraphView(store);
        List<StageInfo> stages = List.of(
                stage(0, List.of(), null),
                stage(1, List.of(), new StageCause.FirstRun(7)),
                stage(2, List.of(0, 1), null),
                stage(3, List.of(2), null));
        EngineEvent.JobStarted job = new EngineEvent.JobStarted(9, 1_000, stages, Map.of());
        store.jobStarted(job);
        view.jobStarted(job);
        EngineEvent.StageSubmitted first =
                new EngineEvent.StageSubmitted(stages.get(0).submitted(1_000), Map.of());
        store.stageSubmitted(first);
        EngineEvent.StageCompleted done =
                new EngineEvent.StageCompleted(stages.get(0).submitted(1_000).completed(1_250, null, null));
        store.stageCompleted(done);
        view.stageCompleted(done);
        store.stageSubmitted(new EngineEvent.StageSubmitted(stages.get(2).submitted(2_000), Map.of()));

        List<String> lines = view.lines(3_000, 80);
        assertThat(lines.subList(0, lines.size() - 1))
                .containsExactly(
                        "Job 9 s3, 2.0 s",
                        "  + Stage 0 s0, 0 tasks, 250 ms",
                        "  - Stage 1 s1",
                        "  > Stage 2 <- 0,1 s2" + " ".repeat(7) + "  [>                   ] 0+0/4",
                        "  . Stage 3 <- 2 s3");
    }

    @Test
    void withoutATerminalStagesThatLastedHaveALine() {
        PlainProgress plain = new PlainProgress(store, System.err, 10_000);
        StageInfo stage = stage(0, List.of(), null).submitted(1_000);
        plain.stageCompleted(new EngineEvent.StageCompleted(stage.completed(1_499, null, null)));
        assertThat(printed()).isEmpty();
        plain.stageCompleted(new EngineEvent.StageCompleted(stage.completed(1_500, null, null)));
        assertThat(printed()).isEqualTo("Stage 0 s0 is done: 4 tasks, 500 ms" + System.lineSeparator());
    }

    @Test
    void withoutATerminalStagesThatRunHaveALineNowAndThen() {
        PlainProgress plain = new PlainProgress(store, System.err, 10_000);
        runHalfAStage();
        plain.jobStarted(new EngineEvent.JobStarted(0, Events.NOW_MILLIS - 20_000, List.of(), Map.of()));
        new Events(plain).taskEnded(0, 0, 0, Events.SUCCEEDED);
        assertThat(printed()).isEqualTo("Stage 0 count at Program.java:0: 1+1/4" + System.lineSeparator());
        new Events(plain).taskEnded(1, 0, 0, Events.SUCCEEDED);
        assertThat(printed()).isEmpty();
    }
}
