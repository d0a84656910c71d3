// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of the pages as one script, for a file: a browser loads no module from a disk. Knows the one way in which these modules
 * name what they take and give, a line each; a module that does it differently is an error.
 */
public final class PageBundle {
    private static final Pattern IMPORT =
            Pattern.compile("^import \\{ (.*) } from '\\./([a-z]+)\\.js';$", Pattern.MULTILINE);
    private static final Pattern EXPORT =
            Pattern.compile("^export (async function|function|class|const) (\\w+)", Pattern.MULTILINE);

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();

    private PageBundle() {}

    /** All modules that the page needs, in an order in which each comes after what it takes. */
    public static String script() {
        PageBundle bundle = new PageBundle();
        bundle.add("app");
        StringBuilder script = new StringBuilder("'use strict';\nconst parts = {};\n");
        bundle.parts.values().forEach(script::append);
        return script.toString();
    }

    private void add(String name) {
        if (parts.containsKey(name)) {
            return;
        }
        if (open.contains(name)) {
            throw new IllegalStateException("modules take from each other in a circle: " + open + ", " + name);
        }
        open.add(name);
        String source = PagesRoute.text(name + ".js");
        Matcher imports = IMPORT.matcher(source);
        while (imports.find()) {
            add(imports.group(2));
        }
        open.remove(name);
        parts.put(name, part(name, source));
    }

    private static String part(String name, String source) {
        List<String> given = new ArrayList<>();
        Matcher exports = EXPORT.matcher(source);
        while (exports.find()) {
            given.add(exports.group(2));
        }
        String body = EXPORT.matcher(IMPORT.matcher(source).replaceAll("const { $1 } = parts.$2;"))
                .replaceAll("$1 $2");
        if (body.contains("\nimport ") || body.contains("\nexport ")) {
            throw new IllegalStateException(name + ".js takes or gives in a way that is not known");
        }
        return "parts." + name + " = (() => {\n" + body + "\nreturn { " + String.join(", ", given) + " };\n})();\n";
    }
}
