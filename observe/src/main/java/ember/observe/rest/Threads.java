// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import ember.observe.status.ExecutorView;
import ember.observe.web.Request;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Comparator;

/** The threads of this JVM, in which the driver and every executor run. */
final class Threads {
    byte[] ofExecutor(ApplicationStore store, String id) {
        if (!id.equals("driver") && !id.chars().allMatch(Character::isDigit)) {
            throw RestException.badRequest("Invalid executorId: neither 'driver' nor number.");
        }
        for (ExecutorView executor : store.executorViews()) {
            if (executor.id().equals(id) && executor.alive()) {
                return all();
            }
        }
        throw RestException.notFound("Executor does not exist.");
    }

    byte[] ofTask(ApplicationStore store, Request request) {
        String executor = request.parameter("executorId", "");
        String taskId = request.parameter("taskId", "");
        long task;
        try {
            task = Long.parseLong(taskId);
        } catch (NumberFormatException e) {
            throw RestException.badRequest("taskId and executorId must be given, the first a number");
        }
        // A worker bears the name of what it runs.
        String name = "(TID " + task + ")";
        if (store.isRunning(task)) {
            for (ThreadInfo thread : dump()) {
                if (thread.getThreadName().endsWith(name)) {
                    JsonOut out = JsonOut.pretty();
                    write(out, thread);
                    return out.toBytes();
                }
            }
        }
        throw RestException.notFound("Task '" + taskId + "' is not running on Executor '" + executor + "' right now");
    }

    private static ThreadInfo[] dump() {
        return ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
    }

    private static byte[] all() {
        JsonOut out = JsonOut.pretty().array();
        ThreadInfo[] threads = dump();
        Arrays.sort(threads, Comparator.comparing(ThreadInfo::getThreadName));
        for (ThreadInfo thread : threads) {
            write(out, thread);
        }
        return out.endArray().toBytes();
    }

    private static void write(JsonOut out, ThreadInfo thread) {
        LockInfo lock = thread.getLockInfo();
        out.object()
                .field("threadId", thread.getThreadId())
                .field("threadName", thread.getThreadName())
                .field("threadState", thread.getThreadState().name())
                .object("stackTrace")
                .array("elems");
        for (StackTraceElement frame : thread.getStackTrace()) {
            out.value(frame + "\n");
        }
        out.endArray().end();
        if (thread.getLockOwnerId() >= 0) {
            out.field("blockedByThreadId", thread.getLockOwnerId());
        }
        out.field("blockedByLock", lock == null ? "" : "Lock(" + lock + ")").array("holdingLocks");
        for (MonitorInfo monitor : thread.getLockedMonitors()) {
            out.value("Monitor(" + monitor + ")");
        }
        out.endArray().array("synchronizers");
        for (LockInfo held : thread.getLockedSynchronizers()) {
            out.value(held.toString());
        }
        out.endArray().array("monitors");
        for (MonitorInfo monitor : thread.getLockedMonitors()) {
            out.value(monitor.toString());
        }
        out.endArray()
                .field("lockName", thread.getLockName())
                .field("lockOwnerName", thread.getLockOwnerName())
                .field("suspended", thread.isSuspended())
                .field("inNative", thread.isInNative())
                .field("isDaemon", thread.isDaemon())
                .field("priority", thread.getPriority())
                .end();
    }
}
