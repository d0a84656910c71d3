// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java compiles, runs, and does what is said of it. */
class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void holdsTheSnippetsThatAreTriedHere() throws Exception {
        assertThat(Readme.snippets()).containsOnlyKeys("WordsTest", "Reports", "Squares");
    }

    @Test
    void theTestOfTheReadmePasses() throws Exception {
        List<String> run = new ArrayList<>();
        inClassesOf("WordsTest", type -> {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    method.setAccessible(true);
                    method.invoke(constructor.newInstance());
                    run.add(method.getName());
                }
            }
        });
        assertThat(run).containsExactly("countsWords");
    }

    @Test
    void theServiceOfTheReadmeCountsAndCancels() throws Exception {
        assertThat(printedBy("Reports")).isEqualTo("2 even numbers\ncancelled: true\n");
    }

    @Test
    void theProgramOfTheReadmeRuns() throws Exception {
        assertThat(printedBy("Squares")).isEqualTo("14\n");
    }

    private String printedBy(String name) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            inClassesOf(name, type -> type.getMethod("main", String[].class).invoke(null, (Object) new String[0]));
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void inClassesOf(String name, Use use) throws Exception {
        Readme.compile(name, folder);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            use.of(loader.loadClass(name));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private interface Use {
        void of(Class<?> type) throws Exception;
    }
}
