// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.report;

import ember.observe.pages.PageBundle;
import ember.observe.pages.PagesRoute;
import ember.observe.rest.Applications;
import ember.observe.rest.EmberApi;
import ember.observe.rest.RestApi;
import ember.observe.status.ApplicationStore;
import ember.observe.status.JobView;
import ember.observe.status.RddView;
import ember.observe.status.StageView;
import ember.observe.web.Request;
import ember.observe.web.Response;
import ember.observe.web.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One HTML file with all pages of an application: the pages' script, and every answer that they would ask a server for, compressed and in
 * base64. So nothing that a program or a log says is part of the HTML, and the file allows no script but its own.
 */
public final class Report {
    private static final String EMBER = "api/ember/v1/";
    private static final String SPARK = "api/v1/";

    private final ApplicationStore store;
    private final String application;
    private final List<Route> routes;
    private final OutputStream out;

    private Report(ApplicationStore store, String application, List<Route> routes, OutputStream out) {
        this.store = store;
        this.application = application;
        this.routes = routes;
        this.out = out;
    }

    /**
     * Writes the file.
     *
     * @param attempt null: the application has one attempt, or the newest is meant
     * @return false: there is no such application, and nothing was written
     * @throws IOException if its log cannot be read or the file cannot be written
     */
    public static boolean write(
            Applications applications, String id, @Nullable String attempt, String sparkVersion, OutputStream out)
            throws IOException {
        ApplicationStore store = applications.open(id, attempt);
        Applications.Entry entry = entry(applications, id, attempt);
        if (store == null || entry == null) {
            return false;
        }
        Applications alone = new Alone(entry, store, applications.problems(id, attempt), applications.sampler(id));
        String chosen = entry.attempts().get(0).attemptId();
        List<Route> routes = List.of(new EmberApi(alone, sparkVersion, null), new RestApi(alone, sparkVersion));
        String path = "applications/" + encoded(id) + (chosen == null ? "" : "/" + encoded(chosen));
        new Report(store, path, routes, out).write();
        return true;
    }

    /** Of the application only the attempt that is wanted. */
    private static Applications.@Nullable Entry entry(Applications applications, String id, @Nullable String attempt) {
        for (Applications.Entry entry : applications.list()) {
            for (Applications.Attempt one : entry.attempts()) {
                if (entry.id().equals(id) && (attempt == null || attempt.equals(one.attemptId()))) {
                    return new Applications.Entry(id, entry.name(), List.of(one));
                }
            }
        }
        return null;
    }

    /** As encodeURIComponent of JavaScript, which asks for the answers. */
    private static String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        for (String plain : List.of("!", "'", "(", ")", "~")) {
            encoded = encoded.replace(URLEncoder.encode(plain, StandardCharsets.UTF_8), plain);
        }
        return encoded;
    }

    private void write() throws IOException {
        String script = PageBundle.script();
        String style = PagesRoute.text("app.css");
        put("<!DOCTYPE html>\n<html lang=\"en\" data-root=\"./\" data-report>\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '"
                + hash(script) + "'; style-src '" + hash(style)
                + "'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Ember</title>\n<style>");
        put(style);
        put("</style>\n</head>\n");
        String page = PagesRoute.text("index.html");
        put(page.substring(page.indexOf("<body>"), page.indexOf("</body>")));
        for (String path : paths()) {
            answer(path);
        }
        put("<script>");
        put(script);
        put("</script>\n</body>\n</html>\n");
    }

    private List<String> paths() {
        String ember = EMBER + application;
        String spark = SPARK + application;
        List<String> paths = new ArrayList<>(List.of(EMBER + "applications"));
        for (String resource : EmberApi.WHOLE_APPLICATION) {
            paths.add(ember + "/" + resource);
        }
        for (JobView job : store.jobViews()) {
            paths.add(ember + "/jobs/" + job.status().jobId() + "/graph");
        }
        for (StageView stage : store.stageViews()) {
            String path = ember + "/stages/" + stage.info().stageId() + "/"
                    + stage.info().attempt();
            paths.add(path + "/graph");
            paths.add(path + "/tasks");
            paths.add(path + "/samples");
            if (stage.failedTasks() > 0) {
                paths.add(path + "/errors");
            }
        }
        paths.addAll(List.of(spark + "/storage/rdd", spark + "/environment", spark + "/allexecutors"));
        for (RddView rdd : store.rddViews()) {
            paths.add(spark + "/storage/rdd/" + rdd.info().id());
        }
        return paths;
    }

    private void answer(String path) throws IOException {
        Request request = new Request("GET", "/" + path, null);
        for (Route route : routes) {
            Response response = route.answer(request);
            // What a log does not tell, such as its environment, is missing here as it is there.
            if (response != null && response.status() == 200) {
                put("<script type=\"application/octet-stream\" data-answer=\"" + path.replace("&", "&amp;") + "\">");
                out.write(Base64.getEncoder().encode(compressed(response.body())));
                put("</script>\n");
                return;
            }
        }
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void put(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
