// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import ember.observe.status.JobView;
import ember.observe.status.RddView;
import ember.observe.web.Request;
import ember.observe.web.Response;
import ember.observe.web.Route;
import ember.observe.web.WebServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1}: the resources, filters, fields and error texts of Spark 4.2.0. */
public final class RestApi implements Route {
    private final Applications applications;
    private final ReadableApplications readable;
    private final String sparkVersion;

    public RestApi(Applications applications, String sparkVersion) {
        this.applications = applications;
        this.readable = new ReadableApplications(applications);
        this.sparkVersion = sparkVersion;
    }

    @Override
    public @Nullable Response answer(Request request) {
        List<String> path = request.segments();
        if (path.size() < 2 || !path.get(0).equals("api") || !path.get(1).equals("v1")) {
            return null;
        }
        Response refused = WebServer.refuseUnlessRead(request);
        if (refused != null) {
            return refused;
        }
        try {
            return resource(request, path.subList(2, path.size()));
        } catch (RestException e) {
            return e.answer(request.rawPath());
        }
    }

    private Response resource(Request request, List<String> path) {
        if (path.equals(List.of("version"))) {
            return Response.json(
                    JsonOut.pretty().object().field("spark", sparkVersion).end().toBytes());
        }
        if (path.isEmpty() || !path.get(0).equals("applications")) {
            throw RestException.noSuchResource();
        }
        if (path.size() == 1) {
            return Response.json(ApplicationsJson.list(applications.list(), request));
        }
        if (path.size() == 2) {
            return Response.json(ApplicationsJson.one(entry(path.get(1))));
        }
        return ofApplication(request, path.get(1), path.subList(2, path.size()));
    }

    private Applications.Entry entry(String id) {
        for (Applications.Entry entry : applications.list()) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        throw RestException.notFound("unknown app: " + id);
    }

    private Response ofApplication(Request request, String id, List<String> path) {
        String first = path.get(0);
        if (isResource(first)) {
            return within(request, readable.open(id, null), id, null, path);
        }
        if (path.size() == 1) {
            for (Applications.Attempt attempt : entryOrNone(id)) {
                if (first.equals(attempt.attemptId())) {
                    return Response.json(ApplicationsJson.attempt(attempt));
                }
            }
            throw RestException.notFound("unknown app " + id + ", attempt " + first);
        }
        return within(request, readable.open(id, first), id, first, path.subList(1, path.size()));
    }

    private List<Applications.Attempt> entryOrNone(String id) {
        for (Applications.Entry entry : applications.list()) {
            if (entry.id().equals(id)) {
                return entry.attempts();
            }
        }
        return List.of();
    }

    private static boolean isResource(String name) {
        return switch (name) {
            case "jobs",
                    "stages",
                    "executors",
                    "allexecutors",
                    "storage",
                    "environment",
                    "allmiscellaneousprocess",
                    "threads",
                    "logs" -> true;
            default -> false;
        };
    }

    private Response within(
            Request request, ApplicationStore store, String id, @Nullable String attempt, List<String> path) {
        int depth = path.size();
        switch (path.get(0)) {
            case "jobs" -> {
                return depth == 1 ? jobs(request, store) : job(request, store, path);
            }
            case "stages" -> {
                return Response.json(new StageResources(store, request).answer(path));
            }
            case "storage" -> {
                return storage(request, store, path);
            }
            case "executors" -> {
                if (depth == 3 && path.get(2).equals("threads")) {
                    return Response.json(threads().ofExecutor(store, path.get(1)));
                }
                requireDepth(1, path);
                return Response.json(ExecutorsJson.list(store, true));
            }
            case "allexecutors" -> {
                requireDepth(1, path);
                return Response.json(ExecutorsJson.list(store, false));
            }
            case "threads" -> {
                requireDepth(1, path);
                return Response.json(threads().ofTask(store, request));
            }
            case "environment" -> {
                requireDepth(1, path);
                return Response.json(EnvironmentJson.write(store));
            }
            case "logs" -> {
                requireDepth(1, path);
                return new Response(200, "application/octet-stream", LogArchive.zip(log(id, attempt)));
            }
            case "allmiscellaneousprocess" -> {
                requireDepth(1, path);
                return Response.json(JsonOut.pretty().array().endArray().toBytes());
            }
            default -> throw RestException.noSuchResource();
        }
    }

    private @Nullable Path log(String id, @Nullable String attemptId) {
        for (Applications.Attempt attempt : entryOrNone(id)) {
            if (attemptId == null || attemptId.equals(attempt.attemptId())) {
                return attempt.log();
            }
        }
        return null;
    }

    private Threads threads() {
        if (!applications.isLive()) {
            throw RestException.unavailable("Thread dumps not available through the history server.");
        }
        return new Threads();
    }

    private static void requireDepth(int depth, List<String> path) {
        if (path.size() != depth) {
            throw RestException.noSuchResource();
        }
    }

    private static Response jobs(Request request, ApplicationStore store) {
        Set<JobStatusName> wanted = Parameters.wanted(request, "status", JobStatusName.class);
        JsonOut out = JsonOut.pretty().array();
        for (JobView job : store.jobViews()) {
            if (wanted.contains(JobStatusName.valueOf(job.status().state().name()))) {
                JobsJson.write(out.object(), job);
            }
        }
        return Response.json(out.endArray().toBytes());
    }

    private static Response job(Request request, ApplicationStore store, List<String> path) {
        requireDepth(2, path);
        int id = idOrPath(path.get(1), request);
        JobView job = store.jobView(id);
        if (job == null) {
            throw RestException.notFound("unknown job: " + id);
        }
        JsonOut out = JsonOut.pretty().object();
        JobsJson.write(out, job);
        return Response.json(out.toBytes());
    }

    private static Response storage(Request request, ApplicationStore store, List<String> path) {
        if (path.size() < 2 || path.size() > 3 || !path.get(1).equals("rdd")) {
            throw RestException.noSuchResource();
        }
        List<RddView> rdds = store.rddViews();
        if (path.size() == 2) {
            JsonOut out = JsonOut.pretty().array();
            rdds.forEach(rdd -> StorageJson.write(out.object(), rdd));
            return Response.json(out.endArray().toBytes());
        }
        int id = idOrPath(path.get(2), request);
        for (RddView rdd : rdds) {
            if (rdd.info().id() == id) {
                JsonOut out = JsonOut.pretty().object();
                StorageJson.write(out, rdd);
                return Response.json(out.toBytes());
            }
        }
        throw RestException.notFound("no rdd found w/ id " + id);
    }

    /** Spark answers with the path where an id is no number. */
    private static int idOrPath(String text, Request request) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RestException.notFound(request.rawPath());
        }
    }
}
