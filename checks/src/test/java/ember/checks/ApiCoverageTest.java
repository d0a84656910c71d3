// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How much of Spark's Java API is there, binary-compatibly: see checks/api-coverage/README.md. */
class ApiCoverageTest {
    private record Answer(int status, String output) {}

    @Test
    void everyMemberIsThere() throws Exception {
        String inventory = Repository.existing("checks/api-coverage/spark-4.2.0-java-api.txt")
                .toString();

        Answer answer = tool("check", "--inventory", inventory, "--candidate", candidate(), "--min", "100");

        System.out.println(answer.output()
                .lines()
                .filter(line -> line.startsWith("group") || line.startsWith("members") || line.startsWith("classes"))
                .collect(Collectors.joining("\n")));
        assertThat(answer.status()).as(answer.output()).isZero();
        assertThat(answer.output()).contains("members     1393 of  1393  100.0%", "classes      172 of   172  100.0%");
        assertThat(answer.output()).doesNotContain("abstract methods that the reference type does not have");
    }

    @Test
    void theExamplesLinkAgainstTheFacade() throws Exception {
        Answer answer = tool("links", "--jar", Repository.classes("examples").toString(), "--candidate", candidate());
        assertThat(answer.status()).as(answer.output()).isZero();
        assertThat(answer.output()).containsPattern("members +[1-9][0-9]+ of");
    }

    /** The facade with what it extends; scala-library for the tuples. */
    private static String candidate() {
        String path = Repository.classPath().stream()
                .map(Path::toString)
                .filter(entry -> !entry.contains("examples"))
                .filter(entry -> entry.contains("scala-library")
                        || entry.startsWith(Repository.root().toString()))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(path).contains("scala-library").contains("spark-api");
        return path;
    }

    private static Answer tool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(Repository.existing("checks/api-coverage/ApiCoverage.java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output);
    }
}
