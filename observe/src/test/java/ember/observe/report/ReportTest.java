// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.report;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.event.EngineEvent;
import ember.observe.Events;
import ember.observe.pages.PageBundle;
import ember.observe.rest.LiveApplication;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import ember.observe.web.Request;
import ember.observe.web.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String HOSTILE = "</script><script>alert(1)</script>";

    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private final LiveApplication application = new LiveApplication(store, "4.2.0");

    private String report() throws IOException {
        Events.to(store)
                .tell(new EngineEvent.ApplicationStarted(HOSTILE, "app-1", "me", Events.NOW_MILLIS))
                .jobStarted(0, Map.of("spark.job.description", HOSTILE), 0)
                .stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .taskEnded(0, 0, 0, Events.THREW);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Report.write(application, "app-1", null, "4.2.0", out)).isTrue();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String kept(String report, String path) throws IOException {
        String mark = "data-answer=\"" + path + "\">";
        int begin = report.indexOf(mark);
        assertThat(begin).as(path).isPositive();
        byte[] packed = Base64.getDecoder()
                .decode(report.substring(begin + mark.length(), report.indexOf('<', begin + mark.length())));
        return new String(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void everythingThatPagesAskForIsInTheFile() throws Exception {
        String report = report();
        String application = "api/ember/v1/applications/app-1";
        assertThat(kept(report, "api/ember/v1/applications")).contains("\"live\":false", "app-1");
        assertThat(kept(report, application + "/state")).contains("alert(1)");
        assertThat(kept(report, application + "/stages/0/0/tasks")).contains("FAILED");
        for (String path : new String[] {
            "/findings", "/problems", "/timeline", "/estimate", "/caches", "/jobs/0/graph", "/stages/0/0/graph"
        }) {
            assertThat(kept(report, application + path)).startsWith("{");
        }
        assertThat(kept(report, "api/v1/applications/app-1/allexecutors")).startsWith("[");
    }

    @Test
    void nothingThatAProgramSaysIsPartOfTheHtmlAndOnlyTheFilesOwnScriptMayRun() throws Exception {
        String report = report();
        assertThat(report.replace("http://www.w3.org/2000/svg", "a name and no address"))
                .doesNotContain("alert(1)", "http://", "https://", "unsafe-inline");
        assertThat(report).contains("default-src 'none'; script-src 'sha256-");
        assertThat(PageBundle.script()).doesNotContain("</script");
    }

    @Test
    void anApplicationThatIsNotThereHasNoReport() {
        report404("/api/ember/v1/applications/other/report");
    }

    private void report404(String path) {
        Response answer = new ReportRoute(application, "4.2.0").answer(new Request("GET", path, null));
        assertThat(Objects.requireNonNull(answer).status()).isEqualTo(404);
    }
}
