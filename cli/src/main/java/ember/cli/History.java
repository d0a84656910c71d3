// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.observe.history.HistoryServer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves what applications left in their event logs. */
@Command(
        name = "history",
        description = "Serves the applications whose event logs are in a directory, until it is interrupted.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "DIR is a directory of event logs, Ember's or Apache Spark's: what spark.eventLog.dir names.",
            "Logs that are written meanwhile are read again when they have grown."
        })
final class History implements Callable<Integer> {
    private static final int FAILED = 1;

    @Parameters(paramLabel = "DIR", description = "the directory of event logs")
    private Path directory = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "where it listens; the next port if it is taken (default: " + HistoryServer.DEFAULT_PORT + ")")
    private int port = HistoryServer.DEFAULT_PORT;

    @Override
    public Integer call() throws InterruptedException {
        try (HistoryServer server = new HistoryServer(directory, port, "4.2.0")) {
            server.logs()
                    .problems()
                    .forEach((log, reason) -> System.err.println("ember: no log: " + log + ": " + reason));
            System.err.println("Ember history: " + server.url() + " ("
                    + server.logs().list().size() + " applications)");
            new CountDownLatch(1).await();
            return 0;
        } catch (FileSystemException e) {
            return refuse(e.getReason() == null ? e.toString() : e.getFile() + ": " + e.getReason());
        } catch (IOException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private static int refuse(String why) {
        System.err.println("ember: " + why);
        return FAILED;
    }
}
