// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of each task since it was first launched in its stage attempt: how often it failed, whether its output is there, and what
 * happened to it last. Its output may be made by an attempt in an older stage attempt, which goes on beside it.
 */
final class TaskHistory extends Watcher {
    private final Ledger ledger;
    private final Map<Key, Course> courses = new HashMap<>();
    private final Map<Output, Set<Key>> tasksByOutput = new HashMap<>();

    TaskHistory(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A task of a stage attempt. */
    record Key(int stageId, int stageAttempt, int index) {
        static Key of(TaskAttempt attempt) {
            return new Key(attempt.stageId(), attempt.stageAttempt(), attempt.index());
        }
    }

    /** What tasks of different attempts of a stage are for. */
    private record Output(int stageId, int outputId) {
        static Output of(TaskAttempt attempt) {
            return new Output(attempt.stageId(), attempt.outputId());
        }
    }

    private static final class Course {
        final List<TaskAttempt> failures = new ArrayList<>();
        int failuresSinceMade;
        /** Who made its output, which is there; null: it is not. */
        Ledger.@Nullable Task maker;
        /** The attempt that ended last; null: none did yet. */
        Ledger.@Nullable Task lastEnded;
        /** Whose output was lost, if that happened last; null: something else did. */
        Ledger.@Nullable Task lostOutput;
    }

    private Course course(Key task) {
        return courses.computeIfAbsent(task, any -> new Course());
    }

    /** How often a task failed since its output was last made. */
    int failuresSinceMade(Key task) {
        return course(task).failuresSinceMade;
    }

    /** Every attempt of a task that failed and may be to blame for it. */
    List<TaskAttempt> failures(Key task) {
        return course(task).failures;
    }

    /** The attempt of a task that ended last; null: none has ended. */
    Ledger.@Nullable Task lastEnded(Key task) {
        return course(task).lastEnded;
    }

    /** The attempt that had made a task's output, if its loss is the last that happened to the task; null: it is not. */
    Ledger.@Nullable Task lostOutput(Key task) {
        return course(task).lostOutput;
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt attempt = effect.attempt();
        tasksByOutput
                .computeIfAbsent(Output.of(attempt), any -> new LinkedHashSet<>())
                .add(Key.of(attempt));
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        Ledger.Task task = ledger.justEnded();
        if (task != null) {
            ended(task);
        }
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        ledger.lostTasks().forEach(this::ended);
        for (Course course : courses.values()) {
            Ledger.Task maker = course.maker;
            if (maker != null && maker.model.shuffleId() >= 0 && maker.executor.lostAt == ledger.now()) {
                course.maker = null;
                course.lostOutput = maker;
            }
        }
    }

    private void ended(Ledger.Task task) {
        Course course = course(Key.of(task.attempt));
        course.lastEnded = task;
        course.lostOutput = null;
        if (task.succeeded()) {
            made(course, task);
            if (!task.rolledBack) {
                madeForOthers(task);
            }
        } else if (isBlamed(Objects.requireNonNull(task.end))) {
            course.failures.add(task.attempt);
            course.failuresSinceMade += course.maker == null ? 1 : 0;
        }
    }

    private void madeForOthers(Ledger.Task task) {
        for (Key key : tasksByOutput.getOrDefault(Output.of(task.attempt), Set.of())) {
            made(course(key), task);
        }
    }

    /** An output that is there stays. */
    private static void made(Course course, Ledger.Task maker) {
        if (course.maker == null) {
            course.maker = maker;
            course.lostOutput = null;
            course.failuresSinceMade = 0;
        }
    }

    private static boolean isBlamed(TaskEnd end) {
        return (end instanceof TaskEnd.Threw threw && threw.retry() == TaskEnd.Retry.ALLOWED)
                || end instanceof TaskEnd.ResultLost
                || (end instanceof TaskEnd.ExecutorLost lost && lost.causedByApp());
    }
}
