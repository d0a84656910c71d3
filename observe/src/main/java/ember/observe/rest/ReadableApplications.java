// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.status.ApplicationStore;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked about, for answers to requests: what is not there or cannot be read ends the request. */
record ReadableApplications(Applications applications) {
    /** @throws RestException if there is no such application, or its log cannot be read */
    ApplicationStore open(String id, @Nullable String attempt) {
        try {
            ApplicationStore store = applications.open(id, attempt);
            if (store == null) {
                throw RestException.notFound("no such app: " + id);
            }
            return store;
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    /** @throws RestException if its log cannot be read */
    List<String> problems(String id, @Nullable String attempt) {
        try {
            return applications.problems(id, attempt);
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    private static RestException unreadable(String id, IOException cause) {
        return RestException.unavailable("the log of " + id + " cannot be read: " + cause.getMessage());
    }
}
