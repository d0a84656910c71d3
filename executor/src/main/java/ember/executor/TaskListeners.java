// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.rdd.TaskContext;
import ember.rdd.TaskContext.CompletionListener;
import ember.rdd.TaskContext.FailureListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user's code wants to be told at a task's end: the last added first, each once, and one that throws does not keep the
 * others from being told. A listener that comes too late is told at once. Used by the task's thread.
 */
final class TaskListeners {
    private final TaskContext task;
    private final List<CompletionListener> onCompletion = new ArrayList<>();
    private final List<FailureListener> onFailure = new ArrayList<>();
    private boolean completed;
    private @Nullable Throwable failure;

    TaskListeners(TaskContext task) {
        this.task = task;
    }

    boolean isCompleted() {
        return completed;
    }

    boolean isFailed() {
        return failure != null;
    }

    void add(CompletionListener listener) {
        if (completed) {
            throwIfAny(tell(listener, null));
        } else {
            onCompletion.add(listener);
        }
    }

    void add(FailureListener listener) {
        Throwable known = failure;
        if (known != null) {
            throwIfAny(tell(listener, known, null));
        } else {
            onFailure.add(listener);
        }
    }

    /** Tells that the task's body failed; what listeners throw is attached to {@code cause}. */
    void failed(Throwable cause) {
        if (failure != null) {
            return;
        }
        failure = cause;
        for (int i = onFailure.size() - 1; i >= 0; i--) {
            tell(onFailure.get(i), cause, cause);
        }
    }

    /**
     * Tells that the task is over.
     *
     * @param failure what the body threw; null: nothing
     * @return the same, or what the first listener threw; what more was thrown is attached to it; null: nothing was
     */
    @Nullable
    Throwable completed(@Nullable Throwable failure) {
        completed = true;
        Throwable first = failure;
        for (int i = onCompletion.size() - 1; i >= 0; i--) {
            first = tell(onCompletion.get(i), first);
        }
        return first;
    }

    private @Nullable Throwable tell(CompletionListener listener, @Nullable Throwable earlier) {
        try {
            listener.onCompletion(task);
            return earlier;
        } catch (Throwable e) {
            return joined(earlier, e);
        }
    }

    private @Nullable Throwable tell(FailureListener listener, Throwable cause, @Nullable Throwable earlier) {
        try {
            listener.onFailure(task, cause);
            return earlier;
        } catch (Throwable e) {
            return joined(earlier, e);
        }
    }

    private static Throwable joined(@Nullable Throwable earlier, Throwable later) {
        if (earlier == null) {
            return later;
        }
        // A listener may well throw again what it was told.
        if (earlier != later) {
            earlier.addSuppressed(later);
        }
        return earlier;
    }

    private static void throwIfAny(@Nullable Throwable thrown) {
        if (thrown != null) {
            throw ember.model.Failures.<RuntimeException>sneaky(thrown);
        }
    }
}
