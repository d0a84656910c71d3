// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.TaskEnd;
import ember.observe.json.JsonOut;

/** Writes how a task ended into an object that was begun of Spark's event log, and answers with the name of the reason. */
final class TaskEndJson implements TaskEnd.Cases<String> {
    private final JsonOut out;

    TaskEndJson(JsonOut out) {
        this.out = out;
    }

    private String reason(String name, Runnable fields) {
        out.field("Reason", name);
        fields.run();
        out.end();
        return name;
    }

    @Override
    public String succeeded(TaskEnd.Succeeded end) {
        return reason("Success", () -> {});
    }

    @Override
    public String threw(TaskEnd.Threw end) {
        return reason("ExceptionFailure", () -> {
            out.field("Class Name", end.className());
            out.field("Description", end.message() == null ? "" : end.message());
            out.array("Stack Trace");
            Throwable exception = end.exception();
            if (exception != null) {
                for (StackTraceElement frame : exception.getStackTrace()) {
                    frame(frame);
                }
            }
            out.endArray();
            out.field("Full Stack Trace", end.stackTrace());
            noAccumulatorUpdates();
        });
    }

    private void frame(StackTraceElement frame) {
        out.object();
        out.field("Declaring Class", frame.getClassName());
        out.field("Method Name", frame.getMethodName());
        if (frame.getFileName() != null) {
            out.field("File Name", frame.getFileName());
        }
        out.field("Line Number", frame.getLineNumber());
        out.end();
    }

    private void noAccumulatorUpdates() {
        out.array("Accumulator Updates");
        out.endArray();
    }

    @Override
    public String fetchFailed(TaskEnd.FetchFailed end) {
        return reason("FetchFailed", () -> {
            if (end.executor() != null) {
                String host = end.host() == null ? "" : end.host();
                EventJson.writeManager(out, "Block Manager Address", end.executor(), host, 0);
            }
            out.field("Shuffle ID", end.shuffleId());
            out.field("Map ID", end.writer());
            out.field("Map Index", end.mapPartition());
            out.field("Reduce ID", end.reducePartition());
            out.field("Message", end.message());
        });
    }

    @Override
    public String killed(TaskEnd.Killed end) {
        return reason("TaskKilled", () -> {
            out.field("Kill Reason", end.reason());
            noAccumulatorUpdates();
        });
    }

    @Override
    public String commitDenied(TaskEnd.CommitDenied end) {
        return reason("TaskCommitDenied", () -> {
            out.field("Job ID", end.jobId());
            out.field("Partition ID", end.partition());
            out.field("Attempt Number", end.attemptNumber());
        });
    }

    @Override
    public String executorLost(TaskEnd.ExecutorLost end) {
        return reason("ExecutorLostFailure", () -> {
            out.field("Executor ID", end.executor());
            out.field("Exit Caused By App", end.causedByApp());
            out.field("Loss Reason", end.reason());
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
