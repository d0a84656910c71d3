// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** A failure of a program, told by what was wrong and which lines of the program were concerned. */
final class Failure {
    /** Messages of nested failures quote stack traces and each other. */
    private static final int MOST_LINES = 12;

    private static final int MOST_CAUSES = 100;

    private Failure() {}

    /** What failed and where, a line each. */
    static String[] describe(String what, Throwable failure) {
        Deque<Throwable> innermostFirst = new ArrayDeque<>();
        for (Throwable t = failure; t != null && innermostFirst.size() < MOST_CAUSES; t = t.getCause()) {
            innermostFirst.push(t);
        }
        Throwable innermost = innermostFirst.peek() == null ? failure : innermostFirst.peek();
        String where = "";
        for (Throwable t : innermostFirst) {
            where = where.isEmpty() ? place(t.getStackTrace(), "It failed") : where;
        }
        String from = place(failure.getStackTrace(), "The driver was");
        return new String[] {what, message(innermost), where, from.equals(where) ? "" : from};
    }

    private static String message(Throwable failure) {
        StringBuilder text = new StringBuilder();
        int lines = 0;
        for (String line : String.valueOf(failure).split("\n", -1)) {
            String trimmed = line.stripTrailing();
            if (!trimmed.startsWith("\tat ") && !trimmed.isBlank() && ++lines <= MOST_LINES) {
                text.append(text.length() == 0 ? "" : "\n").append(trimmed);
            }
        }
        return text.toString();
    }

    /** The innermost line of the program in a stack trace, as a sentence; empty: there is none. */
    static String place(StackTraceElement[] trace, String who) {
        for (StackTraceElement line : trace) {
            if (RehearsalLoader.isOfProgram(line)) {
                return who + " at " + line.getClassName() + "." + line.getMethodName() + "(" + line.getFileName() + ":"
                        + line.getLineNumber() + ").";
            }
        }
        return "";
    }
}
