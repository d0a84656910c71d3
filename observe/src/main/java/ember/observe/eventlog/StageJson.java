// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.StorageLevel;
import ember.model.event.AccumulableInfo;
import ember.model.event.RddInfo;
import ember.model.event.RunCause;
import ember.model.event.StageInfo;
import ember.observe.json.JsonOut;
import java.util.List;

/** Stages and RDDs in Spark's event log. */
final class StageJson {
    private final boolean longCallSites;

    StageJson(boolean longCallSites) {
        this.longCallSites = longCallSites;
    }

    /** The fields of an object that was begun, and its end. */
    void write(JsonOut out, StageInfo stage) {
        out.field("Stage ID", stage.stageId());
        out.field("Stage Attempt ID", stage.attempt());
        out.field("Stage Name", stage.name());
        out.field("Number of Tasks", stage.numTasks());
        out.array("RDD Info");
        for (RddInfo rdd : stage.rddInfos()) {
            write(out, rdd);
        }
        out.endArray();
        out.numbers("Parent IDs", stage.parentIds());
        out.field("Details", stage.detailsAndCause());
        if (stage.submissionTimeMillis() != StageInfo.ABSENT) {
            out.field("Submission Time", stage.submissionTimeMillis());
        }
        if (stage.completionTimeMillis() != StageInfo.ABSENT) {
            out.field("Completion Time", stage.completionTimeMillis());
        }
        out.field("Failure Reason", stage.failureReason());
        writeAccumulables(out, stage.accumulables());
        out.field("Resource Profile Id", stage.resourceProfileId());
        out.field("Shuffle Push Enabled", false);
        out.field("Shuffle Push Mergers Count", 0);
        if (stage.cause() != null) {
            writeCause(out, stage.cause());
        }
        out.end();
    }

    /** Ember's own field, which Spark passes over. */
    static void writeCause(JsonOut out, RunCause cause) {
        out.object("Ember Cause");
        out.field("Code", cause.code());
        out.field("Sentence", cause.sentence());
        out.end();
    }

    private void write(JsonOut out, RddInfo rdd) {
        out.object();
        out.field("RDD ID", rdd.id());
        out.field("Name", rdd.name());
        // JSON inside a string, as Spark writes it.
        out.field("Scope", rdd.scopeJson());
        out.field(
                "Callsite",
                longCallSites ? rdd.callSite().longForm() : rdd.callSite().shortForm());
        out.numbers("Parent IDs", rdd.parentIds());
        out.object("Storage Level");
        writeLevel(out, rdd.storageLevel());
        out.field("Barrier", rdd.barrier());
        out.field("DeterministicLevel", rdd.determinism());
        out.field("Number of Partitions", rdd.numPartitions());
        out.field("Number of Cached Partitions", 0);
        out.field("Memory Size", 0);
        out.field("Disk Size", 0);
        out.end();
    }

    static void writeLevel(JsonOut out, StorageLevel level) {
        out.field("Use Disk", level.useDisk());
        out.field("Use Memory", level.useMemory());
        out.field("Use Off Heap", level.useOffHeap());
        out.field("Deserialized", level.deserialized());
        out.field("Replication", level.replication());
        out.end();
    }

    static void writeAccumulables(JsonOut out, List<AccumulableInfo> accumulables) {
        out.array("Accumulables");
        for (AccumulableInfo accumulable : accumulables) {
            out.object();
            out.field("ID", accumulable.id());
            out.field("Name", accumulable.name());
            if (accumulable.update() != null) {
                out.field("Update", String.valueOf(accumulable.update()));
            }
            if (accumulable.value() != null) {
                out.field("Value", String.valueOf(accumulable.value()));
            }
            out.field("Internal", accumulable.internal());
            out.field("Count Failed Values", accumulable.countFailedValues());
            out.end();
        }
        out.endArray();
    }
}
