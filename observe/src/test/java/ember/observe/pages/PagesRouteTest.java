// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ember.observe.web.Request;
import ember.observe.web.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PagesRouteTest {
    private static final Pattern FILE = Pattern.compile("from '\\./([a-z.]+)'");

    private final PagesRoute pages = new PagesRoute();

    private String text(String path) {
        Response response = Objects.requireNonNull(pages.answer(new Request("GET", path, null)), path);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void everyFileThatAFileNamesIsThere() {
        assertThat(text("/")).contains("\"./static/app.css\"", "\"./static/app.js\"", "\"./static/icon.svg\"");
        assertThat(text("/static/app.css")).isNotEmpty();
        assertThat(text("/static/icon.svg")).isNotEmpty();
        assertThat(files()).contains("stage.js", "cores.js", "format.js");
    }

    /** All that the page needs. */
    private Set<String> files() {
        Deque<String> toRead = new ArrayDeque<>(List.of("app.js"));
        Set<String> read = new TreeSet<>();
        while (!toRead.isEmpty()) {
            String file = toRead.remove();
            if (read.add(file)) {
                Matcher named = FILE.matcher(text("/static/" + file));
                while (named.find()) {
                    toRead.add(named.group(1));
                }
            }
        }
        return read;
    }

    @Test
    void thePageHasNoScriptOrStyleOfItsOwnAndNothingFromElsewhere() {
        assertThat(text("/"))
                .doesNotContain("<style", "onclick", "http:", "https:")
                .doesNotContain("<script>");
    }

    @Test
    void addressesOfSparksPagesGetThePageWhichFindsItsFilesFromThereWhateverAProxyPutsBefore() {
        assertThat(text("/stages/stage/")).contains("\"./../../static/app.js\"");
        assertThat(text("/jobs")).contains("\"./static/app.js\"").isEqualTo(text("/"));
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
        for (String file : files()) {
            assertThat(text("/static/" + file))
                    .as(file)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "eval(");
        }
    }
}
