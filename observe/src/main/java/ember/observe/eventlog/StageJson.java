// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.StorageLevel;
import ember.model.event.AccumulableInfo;
import ember.model.event.RddInfo;
import ember.model.event.RunCause;
import ember.model.event.StageInfo;
import io.avaje.json.JsonWriter;
import java.util.List;

/** Stages and RDDs in Spark's event log. */
final class StageJson {
    private StageJson() {}

    static void write(JsonWriter out, StageInfo stage) {
        out.beginObject();
        out.name("Stage ID");
        out.value(stage.stageId());
        out.name("Stage Attempt ID");
        out.value(stage.attempt());
        out.name("Stage Name");
        out.value(stage.name());
        out.name("Number of Tasks");
        out.value(stage.numTasks());
        out.name("RDD Info");
        out.beginArray();
        for (RddInfo rdd : stage.rddInfos()) {
            write(out, rdd);
        }
        out.endArray();
        writeIds(out, stage.parentIds());
        out.name("Details");
        out.value(stage.detailsAndCause());
        if (stage.submissionTimeMillis() != StageInfo.ABSENT) {
            out.name("Submission Time");
            out.value(stage.submissionTimeMillis());
        }
        if (stage.completionTimeMillis() != StageInfo.ABSENT) {
            out.name("Completion Time");
            out.value(stage.completionTimeMillis());
        }
        if (stage.failureReason() != null) {
            out.name("Failure Reason");
            out.value(stage.failureReason());
        }
        writeAccumulables(out, stage.accumulables());
        out.name("Resource Profile Id");
        out.value(stage.resourceProfileId());
        if (stage.cause() != null) {
            writeCause(out, stage.cause());
        }
        out.endObject();
    }

    /** Ember's own field, which Spark passes over. */
    static void writeCause(JsonWriter out, RunCause cause) {
        out.name("Ember Cause");
        out.beginObject();
        out.name("Code");
        out.value(cause.code());
        out.name("Sentence");
        out.value(cause.sentence());
        out.endObject();
    }

    private static void write(JsonWriter out, RddInfo rdd) {
        out.beginObject();
        out.name("RDD ID");
        out.value(rdd.id());
        out.name("Name");
        out.value(rdd.name());
        if (rdd.scope() != null) {
            // JSON inside a string, as Spark writes it.
            out.name("Scope");
            out.value(rdd.scope());
        }
        out.name("Callsite");
        out.value(rdd.callSite().shortForm());
        writeIds(out, rdd.parentIds());
        out.name("Storage Level");
        write(out, rdd.storageLevel());
        out.name("Barrier");
        out.value(rdd.barrier());
        out.name("DeterministicLevel");
        out.value(rdd.determinism());
        out.name("Number of Partitions");
        out.value(rdd.numPartitions());
        out.name("Number of Cached Partitions");
        out.value(0);
        out.name("Memory Size");
        out.value(0);
        out.name("Disk Size");
        out.value(0);
        out.endObject();
    }

    static void write(JsonWriter out, StorageLevel level) {
        out.beginObject();
        out.name("Use Disk");
        out.value(level.useDisk());
        out.name("Use Memory");
        out.value(level.useMemory());
        out.name("Use Off Heap");
        out.value(level.useOffHeap());
        out.name("Deserialized");
        out.value(level.deserialized());
        out.name("Replication");
        out.value(level.replication());
        out.endObject();
    }

    private static void writeIds(JsonWriter out, List<Integer> parents) {
        out.name("Parent IDs");
        out.beginArray();
        for (int parent : parents) {
            out.value(parent);
        }
        out.endArray();
    }

    static void writeAccumulables(JsonWriter out, List<AccumulableInfo> accumulables) {
        out.name("Accumulables");
        out.beginArray();
        for (AccumulableInfo accumulable : accumulables) {
            out.beginObject();
            out.name("ID");
            out.value(accumulable.id());
            if (accumulable.name() != null) {
                out.name("Name");
                out.value(accumulable.name());
            }
            if (accumulable.update() != null) {
                out.name("Update");
                out.value(String.valueOf(accumulable.update()));
            }
            if (accumulable.value() != null) {
                out.name("Value");
                out.value(String.valueOf(accumulable.value()));
            }
            out.name("Internal");
            out.value(accumulable.internal());
            out.name("Count Failed Values");
            out.value(accumulable.countFailedValues());
            out.endObject();
        }
        out.endArray();
    }
}
