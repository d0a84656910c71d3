// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.event.EngineEvent;
import ember.observe.Events;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import ember.observe.web.Request;
import ember.observe.web.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmberApiTest {
    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private final Events engine = new Events(store);
    private final KillSwitch kills = new KillSwitch();
    private final EmberApi api = new EmberApi(new LiveApplication(store, "4.2.0"), "4.2.0", kills);
    private final List<String> killed = new ArrayList<>();

    private Response ask(String method, String path, String query) {
        return Objects.requireNonNull(api.answer(new Request(method, "/api/ember/v1/" + path, query)));
    }

    private static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The application of these tests has no id, for it has not started: a path cannot name it. */
    private void start() {
        engine.tell(new EngineEvent.ApplicationStarted("<b>n</b>", "app-1", "u", Events.NOW_MILLIS));
    }

    private void connect() {
        kills.connect(new KillSwitch.Target() {
            @Override
            public void cancelJob(int jobId, String reason) {
                killed.add("job " + jobId);
            }

            @Override
            public void cancelStage(int stageId, String reason) {
                killed.add("stage " + stageId);
            }
        });
    }

    @Test
    void jobsAndStagesAreToldWithTheirCounts() {
        start();
        engine.jobStarted(0, 0, 1).stageSubmitted(0, 0).taskStarted(0, 0, 0).taskEnded(0, 0, 0, Events.THREW);

        assertThat(text(ask("GET", "applications/app-1/state", "")))
                .contains("\"jobs\":[{\"id\":0,", "\"failed\":1", "\"state\":\"ACTIVE\"", "\"state\":\"PENDING\"");
    }

    @Test
    void tasksAreToldInColumnsWithoutThoseThatAreZero() {
        start();
        engine.jobStarted(0, 0).stageSubmitted(0, 0).taskStarted(3, 0, 0).taskStarted(4, 0, 0);
        engine.taskEnded(3, 0, 0, Events.THREW);

        assertThat(text(ask("GET", "applications/app-1/stages/0/0/tasks", "")))
                .contains("\"count\":2", "\"id\":[3,4]", "\"status\":[\"FAILED\",\"RUNNING\"]", "{\"row\":0,\"error\":")
                .doesNotContain("spillDisk");
    }

    @Test
    void whoKnowsTasksIsToldOnlyThoseThatHaveChangedSince() {
        start();
        engine.jobStarted(0, 0).stageSubmitted(0, 0).taskStarted(3, 0, 0).taskStarted(4, 0, 0);
        assertThat(text(ask("GET", "applications/app-1/stages/0/0/tasks", ""))).contains("\"version\":2");
        engine.taskEnded(4, 0, 0, Events.SUCCEEDED);

        assertThat(text(ask("GET", "applications/app-1/stages/0/0/tasks", "since=2")))
                .contains("\"version\":3", "\"count\":1", "\"id\":[4]");
        assertThat(text(ask("GET", "applications/app-1/stages/0/0/tasks", "since=3")))
                .contains("\"count\":0");
    }

    @Test
    void aJobWithoutAnEndInAnApplicationThatHasOneMeansThatEventsWereLost() {
        start();
        engine.jobStarted(0, 0);
        assertThat(text(ask("GET", "applications/app-1/problems", ""))).isEqualTo("{\"problems\":[]}");
        engine.tell(new EngineEvent.ApplicationEnded(Events.NOW_MILLIS));
        assertThat(text(ask("GET", "applications/app-1/problems", ""))).contains("events were lost: 1 job has");
    }

    @Test
    void whatIsUnknownIsNotFound() {
        start();
        for (String path : List.of(
                "applications/other/state",
                "applications/app-1/jobs/7/graph",
                "applications/app-1/stages/7/0/tasks",
                "applications/app-1/stages/x/0/tasks",
                "applications/app-1/nothing",
                "nothing")) {
            assertThat(ask("GET", path, "").status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void onlyAPostWithTheTokenKills() {
        connect();

        assertThat(ask("GET", "kill/job/3", "token=" + kills.token()).status()).isEqualTo(405);
        assertThat(ask("POST", "kill/job/3", "").status()).isEqualTo(403);
        assertThat(ask("POST", "kill/job/3", "token=0").status()).isEqualTo(403);
        assertThat(killed).isEmpty();

        assertThat(ask("POST", "kill/job/3", "token=" + kills.token()).status()).isEqualTo(200);
        assertThat(ask("POST", "kill/stage/4", "token=" + kills.token()).status())
                .isEqualTo(200);
        assertThat(killed).containsExactly("job 3", "stage 4");
    }

    @Test
    void whereNothingCanBeKilledNoTokenIsTold() {
        assertThat(text(ask("GET", "applications", ""))).doesNotContain("token");
        connect();
        assertThat(text(ask("GET", "applications", ""))).contains(kills.token());
    }
}
