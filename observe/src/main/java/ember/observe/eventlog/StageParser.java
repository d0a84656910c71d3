// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.CallSite;
import ember.model.StorageLevel;
import ember.model.event.AccumulableInfo;
import ember.model.event.RddInfo;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stages and RDDs of an event log. */
final class StageParser {
    private StageParser() {}

    static StageInfo stage(Fields fields) {
        return new StageInfo(
                fields.intValue("Stage ID"),
                fields.intOr("Stage Attempt ID", 0),
                fields.text("Stage Name"),
                details(fields),
                fields.intValue("Number of Tasks"),
                fields.objects("RDD Info", StageParser::rdd),
                fields.ints("Parent IDs"),
                -1,
                fields.intOr("Resource Profile Id", 0),
                fields.longOr("Submission Time", StageInfo.ABSENT),
                fields.longOr("Completion Time", StageInfo.ABSENT),
                fields.textOrNull("Failure Reason"),
                null,
                accumulables(fields),
                cause(fields));
    }

    /** Without the cause, which Ember's logs tell again there for whoever shows them. */
    private static String details(Fields stage) {
        String details = stage.textOr("Details", "");
        int end = stage.has("Ember Cause") ? details.lastIndexOf('\n') : -1;
        return end < 0 ? details : details.substring(0, end);
    }

    private static @Nullable StageCause cause(Fields stage) {
        if (!stage.has("Ember Cause")) {
            return null;
        }
        Fields cause = stage.object("Ember Cause");
        return new StageCause.Told(cause.text("Code"), cause.text("Sentence"));
    }

    private static RddInfo rdd(Fields fields) {
        return new RddInfo(
                fields.intValue("RDD ID"),
                null,
                fields.text("Name"),
                fields.intValue("Number of Partitions"),
                level(fields.object("Storage Level")),
                fields.flagOr("Barrier", false),
                fields.ints("Parent IDs"),
                new CallSite(fields.textOr("Callsite", ""), ""),
                fields.textOrNull("Scope"),
                fields.textOr("DeterministicLevel", "DETERMINATE"));
    }

    static StorageLevel level(Fields fields) {
        return new StorageLevel(
                fields.flagOr("Use Disk", false),
                fields.flagOr("Use Memory", false),
                fields.flagOr("Use Off Heap", false),
                fields.flagOr("Deserialized", false),
                fields.intOr("Replication", 1));
    }

    /** Those of the user: the engine's own figures are in the metrics. */
    static List<AccumulableInfo> accumulables(Fields fields) {
        return fields
                .objects(
                        "Accumulables",
                        one -> new AccumulableInfo(
                                one.longValue("ID"),
                                one.textOrNull("Name"),
                                internal(one) ? null : one.textOrNull("Update"),
                                internal(one) ? null : one.textOrNull("Value"),
                                internal(one),
                                one.flagOr("Count Failed Values", false)))
                .stream()
                .filter(one -> !one.internal())
                .toList();
    }

    private static boolean internal(Fields accumulable) {
        return accumulable.flagOr("Internal", false)
                || accumulable.textOr("Name", "").startsWith("internal.metrics.");
    }
}
