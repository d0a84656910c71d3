// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.history;

import ember.observe.pages.PagesRoute;
import ember.observe.report.ReportRoute;
import ember.observe.rest.EmberApi;
import ember.observe.rest.RestApi;
import ember.observe.status.StatusLimits;
import ember.observe.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Shows the applications whose event logs are in a directory. */
public final class HistoryServer implements AutoCloseable {
    /** Spark's default of {@code spark.history.ui.port}. */
    public static final int DEFAULT_PORT = 18080;

    private static final int RETRIES = 16;

    private final LogDirectory logs;
    private final WebServer server;

    /**
     * Opens a socket on loopback and answers from now on.
     *
     * @param port 0: any that is free; one that is taken: the next
     * @throws IOException if there is no such directory, or no port
     */
    public HistoryServer(Path directory, int port, String sparkVersion) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString(), null, "there is no such directory of event logs");
        }
        logs = new LogDirectory(directory, StatusLimits.DEFAULT);
        server = new WebServer(
                InetAddress.getLoopbackAddress(),
                port,
                RETRIES,
                List.of(
                        new RestApi(logs, sparkVersion),
                        new ReportRoute(logs, sparkVersion),
                        new EmberApi(logs, sparkVersion, null),
                        new PagesRoute()));
    }

    public LogDirectory logs() {
        return logs;
    }

    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
