// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.util.HashSet;
import java.util.Set;

/** Exceptions as text: classes and messages down to the last cause, without stacks and without what is up to chance. */
public final class Failures {
    private Failures() {}

    public static String text(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            text.append(text.length() == 0 ? "" : " <- ")
                    .append(cause.getClass().getName());
            text.append(": ").append(message(cause.getMessage()));
        }
        return text.toString();
    }

    /** A message without stacks, and without numbers of tasks and stages: which of two fails first is up to chance. */
    public static String message(String message) {
        if (message == null) {
            return "null";
        }
        StringBuilder kept = new StringBuilder();
        message.lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t..."))
                .forEach(line -> kept.append(kept.length() == 0 ? "" : "|").append(line));
        return kept.toString()
                .replaceAll("Task \\d+ in stage \\d+\\.\\d+", "Task N in stage S")
                .replaceAll(
                        "Lost task \\d+\\.\\d+ in stage \\d+\\.\\d+ \\(TID \\d+\\) \\([^ ]+ executor driver\\)",
                        "Lost task N in stage S (TID T) (HOST executor driver)");
    }
}
