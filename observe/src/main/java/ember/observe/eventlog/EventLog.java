// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.Threads;
import ember.model.event.EngineEvent;
import ember.observe.json.JsonOut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes every event of an application to its log, on a thread of its own, so that whoever decides never waits for a disk. The log
 * begins when the application has started. One that cannot be written any more is given up with an error in the program's log; the
 * application goes on.
 */
public final class EventLog {
    private static final String LOGGER = "EventLoggingListener";

    private final EventLogOptions options;
    private final WaitingEvents waiting = new WaitingEvents();
    private final EventJson json;
    private final Thread thread;
    /** Used by the thread alone; null: not begun. */
    private @Nullable EventLogFile file;

    /**
     * @throws IOException if the directory for logs does not exist
     * @throws java.util.regex.PatternSyntaxException if an expression of the options is none
     */
    public EventLog(EventLogOptions options) throws IOException {
        if (!Files.isDirectory(options.directory())) {
            throw new NoSuchFileException(
                    options.directory().toString(),
                    null,
                    "the directory of spark.eventLog.dir does not exist; make it first");
        }
        this.options = options;
        this.json = new EventJson(options, this::writeLine);
        thread = Threads.daemon(this::run, "spark-listener-group-eventLog");
        thread.start();
    }

    /** What tells it the events; a call waits only while there are {@link WaitingEvents#MOST} that are not written yet. */
    public EngineEvent.Handler listener() {
        return new EveryEvent(waiting::add);
    }

    /** Writes what was told and gives the log its final name. */
    public void stop() throws InterruptedException {
        waiting.end();
        thread.join();
    }

    private void run() {
        try {
            // Always the first event, unless the application could not start.
            List<EngineEvent> first = waiting.take();
            if (!first.isEmpty() && first.get(0) instanceof EngineEvent.ApplicationStarted started) {
                file = new EventLogFile(options, started.applicationId());
                write(first, file);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(LOGGER).error("The event log cannot be written", e);
        } catch (UncheckedIOException e) {
            LoggerFactory.getLogger(LOGGER)
                    .error("The event log ends here: it cannot be written any more", e.getCause());
        } catch (InterruptedException e) {
            LoggerFactory.getLogger(LOGGER).error("The event log was interrupted: it ends here", e);
        } finally {
            waiting.giveUp();
        }
    }

    private void writeLine(JsonOut line) {
        try {
            Objects.requireNonNull(file).write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<EngineEvent> first, EventLogFile file) throws IOException, InterruptedException {
        HeaderOrder order = new HeaderOrder(event -> {
            event.deliverTo(json);
            flushAfter(event, file);
        });
        json.logStart();
        for (List<EngineEvent> events = first; !events.isEmpty(); events = waiting.take()) {
            events.forEach(order::accept);
        }
        order.end();
        file.close();
    }

    /** As Spark: what comes once for every task is not flushed one by one. */
    private static void flushAfter(EngineEvent event, EventLogFile file) {
        if (event instanceof EngineEvent.TaskStarted
                || event instanceof EngineEvent.TaskGettingResult
                || event instanceof EngineEvent.TaskEnded
                || event instanceof EngineEvent.StageSubmitted
                || event instanceof EngineEvent.ExecutorMetricsUpdated
                || event instanceof EngineEvent.EnvironmentUpdated) {
            return;
        }
        try {
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
