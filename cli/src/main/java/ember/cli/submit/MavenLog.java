// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Maven said. */
final class MavenLog {
    private static final String ERROR = "[ERROR]";

    private MavenLog() {}

    /** The line that tells most: the last that says what could not be done, else the first error. */
    static String reason(Path log) throws IOException {
        String first = "it does not say why";
        String telling = null;
        boolean found = false;
        for (String line : Files.readAllLines(log)) {
            String text =
                    line.startsWith(ERROR) ? line.substring(ERROR.length()).trim() : "";
            if (!text.isEmpty() && !found) {
                first = text;
                found = true;
            }
            if (text.startsWith("Could not ")) {
                telling = text;
            }
        }
        return telling == null ? first : telling;
    }
}
