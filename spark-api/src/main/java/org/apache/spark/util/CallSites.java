// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import ember.model.CallSite;

/** Finds the place in the user's program that called the API. */
public final class CallSites {

    /** Frames kept in the long form. Spark: spark.callstack.depth, default 20. */
    private static final int MAX_FRAMES = 20;

    private CallSites() {}

    /**
     * The first frame outside the API on this thread's stack, named by the API's method that it called, such as {@code
     * count at WordCount.java:24}.
     *
     * <p>Without any user's frame, as on a thread of the engine's own, the place is unknown.
     */
    public static CallSite current() {
        StackTraceElement[] frames = new Throwable().getStackTrace();
        int first = 1; // frame 0 is this method
        while (first < frames.length && isOurs(frames[first].getClassName())) {
            first++;
        }
        if (first == frames.length) {
            return CallSite.EMPTY;
        }
        StackTraceElement user = frames[first];
        // The API's method comes on top of the user's frames.
        StringBuilder stack = new StringBuilder();
        for (int i = first - 1; i < frames.length && i < first - 1 + MAX_FRAMES; i++) {
            stack.append(i == first - 1 ? "" : "\n").append(frames[i]);
        }
        String file = user.getFileName() == null ? "<unknown>" : user.getFileName();
        int line = Math.max(0, user.getLineNumber());
        return new CallSite(methodOf(frames[first - 1]) + " at " + file + ":" + line, stack.toString());
    }

    private static String methodOf(StackTraceElement frame) {
        if (!frame.getMethodName().equals("<init>")) {
            return frame.getMethodName();
        }
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1);
    }

    // User programs may live in packages below org.apache.spark, as Spark's own examples do, so it is not a prefix
    // test.
    private static boolean isOurs(String type) {
        String packageName = type.substring(0, Math.max(type.lastIndexOf('.'), 0));
        return switch (packageName) {
            case "org.apache.spark",
                    "org.apache.spark.api.java",
                    "org.apache.spark.broadcast",
                    "org.apache.spark.rdd",
                    "org.apache.spark.util" -> true;
            default ->
                packageName.startsWith("ember.") || packageName.startsWith("java.") || packageName.startsWith("scala.");
        };
    }
}
