// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

import ember.observe.status.ApplicationStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the program's log, when the application ends, what cost time in it. */
public final class AdviceLog {
    private static final int MAX_LINES = 5;

    private AdviceLog() {}

    /** What failed was logged when it failed. */
    public static void write(ApplicationStore store) {
        Logger log = LoggerFactory.getLogger("Advice");
        List<Finding> findings = new Findings()
                .list(store).stream()
                        .filter(finding -> !finding.kind().startsWith("failed-"))
                        .toList();
        for (int i = 0; i < findings.size() && i < MAX_LINES; i++) {
            log.warn(findings.get(i).advice());
        }
        if (findings.size() > MAX_LINES) {
            log.warn("And {} more things that cost less", findings.size() - MAX_LINES);
        }
    }
}
