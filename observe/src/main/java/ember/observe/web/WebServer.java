// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The JDK's HTTP server with this project's rules: only Host headers of this machine, nothing changed by GET, headers that keep
 * browsers from guessing, daemon threads.
 */
public final class WebServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int BACKLOG = 50;
    /** What is larger may have to wait for its reader, and is written by a thread of its own: these threads answer others meanwhile. */
    private static final int LARGE_BYTES = 64 << 10;

    private static final long PATIENCE_MILLIS = 30_000;

    /** Nothing but files of this server; no script or style within a page. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<Route> routes;
    private final HostCheck hosts;
    private final SlowAnswers slow;

    /**
     * Opens a socket and answers from now on.
     *
     * @param address loopback unless somebody else's machines are to reach it
     * @param port 0: any that is free
     * @param maxRetries how many of the next ports are tried if it is taken. Spark: spark.port.maxRetries
     * @param routes asked in this order
     * @throws BindException if all of them are taken
     */
    public WebServer(InetAddress address, int port, int maxRetries, List<Route> routes) throws IOException {
        this(address, port, maxRetries, routes, PATIENCE_MILLIS);
    }

    /** @param patienceMillis how long a client may take nothing of what there is for it */
    WebServer(InetAddress address, int port, int maxRetries, List<Route> routes, long patienceMillis)
            throws IOException {
        slow = new SlowAnswers(patienceMillis);
        // Read once, by the first server of a JVM: without it each request with a body waits 40 ms for an
        // acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        this.routes = List.copyOf(routes);
        this.hosts = new HostCheck(address);
        this.server = open(address, port, maxRetries);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "ember-web-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static HttpServer open(InetAddress address, int port, int maxRetries) throws IOException {
        for (int tried = 0; ; tried++) {
            // As Spark: the port after the last is the first that needs no rights.
            int next = port == 0 ? 0 : (port + tried - 1024) % (65536 - 1024) + 1024;
            try {
                return HttpServer.create(new InetSocketAddress(address, next), BACKLOG);
            } catch (BindException e) {
                if (tried >= maxRetries) {
                    BindException all = new BindException(
                            "no port is free from " + port + " on, tried " + (tried + 1) + " (spark.ui.port)");
                    all.initCause(e);
                    throw all;
                }
            }
        }
    }

    /** Where it is, such as {@code http://127.0.0.1:4040}. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Response response;
        try {
            response = answer(exchange);
            setHeaders(exchange, response);
            if (response.events() != null || isLarge(exchange, response)) {
                slow.open(exchange, response);
                return;
            }
            send(exchange, response);
        } catch (IOException | RuntimeException e) {
            exchange.close();
            throw e;
        }
        exchange.close();
    }

    private Response answer(HttpExchange exchange) {
        if (!hosts.allows(exchange.getRequestHeaders().getFirst("Host"))) {
            return Response.text(403, "This server answers only by the names of its own machine");
        }
        Request request;
        try {
            request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestURI().getRawQuery());
        } catch (IllegalArgumentException e) {
            return Response.text(400, "Bad Request: " + e.getMessage());
        }
        try {
            for (Route route : routes) {
                Response response = route.answer(request);
                if (response != null) {
                    return response;
                }
            }
            return Response.errorPage(404, "Not Found", request.rawPath());
        } catch (RuntimeException | StackOverflowError e) {
            LoggerFactory.getLogger(WebServer.class).error("{} could not be answered", request.rawPath(), e);
            return Response.errorPage(500, "Request failed.", request.rawPath());
        }
    }

    private static void setHeaders(HttpExchange exchange, Response response) {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", response.contentType());
        headers.set("Cache-Control", "no-cache, no-store, must-revalidate");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "SAMEORIGIN");
        headers.set("X-XSS-Protection", "1; mode=block");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }

    private static boolean isLarge(HttpExchange exchange, Response response) {
        return response.body().length > LARGE_BYTES
                && !exchange.getRequestMethod().equals("HEAD");
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        boolean withBody = !exchange.getRequestMethod().equals("HEAD") && response.body().length > 0;
        exchange.sendResponseHeaders(response.status(), withBody ? response.body().length : -1);
        if (withBody) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(response.body());
            }
        }
    }

    /** Closes the socket at once. */
    @Override
    public void close() {
        slow.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Refuses to change anything for who only reads: GET and HEAD pass, null; the rest gets the answer. */
    public static @Nullable Response refuseUnlessRead(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD")
                ? null
                : Response.text(405, "Method Not Allowed");
    }
}
