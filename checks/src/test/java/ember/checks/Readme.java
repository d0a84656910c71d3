// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The Java of README.md. */
final class Readme {
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("\\bclass (\\w+)");

    /** What an editor would have added. */
    private static final String IMPORTS = """
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import java.util.*;
            import java.util.concurrent.*;
            import org.apache.spark.SparkConf;
            import org.apache.spark.api.java.*;
            import org.junit.jupiter.api.Test;
            """;

    private Readme() {}

    /** Each snippet by the class it declares, in their order. */
    static Map<String, String> snippets() throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        Matcher matcher = SNIPPET.matcher(Files.readString(Repository.existing("README.md")));
        while (matcher.find()) {
            Matcher name = CLASS.matcher(matcher.group(1));
            assertThat(name.find())
                    .as("a snippet without a class: %s", matcher.group(1))
                    .isTrue();
            snippets.put(name.group(1), matcher.group(1));
        }
        return snippets;
    }

    /** Compiles one into a folder; what the compiler says against it is an error. */
    static void compile(String name, Path folder) throws IOException {
        String source = IMPORTS + snippets().get(name);
        JavaFileObject unit =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter said = new StringWriter();
        List<String> options = List.of("-d", folder.toString(), "-proc:none");
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(said, null, null, options, null, List.of(unit))
                .call();
        assertThat(compiled).as("%s\n%s", said, source).isTrue();
    }
}
