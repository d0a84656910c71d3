// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.TaskEnd;
import io.avaje.json.JsonWriter;

/** Writes how a task ended as one object of Spark's event log, and answers with the name of the reason. */
final class TaskEndJson implements TaskEnd.Cases<String> {
    private final JsonWriter out;

    TaskEndJson(JsonWriter out) {
        this.out = out;
    }

    private String reason(String name, Runnable fields) {
        out.beginObject();
        out.name("Reason");
        out.value(name);
        fields.run();
        out.endObject();
        return name;
    }

    @Override
    public String succeeded(TaskEnd.Succeeded end) {
        return reason("Success", () -> {});
    }

    @Override
    public String threw(TaskEnd.Threw end) {
        return reason("ExceptionFailure", () -> {
            out.name("Class Name");
            out.value(end.className());
            out.name("Description");
            out.value(end.message() == null ? "" : end.message());
            out.name("Stack Trace");
            out.beginArray();
            Throwable exception = end.exception();
            if (exception != null) {
                for (StackTraceElement frame : exception.getStackTrace()) {
                    frame(frame);
                }
            }
            out.endArray();
            out.name("Full Stack Trace");
            out.value(end.stackTrace());
            noAccumulatorUpdates();
        });
    }

    private void frame(StackTraceElement frame) {
        out.beginObject();
        out.name("Declaring Class");
        out.value(frame.getClassName());
        out.name("Method Name");
        out.value(frame.getMethodName());
        if (frame.getFileName() != null) {
            out.name("File Name");
            out.value(frame.getFileName());
        }
        out.name("Line Number");
        out.value(frame.getLineNumber());
        out.endObject();
    }

    private void noAccumulatorUpdates() {
        out.name("Accumulator Updates");
        out.beginArray();
        out.endArray();
    }

    @Override
    public String fetchFailed(TaskEnd.FetchFailed end) {
        return reason("FetchFailed", () -> {
            if (end.executor() != null) {
                out.name("Block Manager Address");
                out.beginObject();
                out.name("Executor ID");
                out.value(end.executor());
                out.name("Host");
                out.value(end.host() == null ? "" : end.host());
                out.name("Port");
                out.value(0);
                out.endObject();
            }
            out.name("Shuffle ID");
            out.value(end.shuffleId());
            out.name("Map ID");
            out.value(end.writer());
            out.name("Map Index");
            out.value(end.mapPartition());
            out.name("Reduce ID");
            out.value(end.reducePartition());
            out.name("Message");
            out.value(end.message());
        });
    }

    @Override
    public String killed(TaskEnd.Killed end) {
        return reason("TaskKilled", () -> {
            out.name("Kill Reason");
            out.value(end.reason());
            noAccumulatorUpdates();
        });
    }

    @Override
    public String commitDenied(TaskEnd.CommitDenied end) {
        return reason("TaskCommitDenied", () -> {
            out.name("Job ID");
            out.value(end.jobId());
            out.name("Partition ID");
            out.value(end.partition());
            out.name("Attempt Number");
            out.value(end.attemptNumber());
        });
    }

    @Override
    public String executorLost(TaskEnd.ExecutorLost end) {
        return reason("ExecutorLostFailure", () -> {
            out.name("Executor ID");
            out.value(end.executor());
            out.name("Exit Caused By App");
            out.value(end.causedByApp());
            out.name("Loss Reason");
            out.value(end.reason());
        });
    }

    @Override
    public String resultLost(TaskEnd.ResultLost end) {
        return reason("TaskResultLost", () -> {});
    }

    @Override
    public String resubmitted(TaskEnd.Resubmitted end) {
        return reason("Resubmitted", () -> {});
    }
}
