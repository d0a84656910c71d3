// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.pages;

import ember.observe.web.Request;
import ember.observe.web.Response;
import ember.observe.web.Route;
import ember.observe.web.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page and its parts. Only files of this list are read, so no path of a client reaches anything else. The addresses of Spark's
 * pages get the page too, which knows where to go from there.
 */
public final class PagesRoute implements Route {
    private static final List<String> FILES = List.of(
            "app.css",
            "app.js",
            "dom.js",
            "format.js",
            "store.js",
            "graph.js",
            "jobs.js",
            "stages.js",
            "stage.js",
            "tasks.js",
            "timeline.js",
            "canvas.js",
            "errors.js",
            "cores.js",
            "program.js",
            "compare.js",
            "distribution.js",
            "resources.js",
            "findings.js",
            "flame.js",
            "icon.svg");
    private static final List<String> SPARKS_TABS =
            List.of("jobs", "stages", "storage", "environment", "executors", "history");

    private static final String ROOT_MARK = "{root}";

    @Override
    public @Nullable Response answer(Request request) {
        List<String> path = request.segments();
        if (path.isEmpty() || SPARKS_TABS.contains(path.get(0))) {
            return refusedOr(request, "index.html", index(root(request.rawPath())));
        }
        return path.size() == 2 && path.get(0).equals("static") && FILES.contains(path.get(1))
                ? refusedOr(request, path.get(1), text(path.get(1)))
                : null;
    }

    /** The page. @param root where the server is, seen from the page: a proxy may put anything before its addresses */
    static String index(String root) {
        return text("index.html").replace(ROOT_MARK, root);
    }

    private static String root(String path) {
        StringBuilder root = new StringBuilder("./");
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            root.append("../");
        }
        return root.toString();
    }

    private static Response refusedOr(Request request, String name, String text) {
        Response refused = WebServer.refuseUnlessRead(request);
        return refused != null ? refused : new Response(200, contentType(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of this folder. */
    public static String text(String name) {
        try (InputStream in = PagesRoute.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " is missing in this jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException(name);
        };
    }
}
