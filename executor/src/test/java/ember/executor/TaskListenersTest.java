// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskListenersTest {
    private final TaskListeners listeners = new TaskListeners(null);
    private final List<String> told = new ArrayList<>();

    @Test
    void theLastAddedIsToldFirstAndEachOnce() {
        listeners.add(task -> told.add("first"));
        listeners.add(task -> told.add("second"));
        assertThat(listeners.completed(null)).isNull();
        assertThat(told).containsExactly("second", "first");
        assertThat(listeners.isCompleted()).isTrue();
    }

    @Test
    void failuresAreToldTheFirstCauseOnly() {
        Exception cause = new Exception("first");
        listeners.add((task, failure) -> told.add(failure.getMessage()));
        listeners.failed(cause);
        listeners.failed(new Exception("second"));
        assertThat(told).containsExactly("first");
        assertThat(listeners.isFailed()).isTrue();
    }

    @Test
    void oneThatThrowsDoesNotKeepTheOthersFromBeingTold() {
        Exception first = new Exception("first");
        Exception second = new Exception("second");
        listeners.add(task -> {
            throw second;
        });
        listeners.add(task -> told.add("told"));
        listeners.add(task -> {
            throw first;
        });
        assertThat(listeners.completed(null)).isSameAs(first).hasSuppressedException(second);
        assertThat(told).containsExactly("told");
    }

    @Test
    void whatListenersThrowIsAttachedToTheFailureOfTheTask() {
        Exception cause = new Exception("cause");
        Exception onFailure = new Exception("on failure");
        Exception onCompletion = new Exception("on completion");
        listeners.add((task, failure) -> {
            throw onFailure;
        });
        listeners.add(task -> {
            throw onCompletion;
        });
        listeners.failed(cause);
        assertThat(listeners.completed(cause)).isSameAs(cause);
        assertThat(cause).hasSuppressedException(onFailure).hasSuppressedException(onCompletion);
    }

    @Test
    void oneThatThrowsTheFailureItWasToldAddsNothing() {
        Exception cause = new Exception("cause");
        listeners.add((task, failure) -> {
            throw (Exception) failure;
        });
        listeners.add(task -> {
            throw cause;
        });
        listeners.failed(cause);
        assertThat(listeners.completed(cause)).isSameAs(cause);
        assertThat(cause.getSuppressed()).isEmpty();
    }

    @Test
    void oneThatComesTooLateIsToldAtOnce() {
        Exception cause = new Exception("cause");
        listeners.failed(cause);
        listeners.completed(cause);
        listeners.add(task -> told.add("completed"));
        listeners.add((task, failure) -> told.add(failure.getMessage()));
        assertThat(told).containsExactly("completed", "cause");
    }

    @Test
    void whatALateListenerThrowsReachesWhoAddedIt() {
        listeners.completed(null);
        assertThatThrownBy(() -> listeners.add(task -> {
                    throw new Exception("late");
                }))
                .hasMessage("late");
    }

    @Test
    void oneThatIsAddedByAnotherAtTheEndIsToldToo() {
        listeners.add(task -> listeners.add(inner -> told.add("inner")));
        listeners.completed(null);
        assertThat(told).containsExactly("inner");
    }
}
