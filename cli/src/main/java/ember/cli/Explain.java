// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.observe.advice.Finding;
import ember.observe.advice.Findings;
import ember.observe.eventlog.EventLogReader;
import ember.observe.explain.Explanation;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells from an event log why its stages and tasks ran. */
@Command(
        name = "explain",
        description = "Says why each stage of an application ran, ran again or was skipped, why tasks were repeated,"
                + " and what cost time.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "LOG is an event log, a file or a directory; write one with --conf spark.eventLog.enabled=true and",
            "--conf spark.eventLog.dir=DIR. Logs of Apache Spark can be read too, but do not say why.",
            "A program that runs is explained at its end by 'ember run --explain'."
        })
final class Explain implements Callable<Integer> {
    private static final int FAILED = 1;

    @Parameters(paramLabel = "LOG", description = "the event log")
    private Path log = Path.of("");

    @Override
    public Integer call() {
        EventLogReader reader = new EventLogReader();
        Explanation explanation = new Explanation();
        ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
        try {
            reader.read(log, explanation, store);
        } catch (FileSystemException e) {
            return refuse(e.getReason() == null ? e.toString() : e.getFile() + ": " + e.getReason());
        } catch (IOException e) {
            return refuse(e.toString());
        }
        for (String place : reader.unreadable()) {
            System.err.println("ember: passed over " + place);
        }
        if (reader.events() == 0) {
            return refuse(log + " holds no event of an application");
        }
        explanation.lines().forEach(System.out::println);
        List<Finding> findings = new Findings().list(store);
        if (!findings.isEmpty()) {
            System.out.println("Advice");
            findings.forEach(finding -> System.out.println("  " + finding.advice()));
        }
        return reader.unreadable().isEmpty() ? 0 : FAILED;
    }

    private static int refuse(String why) {
        System.err.println("ember: " + why);
        return FAILED;
    }
}
