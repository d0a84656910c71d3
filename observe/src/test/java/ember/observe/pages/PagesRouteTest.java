// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ember.observe.web.Request;
import ember.observe.web.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PagesRouteTest {
    private static final Pattern FILE = Pattern.compile("['\"](/static/[a-z.]+)['\"]");

    private final PagesRoute pages = new PagesRoute();

    private String text(String path) {
        Response response = Objects.requireNonNull(pages.answer(new Request("GET", path, null)), path);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void everyFileThatAFileNamesIsThere() {
        for (String file : List.of("/", "/static/app.js", "/static/stage.js", "/static/jobs.js", "/static/stages.js")) {
            Matcher named = FILE.matcher(text(file));
            while (named.find()) {
                assertThat(text(named.group(1))).as(named.group(1)).isNotEmpty();
            }
        }
    }

    @Test
    void thePageHasNoScriptOrStyleOfItsOwnAndNothingFromElsewhere() {
        assertThat(text("/"))
                .doesNotContain("<style", "onclick", "http:", "https:")
                .doesNotContain("<script>");
    }

    @Test
    void addressesOfSparksPagesGetThePage() {
        assertThat(text("/stages/stage/")).isEqualTo(text("/"));
    }

    @Test
    void noOtherFileIsReached() {
        for (String path : List.of(
                "/static/PagesRoute.class", "/static/..%2Fapp.js", "/static/", "/static/../app.js", "/app.js")) {
            assertThat(pages.answer(new Request("GET", path, null))).as(path).isNull();
        }
    }

    @Test
    void pagesAreOnlyRead() {
        assertThat(Objects.requireNonNull(pages.answer(new Request("POST", "/", null)))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void noFileMakesHtmlOfText() {
        for (String file :
                List.of("app", "dom", "jobs", "stages", "stage", "graph", "timeline", "findings", "resources")) {
            assertThat(text("/static/" + file + ".js"))
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "eval(");
        }
    }
}
