// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of Spark's Java API is there, binary-compatibly: see checks/api-coverage/README.md. */
class ApiCoverageTest {
    private static final Set<String> GROUPS =
            Set.of("java-api", "function", "conf", "partitioning", "task", "shared-variables", "results");
    private static final int GROUP = 6;
    private static final int TIER = 5;

    @TempDir
    Path folder;

    private record Answer(int status, String output) {}

    @Test
    void mostOfThePlainApiIsThere() throws Exception {
        Path inventory = folder.resolve("inventory.txt");
        List<String> rows = new ArrayList<>();
        for (String row : Files.readAllLines(Repository.existing("checks/api-coverage/spark-4.2.0-java-api.txt"))) {
            String[] columns = row.split("\t");
            if (columns.length > GROUP && GROUPS.contains(columns[GROUP]) && !columns[TIER].equals("hadoop")) {
                rows.add(row);
            }
        }
        assertThat(rows).hasSizeGreaterThan(600);
        Files.write(inventory, rows);

        Answer answer = tool("check", "--inventory", inventory.toString(), "--candidate", candidate(), "--min", "85");

        System.out.println(answer.output()
                .lines()
                .filter(line -> line.startsWith("group") || line.startsWith("members") || line.startsWith("classes"))
                .collect(Collectors.joining("\n")));
        assertThat(answer.status()).as(answer.output()).isZero();
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
