// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.JobOutcome;
import ember.model.event.EngineEvent;
import ember.observe.Events;
import ember.observe.status.StageStatus;
import ember.observe.status.StatusStore;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    /** Stages of these tests are submitted at 0 ms; this is as soon as they are worth a line. */
    private static final long LASTED = 501;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final StatusStore store = new StatusStore();
    private final ProgressBar bar = new ProgressBar(store, new PrintStream(terminal, true, US_ASCII), "24", 200);

    @Test
    void aStageIsShownAfterHalfASecond() {
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), 500);
        assertThat(printed()).isEmpty();
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), 501);
        assertThat(printed()).isEqualTo("\r[Stage 0:=> (2 + 1) / 4]\r");
    }

    @Test
    void anUnchangedLineIsNotPrintedAgain() {
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED);
        terminal.reset();
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED + 200);
        assertThat(printed()).isEmpty();
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 3)), LASTED + 400);
        assertThat(printed()).isEqualTo("\r[Stage 0:==>(3 + 1) / 4]\r");
    }

    @Test
    void anUnchangedLineIsDrawnAgainAfterAMinute() {
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED);
        terminal.reset();
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED + 59_999);
        assertThat(printed()).isEmpty();
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED + 60_000);
        assertThat(printed()).isEqualTo("\r[Stage 0:=> (2 + 1) / 4]\r");
    }

    @Test
    void aShorterLineCoversTheLongerOneBeforeIt() {
        ProgressBar odd = new ProgressBar(store, new PrintStream(terminal, true, US_ASCII), "51", 200);
        odd.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED);
        terminal.reset();
        odd.repaint(List.of(PainterTest.stage(0, 4, 1, 2), PainterTest.stage(1, 4, 1, 2)), LASTED + 200);
        assertThat(printed()).isEqualTo("\r[Stage 0:==> (2 + 1) / 4][Stage 1:==> (2 + 1) / 4] \r");
    }

    @Test
    void atMostThreeStagesAreShown() {
        ProgressBar wide = new ProgressBar(store, new PrintStream(terminal, true, US_ASCII), "90", 200);
        StageStatus stage = PainterTest.stage(0, 4, 1, 2);
        wide.repaint(List.of(stage, stage, stage, PainterTest.stage(3, 4, 1, 2)), LASTED);
        assertThat(printed()).hasSize(92).doesNotContain("[Stage 3:");
    }

    @Test
    void theLineIsWipedOutWhenAJobEnds() {
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED);
        terminal.reset();
        bar.jobEnded(jobEnd(600));
        assertThat(printed()).isEqualTo("\r" + " ".repeat(24) + "\r");
    }

    @Test
    void whereNothingWasShownNothingIsWipedOut() {
        bar.jobEnded(jobEnd(600));
        bar.stop();
        assertThat(printed()).isEmpty();
    }

    @Test
    void halfASecondAfterAJobNothingIsShown() {
        bar.jobEnded(jobEnd(1000));
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), 1499);
        assertThat(printed()).isEmpty();
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), 1500);
        assertThat(printed()).contains("[Stage 0:");
    }

    @Test
    void whatStoodThereStaysWhileTheNextStageIsYoung() {
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED);
        terminal.reset();
        bar.repaint(List.of(), LASTED + 200);
        assertThat(printed()).isEmpty();
    }

    @Test
    void afterTheApplicationNothingIsShown() {
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 2)), LASTED);
        terminal.reset();
        bar.applicationEnded(new EngineEvent.ApplicationEnded(600));
        assertThat(printed()).isBlank().hasSize(26);
        terminal.reset();
        bar.repaint(List.of(PainterTest.stage(0, 4, 1, 3)), 800);
        assertThat(printed()).isEmpty();
    }

    @Test
    void aThreadOfItsOwnPaintsUntilTheBarIsStopped() throws InterruptedException {
        CountDownLatch painted = new CountDownLatch(1);
        PrintStream out = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) {
                painted.countDown();
            }
        });
        ProgressBar live = new ProgressBar(store, out, null, 1);
        assertThat(painter()).isNull();
        Events.to(store).stageSubmitted(0, 0);
        new Events(live).stageSubmitted(0, 0);
        Thread painter = painter();
        assertThat(painter).isNotNull();
        assertThat(painter.isDaemon()).isTrue();
        assertThat(painted.await(1, TimeUnit.MINUTES)).isTrue();
        live.stop();
        painter.join(TimeUnit.MINUTES.toMillis(1));
        assertThat(painter.isAlive()).isFalse();
    }

    @Test
    void aStoppedBarStartsNoThread() {
        bar.stop();
        new Events(bar).stageSubmitted(0, 0);
        assertThat(painter()).isNull();
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        assertThatThrownBy(() -> new ProgressBar(store, System.err, null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 0");
    }

    private String printed() {
        return terminal.toString(US_ASCII);
    }

    private static EngineEvent.JobEnded jobEnd(long timeMillis) {
        return new EngineEvent.JobEnded(0, timeMillis, JobOutcome.SUCCEEDED);
    }

    private static Thread painter() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("progress-bar")) {
                return thread;
            }
        }
        return null;
    }
}
