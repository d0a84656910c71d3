// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.report;

import ember.observe.rest.Applications;
import ember.observe.web.Request;
import ember.observe.web.Response;
import ember.observe.web.Route;
import ember.observe.web.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** {@code /api/ember/v1/applications/ID[/ATTEMPT]/report}: the application as a file to keep. */
public final class ReportRoute implements Route {
    private static final List<String> PREFIX = List.of("api", "ember", "v1", "applications");

    private final Applications applications;
    private final String sparkVersion;

    public ReportRoute(Applications applications, String sparkVersion) {
        this.applications = applications;
        this.sparkVersion = sparkVersion;
    }

    @Override
    public @Nullable Response answer(Request request) {
        List<String> path = request.segments();
        int length = path.size();
        if (length < 6
                || length > 7
                || !path.subList(0, 4).equals(PREFIX)
                || !path.get(length - 1).equals("report")) {
            return null;
        }
        Response refused = WebServer.refuseUnlessRead(request);
        return refused != null ? refused : report(path.get(4), length == 7 ? path.get(5) : null);
    }

    private Response report(String id, @Nullable String attempt) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            // A browser keeps it and does not show it: its script is not one of this server's.
            return Report.write(applications, id, attempt, sparkVersion, out)
                    ? new Response(200, "application/octet-stream", out.toByteArray())
                    : Response.text(404, "no such app: " + id);
        } catch (IOException e) {
            LoggerFactory.getLogger(ReportRoute.class).warn("No report of {}", id, e);
            return Response.text(503, "the log of " + id + " cannot be read: " + e.getMessage());
        }
    }
}
