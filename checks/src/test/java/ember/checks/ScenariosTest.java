// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/scenarios.md names, for each scenario, the tests and transcripts that cover it; they name the scenario. */
class ScenariosTest {
    private static final Path PAGE = Repository.existing("docs/scenarios.md");
    private static final Pattern ID = Pattern.compile("[A-Z]+-[0-9]{3}");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(" + ID + ")\"\\)");
    private static final Pattern TEST = Pattern.compile("^\\s*(?:public )?(?:static )?void (\\w+)\\(");
    private static final Pattern COVERS = Pattern.compile("^# covers (.*)$");

    private static List<Scenario> scenarios;
    private static Map<String, List<String>> coverage;

    @BeforeAll
    static void readAll() throws IOException {
        coverage = coverage();
        scenarios = Scenario.read(Files.readAllLines(PAGE));
        if (Boolean.getBoolean("ember.scenarios.rewrite")) {
            rewrite();
            scenarios = Scenario.read(Files.readAllLines(PAGE));
        }
    }

    @Test
    void thePageListsAllScenarios() {
        assertThat(scenarios).hasSize(330);
        assertThat(scenarios).extracting(Scenario::id).doesNotHaveDuplicates();
    }

    @Test
    void everyScenarioOfAnEngineInOneJvmIsCovered() {
        assertThat(scenarios.stream().filter(s -> s.scope().equals("E") && !coverage.containsKey(s.id())))
                .extracting(Scenario::id)
                .as("no test is tagged with the scenario")
                .isEmpty();
    }

    @Test
    void everyScenarioOfAClusterIsCoveredOrItsFeatureIsListedAsAbsent() throws IOException {
        List<String> absent = absentFeatures();
        assertThat(absent).isNotEmpty();
        assertThat(scenarios.stream()
                        .filter(s -> s.scope().equals("C") && !coverage.containsKey(s.id()))
                        .filter(s -> !absent.contains(s.absentFeature())))
                .extracting(Scenario::id)
                .isEmpty();
    }

    @Test
    void everyTagNamesAScenario() {
        assertThat(coverage.keySet())
                .isSubsetOf(scenarios.stream().map(Scenario::id).toList());
    }

    @Test
    void thePageNamesTheTestsThatThereAre() {
        List<String> stale = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            if (!scenario.coveredBy().equals(expected(scenario))) {
                stale.add(scenario.id() + ": page says '" + scenario.coveredBy() + "', found '" + expected(scenario)
                        + "'");
            }
        }
        assertThat(stale).as("run with -Dember.scenarios.rewrite=true").isEmpty();
    }

    private static String expected(Scenario scenario) {
        List<String> tests = coverage.get(scenario.id());
        return tests == null ? scenario.coveredBy() : String.join(", ", tests);
    }

    private static void rewrite() throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (Scenario scenario : scenarios) {
            lines.put(scenario.line(), scenario.withCoverage(expected(scenario)).line());
        }
        List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
        page.replaceAll(line -> lines.getOrDefault(line, line));
        Files.write(PAGE, page);
    }

    /** First column of the table of absent features. */
    private static List<String> absentFeatures() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        return lines.subList(lines.indexOf("## Absent features"), lines.size()).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .map(line -> line.substring(2, line.indexOf(" |", 2)))
                .toList();
    }

    /** For each scenario id what names it, in order. */
    private static Map<String, List<String>> coverage() throws IOException {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        for (Path file : Repository.sources()) {
            readTags(file, found);
        }
        for (Path file : Repository.transcripts()) {
            for (String line : Files.readAllLines(file)) {
                Matcher covers = COVERS.matcher(line);
                if (covers.matches()) {
                    addAll(covers.group(1), file.getFileName().toString(), found);
                }
            }
        }
        Map<String, List<String>> inOrder = new TreeMap<>();
        found.forEach((id, names) -> inOrder.put(id, List.copyOf(names)));
        return inOrder;
    }

    private static void readTags(Path file, Map<String, TreeSet<String>> found) throws IOException {
        String owner = file.getFileName().toString().replace(".java", "");
        StringBuilder tags = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            Matcher tag = TAG.matcher(line);
            while (tag.find()) {
                tags.append(tag.group(1)).append(' ');
            }
            Matcher test = TEST.matcher(line);
            if (tags.length() > 0 && test.find()) {
                addAll(tags.toString(), owner + "." + test.group(1), found);
                tags.setLength(0);
            }
        }
        assertThat(tags).as("tags without a test in %s", file).isEmpty();
    }

    private static void addAll(String ids, String name, Map<String, TreeSet<String>> found) {
        Matcher id = ID.matcher(ids);
        while (id.find()) {
            found.computeIfAbsent(id.group(), key -> new TreeSet<>()).add(name);
        }
    }

    /** One row of the page. */
    private record Scenario(String id, String scope, String text, String coveredBy) {
        private static final Pattern ROW = Pattern.compile("^\\| (" + ID + ") \\| ([EC]) \\| (.*) \\| (.*?) ?\\|$");

        static List<Scenario> read(List<String> lines) {
            List<Scenario> rows = new ArrayList<>();
            for (String line : lines) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    rows.add(new Scenario(row.group(1), row.group(2), row.group(3), row.group(4)));
                }
            }
            return rows;
        }

        String absentFeature() {
            return coveredBy.startsWith("absent: ") ? coveredBy.substring("absent: ".length()) : "";
        }

        Scenario withCoverage(String tests) {
            return new Scenario(id, scope, text, tests);
        }

        String line() {
            return "| " + id + " | " + scope + " | " + text + " | " + coveredBy + (coveredBy.isEmpty() ? "|" : " |");
        }
    }
}
