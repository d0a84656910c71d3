// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The tail of file and method sizes: that is where designs rot first. */
class SourceSizeTest {
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 60;

    private record Measured(String what, long lines) {
        @Override
        public String toString() {
            return lines + " lines: " + what;
        }
    }

    @Test
    void seesTheSources() {
        assertThat(Repository.sources()).hasSizeGreaterThan(400);
    }

    @Test
    void noFileIsTooLong() throws IOException {
        List<Measured> tooLong = new ArrayList<>();
        for (Path file : Repository.sources()) {
            long lines = Files.readAllLines(file).size();
            if (lines > MAX_FILE_LINES && !mirrorsSpark(file)) {
                tooLong.add(new Measured(shortName(file), lines));
            }
        }
        assertThat(tooLong)
                .as("past %d lines a file has a second reason to change", MAX_FILE_LINES)
                .isEmpty();
    }

    @Test
    void noMethodIsTooLong() throws IOException {
        List<Measured> methods = methods();
        assertThat(methods).hasSizeGreaterThan(3_000);
        methods.sort(Comparator.comparingLong(Measured::lines).reversed());
        System.out.println("The longest methods:");
        methods.stream().limit(10).forEach(method -> System.out.println("  " + method));
        assertThat(methods.stream().filter(m -> m.lines() > MAX_METHOD_LINES))
                .as("a method of more than %d lines mixes what is meant with what is done", MAX_METHOD_LINES)
                .isEmpty();
    }

    private static List<Measured> methods() throws IOException {
        List<Measured> methods = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(Repository.sources());
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void nothing) {
                        LineMap lines = unit.getLineMap();
                        long first = lines.getLineNumber(positions.getStartPosition(unit, method));
                        long last = lines.getLineNumber(positions.getEndPosition(unit, method));
                        String file = shortName(Path.of(unit.getSourceFile().toUri()));
                        methods.add(new Measured(file + ":" + first + " " + method.getName(), last - first + 1));
                        return super.visitMethod(method, nothing);
                    }
                }.scan(unit, null);
            }
        }
        return methods;
    }

    /** Classes whose length is the length of Spark's own list of methods, each of which is one line of delegation. */
    private static boolean mirrorsSpark(Path file) {
        return file.toString().contains("/org/apache/spark/");
    }

    private static String shortName(Path file) {
        return Repository.root().relativize(file.toAbsolutePath()).toString();
    }
}
