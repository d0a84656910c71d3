// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import static org.assertj.core.api.Assertions.assertThat;

import ember.observe.status.StageStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class PainterTest {
    @Test
    void theBarIsFilledAsFarAsTheStageIs() {
        assertThat(Painter.paint(List.of(stage(0, 10, 2, 3)), 40))
                .isEqualTo("[Stage 0:=====>            (3 + 2) / 10]");
    }

    @Test
    void aStageWithoutFinishedTasksShowsOnlyTheTip() {
        assertThat(Painter.paint(List.of(stage(12, 4, 2, 0)), 30)).isEqualTo("[Stage 12:>       (0 + 2) / 4]");
    }

    @Test
    void aFinishedStageIsFilledToTheEnd() {
        assertThat(Painter.paint(List.of(stage(0, 4, 0, 4)), 30)).isEqualTo("[Stage 0:=========(4 + 0) / 4]");
    }

    @Test
    void stagesStandSideBySideInEqualParts() {
        assertThat(Painter.paint(List.of(stage(1, 2, 1, 1), stage(2, 2, 2, 0)), 50))
                .isEqualTo("[Stage 1:==> (1 + 1) / 2][Stage 2:>   (0 + 2) / 2]");
    }

    @Test
    void withoutRoomForABarTheNumbersRemain() {
        assertThat(Painter.paint(List.of(stage(0, 4, 1, 2)), 21)).isEqualTo("[Stage 0:(2 + 1) / 4]");
    }

    @Test
    void aLineIsNeverWiderThanTheTerminal() {
        StageStatus wide = stage(1000, 1_000_000, 64, 500_000);
        assertThat(Painter.paint(List.of(wide, wide, wide), 80)).hasSize(80);
    }

    @Test
    void aHugeStageDoesNotOverflow() {
        String line = Painter.paint(List.of(stage(0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE)), 80);
        assertThat(line).hasSize(80).doesNotContain(">").doesNotContain(" =");
    }

    @Test
    void aStageWithoutTasksIsEmpty() {
        assertThat(Painter.paint(List.of(stage(0, 0, 0, 0)), 24)).isEqualTo("[Stage 0:>  (0 + 0) / 0]");
    }

    @Test
    void theWidthIsThatOfTheTerminalOrElse80() {
        assertThat(Painter.width("132")).isEqualTo(132);
        assertThat(Painter.width(null)).isEqualTo(80);
        assertThat(Painter.width("")).isEqualTo(80);
        assertThat(Painter.width("wide")).isEqualTo(80);
        assertThat(Painter.width("0")).isEqualTo(80);
    }

    static StageStatus stage(int stageId, int numTasks, int active, int completed) {
        return new StageStatus(stageId, 0, "count", 0, numTasks, true, active, completed, 0);
    }
}
