// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarFile;

/** Tells what was wrong when a program failed, and which of its lines were concerned. */
final class Failure {
    /** Messages of nested failures quote stack traces and each other. */
    private static final int MOST_LINES = 12;

    private static final int MOST_CAUSES = 100;

    /** What is in the program's jar. */
    private final Set<String> classes = new HashSet<>();

    Failure(File jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            file.stream().forEach(entry -> classes.add(entry.getName()));
        }
    }

    /** What failed and where, a line each. */
    String[] describe(String what, Throwable failure) {
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

    /** Whether a class or a member was asked for that is not there. */
    static boolean lacksSomething(Throwable failure) {
        int causes = 0;
        for (Throwable t = failure; t != null && causes < MOST_CAUSES; t = t.getCause()) {
            if (t instanceof IncompatibleClassChangeError || t instanceof NoClassDefFoundError) {
                return true;
            }
            causes++;
        }
        return false;
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
    String place(StackTraceElement[] trace, String who) {
        for (StackTraceElement line : trace) {
            if (classes.contains(line.getClassName().replace('.', '/') + ".class")) {
                return who + " at " + line.getClassName() + "." + line.getMethodName() + "(" + line.getFileName() + ":"
                        + line.getLineNumber() + ").";
            }
        }
        return "";
    }
}
