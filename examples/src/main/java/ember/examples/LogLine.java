// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.io.Serializable;
import java.util.Optional;

/**
 * One line of a dpkg log, such as {@code 2025-06-24 14:36:25 status installed libc6:amd64 2.36-9+deb12u10}.
 *
 * @param day as {@code yyyy-mm-dd}
 * @param time as {@code hh:mm:ss}
 * @param action what was logged: {@code install}, {@code upgrade}, {@code configure}, {@code status}, ...
 * @param detail the new state of the package for the action {@code status}, else what follows the package
 * @param name the package with its architecture; empty when the line is not about a package
 */
record LogLine(String day, String time, String action, String detail, String name) implements Serializable {
    private static final int DAY_END = 10;
    private static final int TIME_END = 19;

    /** Reads one line; empty if it does not look like a line of the log. */
    static Optional<LogLine> parse(String line) {
        if (line.length() <= TIME_END + 1 || line.charAt(DAY_END) != ' ' || line.charAt(TIME_END) != ' ') {
            return Optional.empty();
        }
        String[] fields = line.substring(TIME_END + 1).split(" ");
        String day = line.substring(0, DAY_END);
        String time = line.substring(DAY_END + 1, TIME_END);
        String action = fields[0];
        if (action.equals("status")) {
            return fields.length < 3
                    ? Optional.empty()
                    : Optional.of(new LogLine(day, time, action, fields[1], fields[2]));
        }
        if (action.equals("startup")) {
            return Optional.of(new LogLine(day, time, action, line.substring(TIME_END + 1), ""));
        }
        return fields.length < 2 ? Optional.empty() : Optional.of(new LogLine(day, time, action, "", fields[1]));
    }
}
