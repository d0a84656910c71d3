// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.CallSite;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.stream.Stream;

/** Finds the place in the user's program from which the engine was called. */
final class CallSites {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final int LONG_FORM_FRAMES = 20;
    private static final String[] ENGINE = {
        "ember.model.",
        "ember.rdd.",
        "ember.storage.",
        "ember.shuffle.",
        "ember.executor.",
        "ember.engine.",
        "ember.observe.",
        "ember.spark.",
        "java.",
        "jdk.",
        "scala."
    };
    private static final String SPARK = "org.apache.spark.";
    private static final String[] SPARK_PACKAGES = {"api.java.", "util.", "rdd.", "broadcast."};

    private CallSites() {}

    /** The innermost frame of the user's, and the public method that it called. */
    static CallSite find() {
        return WALKER.walk(CallSites::describe);
    }

    private static CallSite describe(Stream<StackFrame> frames) {
        String called = "<unknown>";
        Iterator<StackFrame> innermostFirst = frames.iterator();
        StringBuilder longForm = new StringBuilder();
        String shortForm = null;
        int lines = 0;
        while (innermostFirst.hasNext() && lines < LONG_FORM_FRAMES) {
            StackFrame frame = innermostFirst.next();
            if (shortForm == null) {
                if (isInternal(frame.getClassName())) {
                    called = frame.getMethodName();
                    continue;
                }
                shortForm = called + " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
            longForm.append(lines++ == 0 ? "" : "\n").append(frame);
        }
        return new CallSite(shortForm == null ? called : shortForm, longForm.toString());
    }

    /** Spark's own classes are known by their package, not by the prefix alone: users may live below {@code org.apache.spark} too. */
    private static boolean isInternal(String className) {
        if (className.startsWith(SPARK)) {
            int rest = SPARK.length();
            for (String inner : SPARK_PACKAGES) {
                if (className.startsWith(inner, rest)) {
                    rest += inner.length();
                    break;
                }
            }
            return Character.isUpperCase(className.charAt(rest));
        }
        for (String prefix : ENGINE) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
