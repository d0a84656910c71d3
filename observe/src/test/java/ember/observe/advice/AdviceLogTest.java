// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdviceLogTest {
    private static Finding finding(String kind, String sentence, String remedy) {
        return new Finding(kind, 1, sentence, "any", remedy, 0, 0, 0);
    }

    @Test
    void aFindingIsOneLineWithItsRemedy() {
        assertThat(AdviceLog.lines(List.of(finding("skew", "Stage 1: it is", "Salt it."))))
                .containsExactly("Stage 1: it is. Salt it.");
    }

    @Test
    void whatIsAlikeIsSaidOnce() {
        assertThat(AdviceLog.lines(List.of(
                        finding("skew", "Stage 9: it is", "Salt it."),
                        finding("spill", "Stage 3: it did", "Do not."),
                        finding("skew", "Stage 2: it is", "Salt it."))))
                .containsExactly("Stage 9: it is. Salt it. (And 1 more like this.)", "Stage 3: it did. Do not.");
    }

    @Test
    void whatFailedIsNotAdvice() {
        assertThat(AdviceLog.lines(List.of(finding("failed-job", "Job 1 failed", "Read."))))
                .isEmpty();
    }

    @Test
    void aLongListIsCut() {
        List<Finding> many = IntStream.range(0, 8)
                .mapToObj(i -> finding("recomputed", "RDD " + i, "Write .cache() at " + i + "."))
                .toList();
        assertThat(AdviceLog.lines(many)).hasSize(6).last().isEqualTo("And 3 more things that cost less");
    }
}
