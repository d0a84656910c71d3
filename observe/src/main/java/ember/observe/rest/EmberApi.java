// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.analysis.ErrorGroups;
import ember.observe.analysis.Lineage;
import ember.observe.flight.StageSampler;
import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import ember.observe.status.JobView;
import ember.observe.status.StageTasks;
import ember.observe.status.StageView;
import ember.observe.web.EventSource;
import ember.observe.web.Request;
import ember.observe.web.Response;
import ember.observe.web.Route;
import ember.observe.web.WebServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/ember/v1}: what the pages need and Spark's REST does not say. Jobs and stages as they are and as they change, the graph
 * of a job, the tasks of a stage in columns, findings; and the end of a job or stage, by POST with a token.
 */
public final class EmberApi implements Route {
    /** What there is of each application, below its address. */
    public static final List<String> WHOLE_APPLICATION =
            List.of("state", "findings", "problems", "timeline", "estimate", "caches", "errors");

    /** How long is sampled when a page asks for it. */
    private static final long SAMPLED_MILLIS = 60_000;

    private final Applications applications;
    private final ReadableApplications readable;
    private final String sparkVersion;
    private final @Nullable KillSwitch kills;
    private final WholeApplication whole = new WholeApplication();

    /** @param kills null: nothing here can be ended */
    public EmberApi(Applications applications, String sparkVersion, @Nullable KillSwitch kills) {
        this.applications = applications;
        this.readable = new ReadableApplications(applications);
        this.sparkVersion = sparkVersion;
        this.kills = kills;
    }

    @Override
    public @Nullable Response answer(Request request) {
        List<String> path = request.segments();
        if (path.size() < 3
                || !path.get(0).equals("api")
                || !path.get(1).equals("ember")
                || !path.get(2).equals("v1")) {
            return null;
        }
        List<String> below = path.subList(3, path.size());
        try {
            if (below.size() == 3 && below.get(0).equals("kill")) {
                return kill(request, below.get(1), number(below.get(2)));
            }
            if (below.size() == 2 && below.get(0).equals("sample")) {
                return sample(request, below.get(1));
            }
            Response refused = WebServer.refuseUnlessRead(request);
            return refused != null ? refused : resource(request, below);
        } catch (RestException e) {
            return e.answer(request.rawPath());
        }
    }

    private Response kill(Request request, String kind, int id) {
        if (!request.method().equals("POST")) {
            return Response.text(405, "Method Not Allowed");
        }
        KillSwitch.Target target = kills == null ? null : kills.target();
        if (kills == null || target == null) {
            return Response.text(403, "Nothing can be killed here");
        }
        if (!kills.isToken(request.parameter("token"))) {
            return Response.text(403, "The token is wrong");
        }
        switch (kind) {
            case "job" -> target.cancelJob(id, "killed via the Web UI");
            case "stage" -> target.cancelStage(id, "killed via the Web UI");
            default -> throw RestException.noSuchResource();
        }
        return Response.json(
                JsonOut.compact().object().field("killed", id).end().toBytes());
    }

    /** Samples for a while, whatever was sampled before. */
    private Response sample(Request request, String id) {
        if (!request.method().equals("POST")) {
            return Response.text(405, "Method Not Allowed");
        }
        StageSampler sampler = applications.sampler(id);
        if (kills == null || sampler == null) {
            return Response.text(403, "Nothing can be sampled here");
        }
        if (!kills.isToken(request.parameter("token"))) {
            return Response.text(403, "The token is wrong");
        }
        sampler.start(SAMPLED_MILLIS);
        return Response.json(
                JsonOut.compact().object().field("millis", SAMPLED_MILLIS).end().toBytes());
    }

    private Response resource(Request request, List<String> path) {
        if (path.isEmpty() || !path.get(0).equals("applications")) {
            throw RestException.noSuchResource();
        }
        if (path.size() == 1) {
            return list();
        }
        if (path.size() == 2) {
            throw RestException.noSuchResource();
        }
        String attempt = isResource(path.get(2)) ? null : path.get(2);
        List<String> below = path.subList(attempt == null ? 2 : 3, path.size());
        if (below.isEmpty()) {
            throw RestException.noSuchResource();
        }
        return ofApplication(request, path.get(1), attempt, below);
    }

    private static boolean isResource(String name) {
        return name.equals("events")
                || name.equals("jobs")
                || name.equals("stages")
                || WHOLE_APPLICATION.contains(name);
    }

