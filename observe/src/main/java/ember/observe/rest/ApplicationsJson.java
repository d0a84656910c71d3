// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.json.JsonOut;
import ember.observe.web.Request;
import java.util.List;
import java.util.Set;

/** Lists of applications. */
final class ApplicationsJson {
    private ApplicationsJson() {}

    /** Whether an application has ended; the names are Spark's. */
    private enum Status {
        COMPLETED,
        RUNNING
    }

    static byte[] list(List<Applications.Entry> entries, Request request) {
        Set<Status> wanted = Parameters.wanted(request, "status", Status.class);
        long minStart = Parameters.date(request, "minDate", Long.MIN_VALUE);
        long maxStart = Parameters.date(request, "maxDate", Long.MAX_VALUE);
        long minEnd = Parameters.date(request, "minEndDate", Long.MIN_VALUE);
        long maxEnd = Parameters.date(request, "maxEndDate", Long.MAX_VALUE);
        int left = Parameters.number(request, "limit", Integer.MAX_VALUE);
        JsonOut out = JsonOut.pretty().array();
        for (Applications.Entry entry : entries) {
            boolean found = false;
            for (Applications.Attempt attempt : entry.attempts()) {
                // What has not ended may still end at any time.
                long end = attempt.completed() ? attempt.endMillis() : Long.MAX_VALUE;
                found |= wanted.contains(attempt.completed() ? Status.COMPLETED : Status.RUNNING)
                        && attempt.startMillis() >= minStart
                        && attempt.startMillis() <= maxStart
                        && end >= minEnd
                        && (end <= maxEnd || maxEnd == Long.MAX_VALUE);
            }
            if (found && left-- > 0) {
                write(out, entry);
            }
        }
        return out.endArray().toBytes();
    }

    static byte[] one(Applications.Entry entry) {
        JsonOut out = JsonOut.pretty();
        write(out, entry);
        return out.toBytes();
    }

    private static void write(JsonOut out, Applications.Entry entry) {
        out.object().field("id", entry.id()).field("name", entry.name()).array("attempts");
        for (Applications.Attempt attempt : entry.attempts()) {
            write(out, attempt);
        }
        out.endArray().end();
    }

    static byte[] attempt(Applications.Attempt attempt) {
        JsonOut out = JsonOut.pretty();
        write(out, attempt);
        return out.toBytes();
    }

    private static void write(JsonOut out, Applications.Attempt attempt) {
        out.object()
                .field("attemptId", attempt.attemptId())
                .field("startTime", Parameters.date(attempt.startMillis()))
                .field("endTime", Parameters.date(attempt.endMillis()))
                .field("lastUpdated", Parameters.date(attempt.lastUpdatedMillis()))
                .field("duration", attempt.durationMillis())
                .field("sparkUser", attempt.user())
                .field("completed", attempt.completed())
                .field("appSparkVersion", attempt.sparkVersion());
        if (attempt.log() != null) {
            out.field("logSourceName", String.valueOf(attempt.log().getFileName()))
                    .field("logSourceFullPath", attempt.log().toUri().toString());
        }
        out.field("startTimeEpoch", attempt.startMillis())
                .field("endTimeEpoch", attempt.endMillis())
                .field("lastUpdatedEpoch", attempt.lastUpdatedMillis())
                .end();
    }
}
