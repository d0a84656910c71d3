// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/** What a task's output is for. */
public enum TaskKind {
    /** Writes one map output of a shuffle: a task of a {@code ShuffleMapStage}. */
    SHUFFLE_MAP_TASK("ShuffleMapTask"),
    /** Applies the action's function and sends its result to the driver: a task of a {@code ResultStage}. */
    RESULT_TASK("ResultTask");

    private final String label;

    TaskKind(String label) {
        this.label = label;
    }

    /** Spark's name of the kind: {@code ShuffleMapTask} or {@code ResultTask}. */
    public String label() {
        return label;
    }
}
