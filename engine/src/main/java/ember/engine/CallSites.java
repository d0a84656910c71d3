// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.CallSite;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.stream.Stream;

/** Finds the place in the user's program from which the engine was called. */
public final class CallSites {
    private static final StackWalker WALKER = StackWalker.getInstance();
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
        "java.",
        "jdk.",
        "scala."
    };
    private static final String SPARK = "org.apache.spark.";
    private static final String[] SPARK_PACKAGES = {"api.java.", "util.", "rdd.", "broadcast."};

    private CallSites() {}

    /**
     * The innermost frame of the user's, and the public method that it called: {@code count at WordCount.java:24}. The long form is the
     * stack from that method outwards. On a thread without frames of the user's the place is {@code <unknown>:0}.
     */
    public static CallSite find() {
        return WALKER.walk(CallSites::describe);
    }

    private static CallSite describe(Stream<StackFrame> frames) {
        Iterator<StackFrame> innermostFirst = frames.iterator();
        StackFrame called = innermostFirst.next();
        while (innermostFirst.hasNext()) {
            StackFrame frame = innermostFirst.next();
            if (!isInternal(frame.getClassName())) {
                String place = frame.getFileName() + ":" + frame.getLineNumber();
                return new CallSite(nameOf(called) + " at " + place, stack(called, frame, innermostFirst));
            }
            called = frame;
        }
        return new CallSite(nameOf(called) + " at <unknown>:0", called.toString());
    }

    private static String nameOf(StackFrame called) {
        if (!called.getMethodName().equals("<init>")) {
            return called.getMethodName();
        }
        String type = called.getClassName();
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String stack(StackFrame called, StackFrame user, Iterator<StackFrame> outer) {
        StringBuilder lines = new StringBuilder().append(called).append('\n').append(user);
        for (int i = 2; i < LONG_FORM_FRAMES && outer.hasNext(); i++) {
            lines.append('\n').append(outer.next());
        }
        return lines.toString();
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
