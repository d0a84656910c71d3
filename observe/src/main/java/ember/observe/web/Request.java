// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks for: a path, and parameters of which any may come several times. */
public final class Request {
    private final String method;
    private final String rawPath;
    private final List<String> segments = new ArrayList<>();
    private final Map<String, List<String>> parameters = new HashMap<>();

    /**
     * @param rawPath as it was sent, from the first slash
     * @param rawQuery as it was sent; null: none
     * @throws IllegalArgumentException if a percent sign is not followed by two digits
     */
    public Request(String method, String rawPath, @Nullable String rawQuery) {
        this.method = method;
        this.rawPath = rawPath;
        for (String segment : rawPath.split("/", -1)) {
            if (!segment.isEmpty()) {
                // A plus sign is a space only in a query.
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!name.isEmpty()) {
                parameters
                        .computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), key -> new ArrayList<>())
                        .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
    }

    public String method() {
        return method;
    }

    /** As it was sent. */
    public String rawPath() {
        return rawPath;
    }

    /** The parts between slashes, decoded; empty ones are left out. */
    public List<String> segments() {
        return segments;
    }

    /** Null: it was not sent. */
    public @Nullable String parameter(String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.get(0);
    }

    public String parameter(String name, String otherwise) {
        String value = parameter(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** All values of a parameter; none: it was not sent. */
    public List<String> parameters(String name) {
        return parameters.getOrDefault(name, List.of());
    }
}
