// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.ui;

import ember.observe.pages.PagesRoute;
import ember.observe.report.Report;
import ember.observe.rest.EmberApi;
import ember.observe.rest.LiveApplication;
import ember.observe.rest.RestApi;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import ember.observe.web.Request;
import ember.observe.web.Response;
import ember.observe.web.Route;
import ember.observe.web.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** What the status of a million tasks takes, in memory and in time, and what each question about it does. */
public final class StoreCost {
    private static final List<String> QUESTIONS = List.of(
            "state",
            "findings",
            "timeline",
            "estimate",
            "jobs/3/graph",
            "stages/3/0/tasks",
            "stages/3/0/tasks?since=199990");

    private StoreCost() {}

    /**
     * Prints a table; asserts nothing.
     *
     * @param args {@code --serve}: shows the pages of it until it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        long before = usedBytes();
        ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
        long begin = System.nanoTime();
        long tasks = MillionTasks.tell(store, System.currentTimeMillis() - 3_600_000);
        long nanos = System.nanoTime() - begin;
        System.out.printf(
                "%,d tasks told: %.2f s, %.0f ns an event, %.0f MB kept%n",
                tasks, nanos / 1e9, nanos / (2.0 * tasks), (usedBytes() - before) / 1e6);
        LiveApplication application = new LiveApplication(store, "4.2.0");
        EmberApi api = new EmberApi(application, "4.2.0", null);
        for (String question : QUESTIONS) {
            ask(api, question);
        }
        begin = System.nanoTime();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Report.write(application, "local-million", null, "4.2.0", file);
        System.out.printf("%-32s %8.0f ms %8.1f MB%n", "report", (System.nanoTime() - begin) / 1e6, file.size() / 1e6);
        if (List.of(args).contains("--serve")) {
            serve(application, api);
        }
    }

    private static void ask(Route api, String question) {
        int query = question.indexOf('?');
        String path =
                "/api/ember/v1/applications/local-million/" + (query < 0 ? question : question.substring(0, query));
        String parameters = query < 0 ? null : question.substring(query + 1);
        long fastest = Long.MAX_VALUE;
        int bytes = 0;
        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            Response answer = api.answer(new Request("GET", path, parameters));
            fastest = Math.min(fastest, System.nanoTime() - begin);
            if (answer == null || answer.status() != 200) {
                throw new IllegalStateException("no answer to " + question);
            }
            bytes = answer.body().length;
        }
        System.out.printf("%-32s %8.0f ms %8.1f MB%n", question, fastest / 1e6, bytes / 1e6);
    }

    private static void serve(LiveApplication application, EmberApi api) throws IOException, InterruptedException {
        List<Route> routes = List.of(api, new RestApi(application, "4.2.0"), new PagesRoute());
        try (WebServer server = new WebServer(InetAddress.getLoopbackAddress(), 0, 0, routes)) {
            System.out.println("pages: " + server.url());
            Thread.currentThread().join();
        }
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
