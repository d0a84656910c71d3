// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.engine.EmberContext;
import ember.model.event.EngineEvent;
import ember.observe.eventlog.EventLog;
import ember.observe.explain.Explanation;
import ember.observe.flight.FlightWatcher;
import ember.observe.status.StatusStore;
import ember.observe.ui.LiveUi;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;

/** Who watches a context from its start, by its configuration: the status always, the rest if it is asked for. */
public final class Observers {
    private final List<EngineEvent.Handler> watchers = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final @Nullable EventLog eventLog;
    private final @Nullable Explanation explanation;
    private final StatusStore status;
    private final @Nullable LiveUi ui;
    private final boolean killEnabled;
    private final boolean advises;

    /** @throws IOException if the event log cannot be begun */
    public Observers(SparkConf conf) throws IOException {
        ui = conf.getBoolean("spark.ui.enabled", false) ? UiSettings.start(conf) : null;
        killEnabled = conf.getBoolean("spark.ui.killEnabled", true);
        advises = conf.getBoolean("ember.advice", true);
        status = ui == null ? new StatusStore() : ui.store();
        watchers.add(status);
        watchers.add(new FlightWatcher());
        if (conf.getBoolean("spark.ui.showConsoleProgress", false) || conf.contains("ember.ui.console")) {
            EngineEvent.Handler console = ConsoleSettings.read(conf, status);
            if (console != null) {
                watchers.add(console);
            }
        }
        explanation = conf.getBoolean("ember.explain", false) ? new Explanation() : null;
        if (explanation != null) {
            watchers.add(explanation);
        }
        eventLog = conf.getBoolean("spark.eventLog.enabled", false) ? new EventLog(EventLogSettings.read(conf)) : null;
        if (eventLog != null) {
            watchers.add(eventLog.listener());
        }
    }

    /** Lets the pages, if there are any, end jobs and stages of an engine. Spark: spark.ui.killEnabled */
    public void allowKills(EmberContext engine) {
        if (ui != null && killEnabled) {
            UiSettings.allowKills(ui, engine);
        }
    }

    /** Told every event, in this order. */
    public List<EngineEvent.Handler> watchers() {
        return List.copyOf(watchers);
    }

    /** How far jobs and stages are. */
    public StatusStore status() {
        return status;
    }

    /** Where the UI is; null: there is none. Waits until it is open. */
    public @Nullable String uiUrl() throws InterruptedException {
        return ui == null ? null : ui.url();
    }

    /** Why stages and tasks ran, a line for each fact; nothing unless {@code ember.explain} is set. */
    public List<String> explain() {
        return explanation == null ? List.of() : explanation.lines();
    }

    /** Tells nothing more: ends the event log and prints the explanation that was asked for. */
    public void stop(PrintStream out) throws InterruptedException {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        if (eventLog != null) {
            eventLog.stop();
        }
        if (ui != null) {
            if (advises) {
                ui.advise();
            }
            ui.close();
        }
        explain().forEach(out::println);
    }
}
