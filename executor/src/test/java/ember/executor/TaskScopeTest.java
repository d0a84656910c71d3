// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskEnd;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskScopeTest {
    /** Tasks share statics and nothing else. */
    private static final List<String> TOLD = Collections.synchronizedList(new ArrayList<>());

    private ExecutorFixture fixture;
    private Rdd<Integer> numbers;

    @BeforeEach
    void forget() {
        TOLD.clear();
    }

    @AfterEach
    void stop() throws InterruptedException {
        fixture.close();
    }

    /** Notes how it is used. */
    private static final class NotingScope implements TaskScope {
        private final RuntimeException onEnter;

        private NotingScope(RuntimeException onEnter) {
            this.onEnter = onEnter;
        }

        @Override
        public @Nullable Object enter(TaskContext task) {
            TOLD.add("enter");
            if (onEnter != null) {
                throw onEnter;
            }
            return null;
        }

        @Override
        public Object exit(TaskContext task, boolean failed) {
            TOLD.add(failed ? "exit failed" : "exit");
            return "updates";
        }
    }

    private void startWith(RuntimeException onEnter) {
        fixture = new ExecutorFixture(new NotingScope(onEnter));
        numbers = fixture.numbers(3);
    }

    @Test
    void theScopeSurroundsAllThatIsTheUsers() throws Exception {
        startWith(null);
        TaskEnd end = fixture.run(numbers, (task, elements) -> {
            task.addCompletionListener(context -> TOLD.add("listener"));
            TOLD.add("body");
            return 1;
        });
        assertThat(TOLD).containsExactly("enter", "body", "listener", "exit");
        assertThat(end.accumulatorUpdates()).isEqualTo("updates");
    }

    @Test
    void accumulatorsOfATaskWhoseResultCannotBeSentAreThoseOfAFailure() throws Exception {
        startWith(null);
        TaskEnd end = fixture.run(numbers, (task, elements) -> new CountDownLatch(1));
        assertThat(end).isInstanceOf(TaskEnd.Threw.class);
        assertThat(TOLD).containsExactly("enter", "exit failed");
    }

    @Test
    void aScopeThatBreaksFailsTheTask() throws Exception {
        startWith(new IllegalStateException("no scope"));
        TaskEnd end = fixture.run(numbers, (task, elements) -> 1);
        assertThat(end)
                .isInstanceOfSatisfying(
                        TaskEnd.Threw.class,
                        threw -> assertThat(threw.message()).isEqualTo("no scope"));
    }
}
