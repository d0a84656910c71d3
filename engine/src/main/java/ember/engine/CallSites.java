// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.CallSite;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the place in the user's program from which the engine was called. */
public final class CallSites {
    /** Spark: spark.callstack.depth. */
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
        "ember.hadoop.",
        "java.",
        "jdk.",
        "scala."
    };
    private static final String SPARK = "org.apache.spark.";
    private static final String[] SPARK_PACKAGES = {"api.java.", "util.", "rdd.", "broadcast.", "sql."};

    private CallSites() {}

    /**
     * The innermost frame of the user's, and the public method that it called: {@code count at WordCount.java:24}. The long form is the
     * stack from that method outwards. On a thread without frames of the user's the place is {@code <unknown>:0}.
     *
     * <p>Only the stack is noted now; it becomes text if someone asks, as few of a long lineage's places ever do.
     */
    public static CallSite find() {
        return new CallSite(new Stack());
    }

    /** The stack of the thread that makes it. */
    @SuppressWarnings("serial") // it goes nowhere: a throwable is the cheapest note of a stack there is
    private static final class Stack extends Throwable implements Supplier<CallSite> {
        @Override
        public CallSite get() {
            return describe(getStackTrace());
        }
    }

    private static CallSite describe(StackTraceElement[] innermostFirst) {
        int user = 1;
        while (user < innermostFirst.length && isInternal(innermostFirst[user].getClassName())) {
            user++;
        }
        int called = user - 1;
        StringBuilder longForm = new StringBuilder().append(innermostFirst[called]);
        for (int i = user; i < Math.min(innermostFirst.length, called + LONG_FORM_FRAMES); i++) {
            longForm.append('\n').append(innermostFirst[i]);
        }
        String place = "<unknown>:0";
        if (user < innermostFirst.length) {
            place = fileOf(innermostFirst[user]) + ":" + innermostFirst[user].getLineNumber();
        }
        return new CallSite(nameOf(innermostFirst[called]) + " at " + place, longForm.toString());
    }

    /** What was typed into a shell is in no file: JShell invents names, which say nothing, and Spark's shell says this. */
    private static @Nullable String fileOf(StackTraceElement frame) {
        String file = frame.getFileName();
        return file != null && file.startsWith("$JShell$") ? "<console>" : file;
    }

    private static String nameOf(StackTraceElement called) {
        if (!called.getMethodName().equals("<init>")) {
            return called.getMethodName();
        }
        String type = called.getClassName();
        return type.substring(type.lastIndexOf('.') + 1);
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
