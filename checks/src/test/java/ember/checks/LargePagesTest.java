// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.observe.status.StatusLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of much, pages behind a proxy, and pages of a log that Spark wrote, in a browser. */
class LargePagesTest {
    /** What is asked for is a second; machines that do something else at the same time get more. */
    private static final long PATIENCE_MILLIS = 10_000;

    private static final String BOXES = "[...document.querySelectorAll('svg rect.box')].map((one) => one.getBBox())";

    @TempDir
    private Path folder;

    @BeforeEach
    void needsAMachineWithItsOwnAddress() {
        Loopback.assumeUp();
    }

    /** @return milliseconds after which a text was seen */
    private static long seen(Chromium chromium, String url, String text) throws Exception {
        chromium.open(url);
        Object millis = chromium.evaluate("""
                new Promise((done) => {
                  const look = () => document.body.innerText.includes(%s) && done(Math.round(performance.now()));
                  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
                  look();
                })""".formatted(Chromium.quoted(text)));
        return Chromium.number(millis);
    }

    @Test
    void pagesOfAMillionTasksAreThereAtOnceAndTheTimelineMovesSmoothly() throws Exception {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("findings", "Last jobs");
        pages.put("jobs", "succeeded");
        pages.put("stages", "complete");
        pages.put("program", "as it was");
        pages.put("stage/3/0", "Of 100,000 tasks");
        pages.put("timeline", "Cores in use");
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            told.aMillionTasks();
            String application = told.page("");
            seen(chromium, application + "jobs", "succeeded"); // classes are loaded
            for (Map.Entry<String, String> page : pages.entrySet()) {
                long millis = seen(chromium, application + page.getKey(), page.getValue());
                System.out.println("Of a million tasks, " + page.getKey() + " was seen after " + millis + " ms.");
                assertThat(millis).as(page.getKey()).isLessThan(PATIENCE_MILLIS);
            }
            // The best of three: what else the machine does is no matter of the page's.
            long frames = 0;
            for (int round = 0; round < 3 && frames < 120; round++) {
                frames = Math.max(
                        frames, Chromium.number(chromium.evaluate("Math.round(30000 / emberPage().measure(30))")));
            }
            System.out.println("The timeline of a million tasks moves at " + frames + " frames a second.");
            assertThat(frames).isGreaterThanOrEqualTo(30);
            chromium.screenshot("million-timeline");

            chromium.open(application + "timeline/at/600000-601000");
            chromium.awaitText("Cores seen");
            chromium.screenshot("million-timeline-near");
            assertThat(chromium.violations()).isEmpty();
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void aGraphOf300StagesIsReadableAndNothingInItLiesOnTopOfAnything() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told()) {
            told.manyStages(300);
            chromium.size(1280, 900);
            long millis = seen(chromium, told.page("job/0"), "Stages that cost little");
            chromium.await("document.querySelectorAll('svg .node').length > 0");
            System.out.println("The graph of 300 stages was seen after " + millis + " ms.");
            assertThat(millis).isLessThan(PATIENCE_MILLIS);
            assertThat(Chromium.number(chromium.evaluate("document.querySelectorAll('svg .node').length")))
                    .as("boxes")
                    .isBetween(8L, 40L);
            assertNothingOverlaps(chromium);
            assertThat(chromium.violations()).isEmpty();
            chromium.screenshot("graph-of-300");

            long all = Chromium.number(chromium.evaluate("""
                    (() => {
                      const begin = performance.now();
                      [...document.querySelectorAll('main button')].find((one) => one.textContent.startsWith('Draw all')).click();
                      document.querySelector('main svg').getBoundingClientRect();
                      return Math.round(performance.now() - begin);
                    })()"""));
            System.out.println("All 300 were drawn in " + all + " ms.");
            assertThat(all).isLessThan(PATIENCE_MILLIS);
            assertThat(chromium.evaluate("document.querySelectorAll('svg .node').length"))
                    .isEqualTo(300);
            assertNothingOverlaps(chromium);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void pagesOfTenThousandStagesAreThereAtOnce() throws Exception {
        try (Chromium chromium = new Chromium(folder);
                Told told = new Told(new StatusLimits(1_000, 10_000, 100_000, 100))) {
            told.manyStages(10_000);
            String application = told.page("");
            Map<String, String> pages = new LinkedHashMap<>();
            pages.put("findings", "40,000");
            pages.put("jobs", "1 succeeded");
            pages.put("job/0", "Draw all 10,000");
            pages.put("stages", "10000 complete");
            pages.put("stage/9999/0", "Of 4 tasks");
            pages.put("program", "as it was");
            for (Map.Entry<String, String> page : pages.entrySet()) {
                long millis = seen(chromium, application + page.getKey(), page.getValue());
                System.out.println("Of 10,000 stages, " + page.getKey() + " was seen after " + millis + " ms.");
                assertThat(millis).as(page.getKey()).isLessThan(PATIENCE_MILLIS);
            }
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private static void assertNothingOverlaps(Chromium chromium) throws Exception {
        assertThat(Chromium.number(chromium.evaluate("""
                ((boxes) => boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => Math.abs(a.x - b.x) > 5
                  && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)).length)(%s)
                """.formatted(BOXES))))
                .as("boxes that overlap")
                .isZero();
        assertThat(Chromium.number(chromium.evaluate("""
                [...document.querySelectorAll('svg .node')].filter((node) => {
                  const box = node.querySelector('rect.box').getBBox();
                  return [...node.querySelectorAll('text')].some((text) => {
                    const { x, y, width, height } = text.getBBox();
                    return x + width > box.x + box.width + 5 || y + height > box.y + box.height + 5;
                  });
                }).length""")))
                .as("boxes with a text that does not fit")
                .isZero();
    }

    @Test
    void behindAProxyWithAPathOfItsOwnEveryPageWorksAndFollowsTheApplication() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        try (Chromium chromium = new Chromium(folder);
                Showcase show = new Showcase(logs);
                Prefix proxy = new Prefix(show.url())) {
            show.runThrough();
            String application = proxy.url() + "/#/app/" + show.id() + "/";
            for (String page : List.of("jobs", "stage/0/0", "timeline", "storage", "executors")) {
                chromium.open(application + page);
                chromium.awaitText("live");
                chromium.await("!document.body.innerText.includes('Loading')");
                assertThat(chromium.evaluate(
                                "performance.getEntriesByType('resource').filter((one) => one.responseStatus >= 400)"
                                        + ".map((one) => one.name).join()"))
                        .as("what " + page + " did not get")
                        .isEqualTo("");
                assertThat(chromium.complaints()).as(page).isEmpty();
            }
            chromium.open(proxy.url() + "/stages/stage/?id=0&attempt=0");
            chromium.awaitText("Of 8 tasks");
            assertThat(chromium.complaints()).isEmpty();
            chromium.open("about:blank");
        }
    }

    @Test
    void aReportOfALogThatSparkWroteHasAllPages() throws Exception {
        Path log = Repository.root().resolve("checks/src/test/resources/logs/written-by-spark");
        Path report = folder.resolve("report.html");
        Ember.Outcome written = new Ember(folder).ember("report", log.toString(), "-o", report.toString());
        assertThat(written.status()).as(written.toString()).isZero();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("findings", "failed-tasks");
        pages.put("job/0", "reduceByKey");
        pages.put("job/1", "skipped");
        pages.put("stages", "5 complete");
        pages.put("stage/4/0", "IllegalStateException");
        pages.put("timeline", "Cores seen");
        pages.put("program", "Prog.java");
        pages.put("storage", "numbers");
        pages.put("environment", "Written by Spark");
        pages.put("executors", "driver");
        String id = "local-1795294545578";
        try (Chromium chromium = new Chromium(folder)) {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                chromium.open(report.toUri() + "#/app/" + id + "/" + page.getKey());
                chromium.awaitText(page.getValue());
                assertThat(chromium.violations()).as(page.getKey()).isEmpty();
            }
            assertThat(chromium.complaints()).isEmpty();
        }
    }
}
