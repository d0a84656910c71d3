// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An answer: a status, the kind of its body, and the body. */
public final class Response {
    private final int status;
    private final String contentType;
    private final byte[] body;
    private final @Nullable EventSource events;

    /** The body is not copied. */
    public Response(int status, String contentType, byte[] body) {
        this(status, contentType, body, null);
    }

    private Response(int status, String contentType, byte[] body, @Nullable EventSource events) {
        this.events = events;
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    public static Response json(byte[] body) {
        return new Response(200, "application/json", body);
    }

    /** Server-sent events, until the client goes or the server is closed. */
    public static Response events(EventSource events) {
        return new Response(200, "text/event-stream", new byte[0], events);
    }

    public static Response text(int status, String text) {
        return new Response(status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A page that says what is wrong; what comes from the client stays text. */
    public static Response errorPage(int status, String message, String path) {
        String page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Error " + status + " "
                + escape(message) + "</title></head>\n<body><h2>HTTP ERROR " + status + " " + escape(message)
                + "</h2><p>" + escape(path) + "</p></body></html>\n";
        return new Response(status, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    public int status() {
        return status;
    }

    public String contentType() {
        return contentType;
    }

    /** Null: the body is all there is. */
    @Nullable
    EventSource events() {
        return events;
    }

    public byte[] body() {
        return body;
    }
}
