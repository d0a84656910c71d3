// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.LoggerFactory;

/**
 * Clients that listen to server-sent events, each on a thread of its own. Who reads slowly is behind, and alone: what it is told is
 * made when it has taken what came before. Of too many, the one that came first is dropped.
 */
final class EventStreams implements AutoCloseable {
    private static final int MAX_CLIENTS = 32;
    /** Spark's spark.ui.liveUpdate.period. */
    private static final long PERIOD_MILLIS = 100;
    /** A client that is gone is noticed by writing to it. */
    private static final long KEEP_ALIVE_MILLIS = 10_000;

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Deque<Client> clients = new ArrayDeque<>();
    private boolean closed;

    private record Client(HttpExchange exchange, Thread thread) {
        void drop() {
            exchange.close();
            thread.interrupt();
        }
    }

    void open(HttpExchange exchange, EventSource events) {
        Thread thread = new Thread(null, () -> run(exchange, events), "ember-web-events", 0, false);
        thread.setDaemon(true);
        Client excess = null;
        synchronized (this) {
            if (closed) {
                exchange.close();
                return;
            }
            clients.add(new Client(exchange, thread));
            if (clients.size() > MAX_CLIENTS) {
                excess = clients.removeFirst();
            }
        }
        if (excess != null) {
            excess.drop();
        }
        thread.start();
    }

    private void run(HttpExchange exchange, EventSource events) {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            tell(exchange.getResponseBody(), events);
        } catch (IOException e) {
            LoggerFactory.getLogger(EventStreams.class).debug("A client went", e);
        } catch (InterruptedException e) {
            LoggerFactory.getLogger(EventStreams.class).debug("A client was dropped", e);
        } finally {
            synchronized (this) {
                clients.removeIf(client -> client.exchange() == exchange);
            }
        }
    }

    private static void tell(OutputStream out, EventSource events) throws IOException, InterruptedException {
        long silentMillis = KEEP_ALIVE_MILLIS;
        while (true) {
            byte[] data = events.next();
            if (data != null) {
                out.write(DATA);
                out.write(data);
                out.write(END);
                out.flush();
                silentMillis = 0;
            } else if (silentMillis >= KEEP_ALIVE_MILLIS) {
                out.write(KEEP_ALIVE);
                out.flush();
                silentMillis = 0;
            }
            Thread.sleep(PERIOD_MILLIS);
            silentMillis += PERIOD_MILLIS;
        }
    }

    @Override
    public void close() {
        Deque<Client> all;
        synchronized (this) {
            closed = true;
            all = new ArrayDeque<>(clients);
            clients.clear();
        }
        all.forEach(Client::drop);
    }
}
