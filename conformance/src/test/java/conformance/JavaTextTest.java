// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import static org.assertj.core.api.Assertions.assertThat;

import conformance.pipeline.Operators;
import conformance.pipeline.Program;
import conformance.pipeline.Step;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaTextTest {
    @TempDir
    Path folder;

    @Test
    void programsArePrintedAsJavaThatCompiles() {
        List<JavaFileObject> files = new ArrayList<>();
        StringBuilder texts = new StringBuilder();
        for (int seed = 0; seed < 300; seed++) {
            String text = JavaText.of(ProgramGenerator.program(seed), "Seed" + seed, "local[2]");
            texts.append(text);
            files.add(
                    new SimpleJavaFileObject(
                            URI.create("string:///Seed" + seed + ".java"), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return text;
                        }
                    });
        }
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .getTask(errors, null, null, options, null, files)
                        .call())
                .as("%s", errors)
                .isTrue();
        assertThat(texts)
                .as("nothing is left of the templates")
                .doesNotContain("{l}", "{r}", "{n}", "{v}", "{c}", "{k}", "{sc}");
    }

    @Test
    void everyOperatorIsUsedByRandomPrograms() {
        List<String> unused = new ArrayList<>();
        Operators.all().forEach(operator -> unused.add(operator.name()));
        for (int seed = 0; seed < 2000; seed++) {
            for (Step step : ProgramGenerator.program(seed).steps()) {
                unused.remove(step.operator());
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void aProgramSurvivesBeingSent() {
        Program program = ProgramGenerator.program(42);
        assertThat(Program.decoded(program.encoded())).isEqualTo(program);
    }
}
