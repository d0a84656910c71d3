// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import ember.observe.status.StageStatus;
import java.util.Locale;

/** One stage in one line: {@code Stage 3 map at Words.java:12  [===>   ] 120+8/400 30.0/s ETA 9 s 2 failed}. */
final class StageLine {
    private static final int BAR = 20;
    /** Room that is left for figures, so that bars stand below each other. */
    private static final int FIGURES = 30;

    private static final int LEAST_NAME = 8;
    private static final double MILLIS_PER_SECOND = 1000.0;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3600;

    private StageLine() {}

    /**
     * @param head what stands before the name, such as {@code Stage 3}
     * @param width the line has at most so many columns
     */
    static String of(String head, StageStatus stage, long nowMillis, int width) {
        String figures = bar(stage) + figures(stage, nowMillis);
        int room = width - head.length() - Math.max(figures.length(), BAR + FIGURES) - 3;
        if (room < LEAST_NAME) {
            return cut(head + " " + stage.completedTasks() + "+" + stage.activeTasks() + "/" + stage.numTasks(), width);
        }
        String name = cut(stage.name(), room);
        return head + " " + name + " ".repeat(room - name.length()) + "  " + figures;
    }

    private static String bar(StageStatus stage) {
        int filled = stage.numTasks() == 0 ? 0 : (int) ((long) BAR * stage.completedTasks() / stage.numTasks());
        StringBuilder bar = new StringBuilder("[");
        for (int column = 0; column < BAR; column++) {
            bar.append(column < filled ? '=' : column == filled ? '>' : ' ');
        }
        return bar.append("] ").toString();
    }

    /** Tasks done, running and in all; tasks per second and the time that is left at that rate; failed tasks. */
    static String figures(StageStatus stage, long nowMillis) {
        StringBuilder text = new StringBuilder();
        text.append(stage.completedTasks()).append('+').append(stage.activeTasks());
        text.append('/').append(stage.numTasks());
        long lasted = nowMillis - stage.submissionTimeMillis();
        if (stage.completedTasks() > 0 && lasted > 0) {
            double perSecond = stage.completedTasks() * MILLIS_PER_SECOND / lasted;
            text.append(String.format(Locale.ROOT, " %.1f/s", perSecond));
            int left = stage.numTasks() - stage.completedTasks();
            text.append(" ETA ").append(duration((long) Math.ceil(left / perSecond)));
        }
        if (stage.failedTasks() > 0) {
            text.append(' ').append(stage.failedTasks()).append(" failed");
        }
        return text.toString();
    }

    private static String duration(long seconds) {
        if (seconds < SECONDS_PER_MINUTE) {
            return seconds + " s";
        }
        if (seconds < SECONDS_PER_HOUR) {
            return seconds / SECONDS_PER_MINUTE + " min " + seconds % SECONDS_PER_MINUTE + " s";
        }
        return seconds / SECONDS_PER_HOUR + " h " + seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE + " min";
    }

    /** On one line, whatever a user calls things, and no control character that a terminal would obey. */
    static String cut(String text, int width) {
        StringBuilder shown = new StringBuilder(Math.min(width, text.length()));
        for (int i = 0; i < text.length() && shown.length() < width; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? ' ' : c);
        }
        return shown.toString();
    }
}
