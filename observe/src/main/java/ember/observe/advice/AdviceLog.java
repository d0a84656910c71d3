// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

import ember.observe.status.ApplicationStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Says in the program's log, when the application ends, what cost time in it. */
public final class AdviceLog {
    private static final int MAX_LINES = 5;

    private AdviceLog() {}

    /** What failed was logged when it failed. */
    public static void write(ApplicationStore store) {
        for (String line : lines(new Findings().list(store))) {
            LoggerFactory.getLogger("Advice").warn(line);
        }
    }

    /** The costliest of each kind that has the same remedy, and how many more there are of it: a loop makes the same mistake often. */
    static List<String> lines(List<Finding> costliestFirst) {
        Map<String, List<Finding>> alike = new LinkedHashMap<>();
        for (Finding finding : costliestFirst) {
            if (!finding.kind().startsWith("failed-")) {
                alike.computeIfAbsent(finding.kind() + finding.remedy(), key -> new ArrayList<>())
                        .add(finding);
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<Finding> findings : alike.values()) {
            if (lines.size() == MAX_LINES) {
                lines.add("And " + (alike.size() - MAX_LINES) + " more things that cost less");
                break;
            }
            int more = findings.size() - 1;
            lines.add(findings.get(0).advice() + (more == 0 ? "" : " (And " + more + " more like this.)"));
        }
        return lines;
    }
}
