// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.ui;

import ember.model.Threads;
import ember.observe.advice.AdviceLog;
import ember.observe.flight.StageSampler;
import ember.observe.pages.PagesRoute;
import ember.observe.report.ReportRoute;
import ember.observe.rest.EmberApi;
import ember.observe.rest.KillSwitch;
import ember.observe.rest.LiveApplication;
import ember.observe.rest.MetricsRoute;
import ember.observe.rest.RestApi;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusStore;
import ember.observe.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The server of a running application, opened by a thread of its own: a context does not wait for it, and a program that is over
 * at once never opens a socket. One that cannot be opened is an error in the log; the application goes on.
 */
public final class LiveUi implements AutoCloseable {
    /** What lasts shorter cannot be looked at. */
    private static final long DELAY_MILLIS = 250;

    private final ApplicationStore store;
    private final Options options;
    private final Consumer<String> announce;
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch decided = new CountDownLatch(1);
    private @Nullable WebServer server;
    private final KillSwitch kills = new KillSwitch();
    private final StageSampler sampler = new StageSampler();
    private boolean closed;

    /**
     * Where it listens.
     *
     * @param address loopback unless somebody else's machines are to reach it. Ember: ember.ui.bindAddress
     * @param port 0: any that is free. Spark: spark.ui.port
     * @param maxRetries how many of the next ports are tried. Spark: spark.port.maxRetries
     * @param sampling whether what tasks execute is sampled from the start. Ember: ember.ui.flameGraph
     */
    public record Options(String address, int port, int maxRetries, String sparkVersion, boolean sampling) {}

    /** @param announce told the address once it is open */
    public LiveUi(ApplicationStore store, Options options, Consumer<String> announce) {
        this.store = store;
        this.options = options;
        this.announce = announce;
        Thread thread = Threads.daemon(this::run, "ember-ui");
        thread.start();
    }

    private void run() {
        try {
            wanted.await(DELAY_MILLIS, TimeUnit.MILLISECONDS);
            open();
        } catch (IOException e) {
            LoggerFactory.getLogger(LiveUi.class).error("The UI cannot be opened", e);
        } catch (InterruptedException e) {
            LoggerFactory.getLogger(LiveUi.class).warn("The UI was interrupted before it was open", e);
        } finally {
            decided.countDown();
        }
    }

    private void open() throws IOException {
        String url;
        synchronized (this) {
            if (closed) {
                return;
            }
            store.show();
            LiveApplication application = new LiveApplication(store, options.sparkVersion(), sampler);
            if (options.sampling()) {
                sampler.start(StageSampler.FOR_EVER);
            }
            server = new WebServer(
                    InetAddress.getByName(options.address()),
                    options.port(),
                    options.maxRetries(),
                    List.of(
                            new RestApi(application, options.sparkVersion()),
                            new ReportRoute(application, options.sparkVersion()),
                            new EmberApi(application, options.sparkVersion(), kills),
                            new MetricsRoute(store, options.sparkVersion()),
                            new PagesRoute()));
            url = server.url();
        }
        announce.accept(url);
    }

    /** What it shows, to be told all events. Of the common kind, so that whoever has no UI need not load this one. */
    public StatusStore store() {
        return store;
    }

    /** From now on its pages can end jobs and stages. Spark: spark.ui.killEnabled */
    public void allowKills(KillSwitch.Target target) {
        kills.connect(target);
    }

    /** Its address, once it is open; null: it could not be opened, or was closed. */
    public @Nullable String url() throws InterruptedException {
        wanted.countDown();
        decided.await();
        synchronized (this) {
            return server == null ? null : server.url();
        }
    }

    /** Says in the log what cost time, if the application lasted long enough to be looked at. */
    public void advise() {
        if (store.readsFigures()) {
            AdviceLog.write(store);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        wanted.countDown();
        sampler.close();
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
