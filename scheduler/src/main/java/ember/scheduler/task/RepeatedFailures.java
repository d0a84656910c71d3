// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which failures of a task set were told in full lately, so that a thousand tasks with one fault do not print a thousand stack traces.
 */
final class RepeatedFailures {
    /** Spark: spark.logging.exceptionPrintInterval, default 10 s. */
    private static final long PRINT_INTERVAL_MILLIS = 10_000;

    /** Without a table in most sets, for nothing fails in them. */
    private Map<String, Seen> byDescription = Map.of();

    private static final class Seen {
        private int duplicates;
        private long printedMillis;
    }

    /** How often this was seen since it was last told in full; 0: tell it in full now. */
    int duplicates(String description, long nowMillis) {
        Seen seen = byDescription.get(description);
        if (seen == null) {
            seen = new Seen();
            byDescription = byDescription.isEmpty() ? new LinkedHashMap<>() : byDescription;
            byDescription.put(description, seen);
        } else if (nowMillis - seen.printedMillis <= PRINT_INTERVAL_MILLIS) {
            return ++seen.duplicates;
        }
        seen.duplicates = 0;
        seen.printedMillis = nowMillis;
        return 0;
    }
}
