// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.program.DamagedShuffles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples print the same if a file of each of their shuffles is damaged before it is read: a bit flipped, or the file deleted.
 *
 * <p>{@code -Dember.damage.all=true} damages every file of each shuffle.
 */
class DamagedShufflesTest {
    private static final Pattern SAME = Pattern.compile(
            "(\\w+) (flip|delete): same, (\\d+) shuffles, (\\d+) reached, (\\d+) files damaged, (\\d+) found");

    private static final int EXAMPLES = 9;

    /** In a graph the edges near each other belong together; lines of text are taken from everywhere. */
    private static final int EDGES = 150;

    private static final int EVERY = 40;

    @TempDir
    Path folder;

    @Test
    void damagedFilesOfEachShuffleOfTheExamplesAreFoundAndMadeAgain() throws Exception {
        boolean all = Boolean.getBoolean("ember.damage.all");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Ember ember = new Ember(folder);
        Outcome outcome = ember.start(
                        "run",
                        "--class",
                        DamagedShuffles.class.getName(),
                        "--master",
                        "local[2]",
                        "--conf",
                        "spark.local.dir=" + temporary,
                        // One failed attempt finds one of several damaged files, unless they are missing.
                        "--conf",
                        "spark.stage.maxConsecutiveAttempts=100",
                        "--verbose",
                        ember.jar().toString(),
                        all ? "all" : "one",
                        temporary.toString(),
                        smallInputs().toString())
                .await();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(2 * EXAMPLES);
        int damaged = 0;
        for (String line : lines) {
            Matcher same = SAME.matcher(line);
            assertThat(same.matches()).as(outcome.out()).isTrue();
            assertThat(same.group(4)).as("reached: " + line).isEqualTo(same.group(3));
            // Two tasks at once may each find that another file is gone.
            assertThat(Integer.parseInt(same.group(6)))
                    .as("found: " + line)
                    .isGreaterThanOrEqualTo(Integer.parseInt(same.group(5)));
            damaged += Integer.parseInt(same.group(5));
        }
        System.out.println(outcome.out() + damaged + " files damaged");
        assertThat(damaged).isGreaterThan(100);
        assertThat(temporary).isEmptyDirectory();
    }

    private Path smallInputs() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        for (String name : List.of("kjv.txt", "dpkg.log")) {
            List<String> lines = Files.readAllLines(Repository.existing("data/" + name));
            Files.write(
                    data.resolve(name),
                    IntStream.range(0, lines.size() / EVERY)
                            .mapToObj(i -> lines.get(i * EVERY))
                            .toList());
        }
        String edges = "debian-depends.txt";
        Files.write(
                data.resolve(edges),
                Files.readAllLines(Repository.existing("data/" + edges)).subList(0, EDGES));
        return data;
    }
}
