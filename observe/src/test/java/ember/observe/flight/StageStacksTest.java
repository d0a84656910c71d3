// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageStacksTest {
    private static final String LONG_ONE = "Executor task launch worker for task 3.0 in stage 1.2 (TID 7)";

    private final StageStacks stacks = new StageStacks();

    @Test
    void aSampleIsOfTheTaskThatRanOnItsThreadThen() {
        stacks.sampled(1, 9, List.of("before"));
        stacks.sampled(1, 11, List.of("main", "map"));
        stacks.sampled(2, 12, List.of("elsewhere"));
        stacks.sampled(1, 13, List.of("main", "filter"));
        stacks.taskEnded(1, 4, 0, 10, 20);
        stacks.sampled(1, 21, List.of("between"));
        stacks.sampled(1, 31, List.of("main"));
        stacks.taskEnded(1, 5, 0, 30, 40);

        assertThat(stacks.tree(4, 0))
                .isEqualTo(new StackTree(2, List.of("main", "map", "filter"), List.of(-1, 0, 0), List.of(0, 1, 1)));
        assertThat(stacks.tree(5, 0)).isEqualTo(new StackTree(1, List.of("main"), List.of(-1), List.of(1)));
        assertThat(stacks.tree(5, 1).samples()).isZero();
    }

    @Test
    void aSampleThatIsToldAfterTheEndOfItsTaskIsOfTheTask() {
        stacks.taskEnded(1, 4, 0, 10, 20);
        stacks.sampled(1, 15, List.of("late"));

        assertThat(stacks.tree(4, 0).names()).containsExactly("late");
    }

    @Test
    void ofATaskThatRunsLongTheNameOfItsThreadTells() {
        stacks.sampled(1, 5, List.of("unknown"));
        stacks.looked(1, LONG_ONE, 10);
        stacks.sampled(1, 15, List.of("work"));
        stacks.looked(1, LONG_ONE, 20);

        assertThat(stacks.tree(1, 2).names()).containsExactly("work");
    }

    @Test
    void aSampleIsCountedOnceWhoeverTellsOfItsTask() {
        stacks.sampled(1, 5, List.of("work"));
        stacks.looked(1, LONG_ONE, 10);
        stacks.sampled(1, 15, List.of("work"));
        stacks.looked(1, LONG_ONE, 20);
        stacks.sampled(1, 25, List.of("work"));
        stacks.taskEnded(1, 1, 2, 0, 30);

        assertThat(stacks.tree(1, 2)).isEqualTo(new StackTree(3, List.of("work"), List.of(-1), List.of(3)));
    }

    @Test
    void anotherTaskOfTheSameStageIsAnother() {
        stacks.looked(1, LONG_ONE, 10);
        stacks.sampled(1, 15, List.of("work"));
        stacks.looked(1, LONG_ONE.replace("TID 7", "TID 8"), 20);

        assertThat(stacks.tree(1, 2).samples()).isZero();
    }

    @Test
    void aThreadWhoseNameTellsNoTaskIsNone() {
        for (String name : List.of("Executor task launch worker", "a in stage x.y (TID 1)", "a in stage 1 (TID 1)")) {
            stacks.looked(1, name, 10);
            stacks.sampled(1, 15, List.of("work"));
            stacks.looked(1, name, 20);
        }

        assertThat(stacks.tree(1, 0).samples()).isZero();
    }
}
