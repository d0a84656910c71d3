// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.observe.history.SingleLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a file that shows an application in any browser, without a server. */
@Command(
        name = "report",
        description =
                "Writes the pages of an application, from its event log, into one HTML file that needs no server.",
        mixinStandardHelpOptions = true,
        footer = {"", "LOG is an event log, Ember's or Apache Spark's: a file, or a directory eventlog_v2_..."})
final class Report implements Callable<Integer> {
    private static final int FAILED = 1;

    @Parameters(paramLabel = "LOG", description = "the event log")
    private Path log = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the file that is written; one that is there is replaced (default: APPLICATION.html)")
    private @Nullable Path output;

    @Override
    public Integer call() {
        try {
            SingleLog application = new SingleLog(log);
            Path file = output == null ? Path.of(fileName(application.id())) : output;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                ember.observe.report.Report.write(application, application.id(), null, "4.2.0", out);
            }
            application
                    .problems(application.id(), null)
                    .forEach(problem -> System.err.println("ember: not read: " + problem));
            System.out.println(file);
            return 0;
        } catch (FileSystemException e) {
            return refuse(e.getReason() == null ? e.toString() : e.getFile() + ": " + e.getReason());
        } catch (IOException e) {
            return refuse(log + ": " + e.getMessage());
        }
    }

    /** A log may say any id. */
    private static String fileName(String id) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean plain = letter || (c >= '0' && c <= '9') || c == '-' || c == '_';
            name.append(plain ? c : '_');
        }
        return name.append(".html").toString();
    }

    private static int refuse(String why) {
        System.err.println("ember: " + why);
        return FAILED;
    }
}
