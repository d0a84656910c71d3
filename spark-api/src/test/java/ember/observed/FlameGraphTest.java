// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** What the tasks of a stage execute, sampled by the flight recorder of the JVM when a page asks for it. */
class FlameGraphTest {
    /** Tasks share the JVM with whoever asks; ends those that compute. */
    private static final AtomicBoolean ENOUGH = new AtomicBoolean();

    private static final Pattern TOKEN = Pattern.compile("\"samplingToken\":\"([0-9a-f]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    private String ask(String method, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static int computesUntilTold(int seed) {
        int value = seed;
        while (!ENOUGH.get()) {
            value = value * 31 + 7;
        }
        return value;
    }

    @Test
    void aTaskThatBeganBeforeAnybodySampledIsSeenInItsStage() throws Exception {
        ENOUGH.set(false);
        SparkConf conf = new SparkConf()
                .setMaster("local[1]")
                .setAppName("sampled")
                .set("spark.ui.enabled", "true")
                .set("spark.ui.port", "0");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            String server = sc.sc().uiWebUrl().get() + "/api/ember/v1/";
            String stage = server + "applications/" + sc.sc().applicationId() + "/stages/0/0/samples";
            JavaFutureAction<Long> job = sc.parallelize(List.of(1, 2), 1)
                    .map(FlameGraphTest::computesUntilTold)
                    .countAsync();
            while (ask("GET", stage).contains("unknown stage")) {
                Thread.onSpinWait();
            }
            assertThat(ask("GET", stage)).contains("\"state\":\"OFF\"", "\"samples\":0");

            Matcher token = TOKEN.matcher(ask("GET", server + "applications"));
            assertThat(token.find()).isTrue();
            String start = server + "sample/" + sc.sc().applicationId();
            assertThat(ask("POST", start + "?token=no")).contains("The token is wrong");
            ask("POST", start + "?token=" + token.group(1));
            while (!ask("GET", stage).contains("FlameGraphTest.computesUntilTold")) {
                Thread.onSpinWait();
            }
            ENOUGH.set(true);
            assertThat(job.get()).isEqualTo(2);
            assertThat(ask("GET", stage)).contains("\"state\":\"ON\"").doesNotContain("ember.executor.TaskRunner");
        } finally {
            ENOUGH.set(true);
        }
    }
}
