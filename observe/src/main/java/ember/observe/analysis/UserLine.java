// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import ember.model.event.StageInfo;
import java.util.List;

/** The line of the user's program that a stage is for: the first of its call stack that is of no library of the engine's. */
public final class UserLine {
    private static final List<String> ENGINES = List.of(
            "org.apache.spark.",
            "org.apache.hadoop.",
            "scala.",
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "ember.engine.",
            "ember.spark.",
            "ember.rdd.",
            "ember.executor.",
            "ember.shuffle.",
            "ember.storage.",
            "ember.model.",
            "ember.cli.");

    private UserLine() {}

    /** Whether a frame, class and method and what follows, is of none of the engine's libraries. */
    static boolean isUsers(String frame) {
        return ENGINES.stream().noneMatch(frame::startsWith);
    }

    /** Such as {@code Program.java:12}; of a stage without a call stack, what its name says. */
    public static String of(StageInfo stage) {
        for (String frame : stage.details().split("\n", -1)) {
            int open = frame.indexOf('(');
            int close = frame.indexOf(')', open + 1);
            if (open > 0 && close > 0 && frame.indexOf(':', open) > 0 && isUsers(frame)) {
                return frame.substring(open + 1, close);
            }
        }
        int at = stage.name().lastIndexOf(" at ");
        return at < 0 ? stage.name() : stage.name().substring(at + 4);
    }
}
