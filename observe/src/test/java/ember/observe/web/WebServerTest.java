// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WebServerTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static WebServer server(int port, int retries) throws IOException {
        return new WebServer(
                HERE,
                port,
                retries,
                List.of(request -> request.segments().equals(List.of("fail"))
                        ? fail()
                        : request.segments().equals(List.of("a b"))
                                ? Response.text(200, String.join("|", request.parameters("x")))
                                : null));
    }

    private static Response fail() {
        throw new IllegalStateException("no");
    }

    /** As it is sent: a client of the JDK would not send a foreign Host header. */
    private static String ask(WebServer server, String line, String host) throws IOException {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestReachesItsRouteWithItsPathAndParametersDecoded() throws IOException {
        try (WebServer server = server(0, 0)) {
            assertThat(ask(server, "GET /a%20b?x=1&x=%C3%BC+2&y", "localhost:4040"))
                    .startsWith("HTTP/1.1 200")
                    .contains("X-content-type-options: nosniff")
                    .endsWith("1|ü 2");
        }
    }

    @Test
    void aForeignHostHeaderIsRefused() throws IOException {
        try (WebServer server = server(0, 0)) {
            for (String host : List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "")) {
                assertThat(ask(server, "GET /a%20b", host)).as(host).startsWith("HTTP/1.1 403");
            }
            for (String host : List.of("localhost", "127.0.0.1:1", "[::1]:80", "LOCALHOST:9")) {
                assertThat(ask(server, "GET /a%20b", host)).as(host).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void whatNobodyAnswersIsNotFoundAndItsPathStaysText() throws IOException {
        try (WebServer server = server(0, 0)) {
            assertThat(ask(server, "GET /%3Cscript%3E\"'", "localhost")).startsWith("HTTP/1.1 400");
            assertThat(ask(server, "GET /nothing", "localhost"))
                    .startsWith("HTTP/1.1 404")
                    .contains("Not Found");
            assertThat(Response.errorPage(404, "Not Found", "/<script>").body())
                    .asString(StandardCharsets.UTF_8)
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>");
        }
    }

    @Test
    void aRouteThatFailsIsAnError() throws IOException {
        try (WebServer server = server(0, 0)) {
            assertThat(ask(server, "GET /fail", "localhost")).startsWith("HTTP/1.1 500");
        }
    }

    @Test
    void ofABusyPortTheNextIsTaken() throws IOException {
        try (WebServer first = server(0, 0)) {
            int port = URI.create(first.url()).getPort();
            assertThatThrownBy(() -> server(port, 0)).isInstanceOf(BindException.class);
            try (WebServer second = server(port, 16)) {
                assertThat(URI.create(second.url()).getPort()).isGreaterThan(port);
            }
        }
    }

    /** Clients that ask for a path and then read nothing. */
    private static List<Socket> askAndWait(WebServer server, String path, int count) throws IOException {
        URI url = URI.create(server.url());
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(url.getHost(), url.getPort());
            sockets.add(socket);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        return sockets;
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static final Route MUCH = request -> {
        byte[] much = new byte[20 << 20];
        return switch (request.segments().get(0)) {
            case "events" -> Response.events(() -> much);
            case "body" -> Response.json(much);
            default -> Response.text(200, "answered");
        };
    };

    @Test
    @Timeout(30)
    void whoReadsNothingKeepsNobodyElseWaitingAndIsDropped() throws Exception {
        for (String path : List.of("/events", "/body")) {
            try (WebServer server = new WebServer(HERE, 0, 0, List.of(MUCH), 200)) {
                List<Socket> slow = askAndWait(server, path, 40);
                try {
                    assertThat(ask(server, "GET /x", "localhost")).endsWith("answered");
                    while (Thread.getAllStackTraces().keySet().stream()
                            .anyMatch(thread -> thread.getName().equals("ember-web-answer"))) {
                        Thread.sleep(20);
                    }
                } finally {
                    closeAll(slow);
                }
            }
        }
    }

    @Test
    @Timeout(30)
    void theServerIsClosedThoughSomebodyReadsNothing() throws Exception {
        for (String path : List.of("/events", "/body")) {
            List<Socket> slow;
            try (WebServer server = new WebServer(HERE, 0, 0, List.of(MUCH), 60_000)) {
                slow = askAndWait(server, path, 40);
                assertThat(ask(server, "GET /x", "localhost")).endsWith("answered");
            }
            closeAll(slow);
        }
    }

    @Test
    void aLargeAnswerArrivesWhole() throws Exception {
        try (WebServer server = new WebServer(HERE, 0, 0, List.of(MUCH), 60_000)) {
            assertThat(ask(server, "GET /body", "localhost")).hasSizeGreaterThan(20 << 20);
        }
    }

    @Test
    void whoListensIsToldOneEventAfterTheOtherWhileOthersAreAnswered() throws IOException {
        AtomicInteger told = new AtomicInteger();
        Route events = request -> request.segments().equals(List.of("events"))
                ? Response.events(() -> Integer.toString(told.incrementAndGet()).getBytes(StandardCharsets.US_ASCII))
                : Response.text(200, "answered");
        try (WebServer server = new WebServer(HERE, 0, 0, List.of(events))) {
            URI url = URI.create(server.url());
            List<Socket> listeners = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    Socket socket = new Socket(url.getHost(), url.getPort());
                    listeners.add(socket);
                    socket.getOutputStream()
                            .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(listeners.get(9).getInputStream(), StandardCharsets.US_ASCII));
                int found = 0;
                while (found < 2) {
                    found += in.readLine().startsWith("data: ") ? 1 : 0;
                }
                assertThat(ask(server, "GET /x", "localhost")).endsWith("answered");
            } finally {
                for (Socket socket : listeners) {
                    socket.close();
                }
            }
        }
    }
}
