// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import scala.Option;

/** What happens around each task beside its own work: classes of added jars can be found, plugins are told. */
final class TaskSurroundings {
    private final AddedFiles files;
    private final Plugins plugins;
    private static final ThreadLocal<Around> CURRENT = new ThreadLocal<>();

    /** Of one task: the class loader its thread had before, and what it failed with. */
    private static final class Around {
        private ClassLoader before;
        private Throwable failure;
    }

    /** @param plugins null: none are configured */
    TaskSurroundings(AddedFiles files, Plugins plugins) {
        this.files = files;
        this.plugins = plugins;
    }

    /** Called by the task's thread, with {@link TaskContext#get} set. */
    void enter(ember.rdd.TaskContext task) {
        ClassLoader loader = files.taskClassLoader();
        boolean watched = plugins != null && plugins.watchesTasks();
        if (loader == null && !watched) {
            return;
        }
        Around around = new Around();
        around.before = Thread.currentThread().getContextClassLoader();
        CURRENT.set(around);
        if (loader != null) {
            Thread.currentThread().setContextClassLoader(loader);
        }
        if (watched) {
            task.addFailureListener((context, failure) -> around.failure = failure);
            plugins.taskStarted();
        }
    }

    /** Called by the same thread when the task is over. */
    void exit(ember.rdd.TaskContext task, boolean failed) {
        Around around = CURRENT.get();
        if (around == null) {
            return;
        }
        CURRENT.remove();
        if (plugins != null && failed) {
            plugins.taskFailed(reason(task, around.failure));
        } else if (plugins != null) {
            plugins.taskSucceeded();
        }
        Thread.currentThread().setContextClassLoader(around.before);
    }

    private static TaskFailedReason reason(ember.rdd.TaskContext task, Throwable failure) {
        if (failure == null || task.isInterrupted()) {
            return new TaskKilled(
                    failure == null ? "unknown reason" : String.valueOf(failure.getMessage()),
                    scala.jdk.javaapi.CollectionConverters.asScala(
                                    List.<org.apache.spark.scheduler.AccumulableInfo>of())
                            .toSeq());
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return new ExceptionFailure(
                failure.getClass().getName(),
                failure.getMessage(),
                failure.getStackTrace(),
                trace.toString(),
                Option.apply(failure),
                scala.jdk.javaapi.CollectionConverters.asScala(List.<org.apache.spark.scheduler.AccumulableInfo>of())
                        .toSeq());
    }
}
