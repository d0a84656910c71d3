// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskEnd;
import ember.observe.Events;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorGroupsTest {
    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private final Events engine = new Events(store);

    private static TaskEnd threw(String message, String frame) {
        String trace = "java.lang.IllegalStateException: " + message
                + "\n\tat java.base/java.util.Objects.requireNonNull(Objects.java:235)\n"
                + "\tat scala.Option.get(Option.scala:1)\n\tat " + frame
                + "\n\tat ember.executor.TaskRunner.run(TaskRunner.java:9)";
        return new TaskEnd.Threw(
                "java.lang.IllegalStateException", message, trace, null, TaskEnd.Retry.ALLOWED, null, null);
    }

    private void fails(long task, int stage, TaskEnd end) {
        engine.taskStarted(task, stage, 0).taskEnded(task, stage, 0, end);
    }

    @Test
    void theSameExceptionFromTheSameFrameIsOneErrorWhateverNumbersAreInIt() {
        engine.jobStarted(0, 0, 1).stageSubmitted(0, 0).stageSubmitted(1, 0);
        fails(0, 0, threw("bad row 17", "app//Prog.lambda$main$0(Prog.java:12)"));
        fails(1, 0, threw("bad row 4711", "app//Prog.lambda$main$0(Prog.java:12)"));
        fails(2, 1, threw("bad row 3", "app//Prog.lambda$main$0(Prog.java:12)"));
        fails(3, 1, threw("bad row 3", "app//Prog.other(Prog.java:40)"));
        fails(4, 1, threw("another", "app//Prog.lambda$main$0(Prog.java:12)"));
        fails(5, 1, Events.KILLED);
        fails(6, 1, Events.SUCCEEDED);

        List<ErrorGroups.Group> groups = ErrorGroups.of(store);

        assertThat(groups).extracting(ErrorGroups.Group::count).containsExactly(3, 1, 1);
        ErrorGroups.Group most = groups.get(0);
        assertThat(most.head()).startsWith("java.lang.IllegalStateException: bad row ");
        assertThat(most.frame()).isEqualTo("Prog.lambda$main$0(Prog.java:12)");
        assertThat(most.trace()).contains("\n\tat java.base/").contains("TaskRunner.java:9");
        assertThat(most.firstMillis()).isEqualTo(Events.NOW_MILLIS);
        assertThat(most.lastMillis()).isEqualTo(Events.NOW_MILLIS);
        assertThat(most.tasks())
                .containsExactlyInAnyOrder(
                        new ErrorGroups.Failed(0, 0, 0, 0),
                        new ErrorGroups.Failed(0, 0, 1, 1),
                        new ErrorGroups.Failed(1, 0, 2, 2));
    }

    @Test
    void anErrorWithoutAFrameOfTheProgramHasNone() {
        engine.jobStarted(0, 0).stageSubmitted(0, 0);
        fails(0, 0, new TaskEnd.ExecutorLost("1", false, "it went"));

        assertThat(ErrorGroups.of(store)).singleElement().satisfies(group -> {
            assertThat(group.head()).contains("it went");
            assertThat(group.frame()).isEmpty();
        });
    }

    @Test
    void whereNothingFailedThereIsNoError() {
        engine.jobStarted(0, 0).stageSubmitted(0, 0);
        fails(0, 0, Events.SUCCEEDED);

        assertThat(ErrorGroups.of(store)).isEmpty();
    }
}