    private Response list() {
        JsonOut out = JsonOut.compact()
                .object()
                .field("version", sparkVersion)
                .field("live", applications.isLive())
                .field("token", kills == null || kills.target() == null ? null : kills.token())
                .field("samplingToken", kills == null || !applications.isLive() ? null : kills.token())
                .array("applications");
        for (Applications.Entry entry : applications.list()) {
            out.object().field("id", entry.id()).field("name", entry.name()).array("attempts");
            for (Applications.Attempt attempt : entry.attempts()) {
                out.object()
                        .field("attemptId", attempt.attemptId())
                        .field("start", attempt.startMillis())
                        .field("end", attempt.endMillis())
                        .field("duration", attempt.durationMillis())
                        .field("user", attempt.user())
                        .field("completed", attempt.completed())
                        .field("sparkVersion", attempt.sparkVersion())
                        .field(
                                "log",
                                attempt.log() == null ? null : attempt.log().toString())
                        .end();
            }
            out.endArray().end();
        }
        return Response.json(out.endArray().end().toBytes());
    }

    private Response ofApplication(Request request, String id, @Nullable String attempt, List<String> path) {
        ApplicationStore store = readable.open(id, attempt);
        String kind = path.get(0);
        if (path.size() == 1) {
            if (kind.equals("events")) {
                return events(store, since(request));
            }
            if (kind.equals("timeline") && request.parameter("from") != null) {
                return Response.json(whole.timeline(store, moment(request, "from"), moment(request, "to")));
            }
            byte[] answer = whole.answer(kind, store, readable.problems(id, attempt));
            if (answer == null) {
                throw RestException.noSuchResource();
            }
            return Response.json(answer);
        }
        if (kind.equals("jobs") && path.size() == 3 && path.get(2).equals("graph")) {
            return Response.json(GraphJson.write(stagesOf(store, number(path.get(1)))));
        }
        if (kind.equals("stages") && path.size() == 4) {
            return ofStage(request, store, applications.sampler(id), path);
        }
        throw RestException.noSuchResource();
    }

    private static Response ofStage(
            Request request, ApplicationStore store, @Nullable StageSampler sampler, List<String> path) {
        int stageId = number(path.get(1));
        int attempt = number(path.get(2));
        StageView stage = store.stageView(stageId, attempt);
        StageTasks tasks = store.tasks(stageId, attempt, System.currentTimeMillis());
        if (stage == null || tasks == null) {
            throw RestException.notFound("unknown stage: " + stageId + "." + attempt);
        }
        return switch (path.get(3)) {
            case "tasks" ->
                Response.json(TaskColumnsJson.write(stage, tasks, (int) Math.min(Integer.MAX_VALUE, since(request))));
            case "graph" -> Response.json(GraphJson.write(stage, Lineage.of(store, stage)));
            case "errors" -> Response.json(ErrorsJson.write(ErrorGroups.of(store, List.of(stage))));
            case "samples" -> samples(sampler, stageId, attempt);
            default -> throw RestException.noSuchResource();
        };
    }

    private static Response samples(@Nullable StageSampler sampler, int stageId, int attempt) {
        if (sampler == null) {
            throw RestException.notFound("samples are taken only while an application runs");
        }
        return Response.json(SamplesJson.write(sampler.samples(stageId, attempt)));
    }

    private static List<StageView> stagesOf(ApplicationStore store, int jobId) {
        JobView job = store.jobView(jobId);
        if (job == null) {
            throw RestException.notFound("unknown job: " + jobId);
        }
        List<StageView> stages = new ArrayList<>();
        for (int stageId : job.status().stageIds()) {
            stages.addAll(store.stageAttempts(stageId));
        }
        return stages;
    }

    private Response events(ApplicationStore store, long since) {
        if (!applications.isLive()) {
            throw RestException.noSuchResource();
        }
        return Response.events(new EventSource() {
            private long told = since;

            @Override
            public byte @Nullable [] next() {
                if (store.revision() == told) {
                    return null;
                }
                var changed = store.changedSince(told);
                told = changed.revision();
                return StateJson.write(changed);
            }
        });
    }

    private static long since(Request request) {
        try {
            return Math.max(0, Long.parseLong(request.parameter("since", "0")));
        } catch (NumberFormatException e) {
            throw RestException.badRequest("since is a number");
        }
    }

    private static long moment(Request request, String name) {
        try {
            return Long.parseLong(request.parameter(name, ""));
        } catch (NumberFormatException e) {
            throw RestException.badRequest(name + " is a time in milliseconds");
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RestException.noSuchResource();
        }
    }
}
