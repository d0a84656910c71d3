// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import com.sun.net.httpserver.HttpExchange;
import ember.model.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Answers whose client may take its time: server-sent events, and large bodies. Each is written by a thread of its own, so who reads
 * slowly is alone with it: the next event is made when the one before has been taken. A client that has taken nothing for a while is
 * dropped; so is, of too many, the one that came first.
 */
final class SlowAnswers implements AutoCloseable {
    private static final int MAX_CLIENTS = 32;
    /** Spark's spark.ui.liveUpdate.period. */
    private static final long PERIOD_MILLIS = 100;
    /** A client that is gone is noticed by writing to it. */
    private static final long KEEP_ALIVE_MILLIS = 10_000;
    /** Of a large body as much is written before a client counts as one that reads. */
    private static final int PIECE_BYTES = 64 << 10;

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final long patienceNanos;
    private final Deque<Client> clients = new ArrayDeque<>();
    private @Nullable Thread watch;
    private boolean closed;

    /** @param patienceMillis how long a client may take nothing of what there is for it */
    SlowAnswers(long patienceMillis) {
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /** One client, and since when it has been written to: 0 while there is nothing to write. */
    private final class Client implements Runnable {
        private final HttpExchange exchange;
        private final Response response;
        private final Thread thread;
        private volatile long writingSince;

        Client(HttpExchange exchange, Response response) {
            this.exchange = exchange;
            this.response = response;
            thread = Threads.daemon(this, "ember-web-answer");
        }

        @Override
        public void run() {
            try (exchange) {
                EventSource events = response.events();
                exchange.sendResponseHeaders(response.status(), events == null ? response.body().length : 0);
                if (events == null) {
                    tell(exchange.getResponseBody(), response.body());
                } else {
                    tell(exchange.getResponseBody(), events);
                }
            } catch (IOException e) {
                LoggerFactory.getLogger(SlowAnswers.class).debug("A client went, or was dropped", e);
            } catch (InterruptedException e) {
                LoggerFactory.getLogger(SlowAnswers.class).debug("A client was dropped", e);
            } finally {
                remove(this);
            }
        }

        private void tell(OutputStream out, byte[] body) throws IOException {
            for (int at = 0; at < body.length; at += PIECE_BYTES) {
                writingSince = System.nanoTime() | 1;
                out.write(body, at, Math.min(PIECE_BYTES, body.length - at));
            }
            out.flush();
        }

        private void tell(OutputStream out, EventSource events) throws IOException, InterruptedException {
            long silentMillis = KEEP_ALIVE_MILLIS;
            while (true) {
                byte[] data = events.next();
                if (data != null || silentMillis >= KEEP_ALIVE_MILLIS) {
                    writingSince = System.nanoTime() | 1;
                    write(out, data);
                    writingSince = 0;
                    silentMillis = 0;
                }
                Thread.sleep(PERIOD_MILLIS);
                silentMillis += PERIOD_MILLIS;
            }
        }

        /** @param data of an event; null: there is none, and it is only seen whether the client is there */
        private static void write(OutputStream out, byte @Nullable [] data) throws IOException {
            if (data == null) {
                out.write(KEEP_ALIVE);
            } else {
                out.write(DATA);
                out.write(data);
                out.write(END);
            }
            out.flush();
        }

        boolean isSlow(long now) {
            long since = writingSince;
            return since != 0 && now - since > patienceNanos;
        }

        /** Whoever closes an answer that is being written waits for its client too: an interrupt closes the connection below it. */
        void drop() {
            thread.interrupt();
        }
    }

    /** @param response with events, or a body */
    void open(HttpExchange exchange, Response response) {
        Client client = new Client(exchange, response);
        synchronized (this) {
            if (closed) {
                exchange.close();
                return;
            }
            clients.add(client);
            if (clients.size() > MAX_CLIENTS) {
                clients.removeFirst().drop();
            }
            if (watch == null) {
                watch = Threads.daemon(this::watch, "ember-web-watch");
                watch.start();
            }
            client.thread.start();
        }
    }

    private synchronized void remove(Client client) {
        clients.remove(client);
    }

    /** Until nobody is there any more. */
    private void watch() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(Math.max(1, patienceNanos / 4));
                synchronized (this) {
                    if (clients.isEmpty()) {
                        watch = null;
                        return;
                    }
                    long now = System.nanoTime();
                    for (Client client : clients) {
                        if (client.isSlow(now)) {
                            client.drop();
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            LoggerFactory.getLogger(SlowAnswers.class).debug("The server was closed", e);
        }
    }

    @Override
    public void close() {
        List<Client> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(clients);
            clients.clear();
            if (watch != null) {
                watch.interrupt();
            }
        }
        all.forEach(Client::drop);
    }
}
