// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.event.EngineEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/**
 * Writes every event of an application to its log, on a thread of its own, so that whoever decides never waits for a disk. The log
 * begins with the event that the application started. One that cannot be written any more is given up with an error in the program's
 * log; the application goes on.
 */
public final class EventLog {
    private static final Object END = new Object();
    private static final String LOGGER = "EventLoggingListener";

    private final Options options;
    private final EventJson json = new EventJson();
    private final LinkedBlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    /**
     * How a log is laid out.
     *
     * @param directory where logs are kept; must exist. Spark: spark.eventLog.dir
     * @param rolling whether it is a directory of files. Spark: spark.eventLog.rolling.enabled
     * @param maxFileBytes length of one of these files. Spark: spark.eventLog.rolling.maxFileSize
     * @param overwrite whether a log of the same name is replaced. Spark: spark.eventLog.overwrite
     * @param sparkVersion the version of Spark whose format it is
     */
    public record Options(Path directory, boolean rolling, long maxFileBytes, boolean overwrite, String sparkVersion) {}

    /** @throws IOException if the directory for logs does not exist */
    public EventLog(Options options) throws IOException {
        if (!Files.isDirectory(options.directory())) {
            throw new NoSuchFileException(
                    options.directory().toString(),
                    null,
                    "the directory of spark.eventLog.dir does not exist; make it first");
        }
        this.options = options;
        thread = new Thread(null, this::run, "spark-listener-group-eventLog", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    /** What tells it the events; each call returns at once. */
    public EngineEvent.Handler listener() {
        return new EveryEvent(queue::add);
    }

    /** Writes what was told and gives the log its final name. */
    public void stop() throws InterruptedException {
        queue.add(END);
        thread.join();
    }

    private void run() {
        try {
            // Always the first event, unless the application could not start.
            if (queue.take() instanceof EngineEvent.ApplicationStarted started) {
                EventLogFile file = new EventLogFile(options, started.applicationId());
                file.write(json.logStart(options.sparkVersion()));
                for (Object next = started; next != END; next = queue.take()) {
                    write(file, (EngineEvent) next);
                }
                file.close();
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(LOGGER).error("The event log cannot be written", e);
        } catch (InterruptedException e) {
            LoggerFactory.getLogger(LOGGER).error("The event log was interrupted: it ends here", e);
        }
    }

    private void write(EventLogFile file, EngineEvent event) throws IOException {
        String line = json.lineOf(event);
        if (line == null) {
            return;
        }
        file.write(line);
        // As Spark: what comes once for every task is not flushed one by one.
        if (!(event instanceof EngineEvent.TaskStarted
                || event instanceof EngineEvent.TaskGettingResult
                || event instanceof EngineEvent.TaskEnded
                || event instanceof EngineEvent.StageSubmitted
                || event instanceof EngineEvent.EnvironmentUpdated)) {
            file.flush();
        }
    }
}
