// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import ember.observe.status.StageStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws stages as Spark's users know it: {@code [Stage 0:=====>  (3 + 2) / 10]}, finished and running tasks of all. */
final class Painter {
    private static final int DEFAULT_WIDTH = 80;

    private Painter() {}

    /**
     * Columns of the terminal.
     *
     * @param columns value of the environment variable {@code COLUMNS}; null: not set
     * @return 80 if it is not a positive number
     */
    static int width(@Nullable String columns) {
        if (columns == null) {
            return DEFAULT_WIDTH;
        }
        try {
            int width = Integer.parseInt(columns);
            return width > 0 ? width : DEFAULT_WIDTH;
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    /**
     * One line without its end.
     *
     * @param stages drawn side by side, each in an equal part of the width
     * @param width the line has at most so many columns, for a longer one would wrap and could not be drawn over
     */
    static String paint(List<StageStatus> stages, int width) {
        StringBuilder line = new StringBuilder(width);
        for (StageStatus stage : stages) {
            appendBar(line, stage, width / stages.size());
        }
        if (line.length() > width) {
            line.setLength(width);
        }
        return line.toString();
    }

    private static void appendBar(StringBuilder line, StageStatus stage, int width) {
        String head = "[Stage " + stage.stageId() + ":";
        String tail = "(" + stage.completedTasks() + " + " + stage.activeTasks() + ") / " + stage.numTasks() + "]";
        int room = width - head.length() - tail.length();
        long filled = stage.numTasks() == 0 ? 0 : (long) room * stage.completedTasks() / stage.numTasks();
        line.append(head);
        for (int column = 0; column < room; column++) {
            line.append(column < filled ? '=' : column == filled ? '>' : ' ');
        }
        line.append(tail);
    }
}
