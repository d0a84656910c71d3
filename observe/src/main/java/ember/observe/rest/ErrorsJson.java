// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.analysis.ErrorGroups;
import ember.observe.json.JsonOut;
import java.util.List;

/** Errors of tasks, each once. */
final class ErrorsJson {
    /** A program that fails in more ways than that is not read to the end. */
    private static final int MAX_GROUPS = 100;

    private ErrorsJson() {}

    static byte[] write(List<ErrorGroups.Group> groups) {
        List<ErrorGroups.Group> told = groups.subList(0, Math.min(MAX_GROUPS, groups.size()));
        JsonOut out = JsonOut.compact()
                .object()
                .field("more", groups.size() - told.size())
                .array("errors");
        for (ErrorGroups.Group group : told) {
            out.object()
                    .field("head", group.head())
                    .field("frame", group.frame())
                    .field("trace", group.trace())
                    .field("count", group.count())
                    .field("first", group.firstMillis())
                    .field("last", group.lastMillis())
                    .array("tasks");
            for (ErrorGroups.Failed task : group.tasks()) {
                out.object()
                        .field("stage", task.stageId())
                        .field("attempt", task.stageAttempt())
                        .field("task", task.taskId())
                        .field("partition", task.partition())
                        .end();
            }
            out.endArray().end();
        }
        return out.endArray().end().toBytes();
    }
}
