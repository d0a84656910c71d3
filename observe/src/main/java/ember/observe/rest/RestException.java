// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.web.Response;
import org.jspecify.annotations.Nullable;

/** A request that gets no data: carries the answer instead. */
final class RestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    /** Null: a page that says only the status, as Spark's server does where it has no words. */
    private final transient @Nullable String text;

    private RestException(int status, @Nullable String text) {
        super(text, null, false, false);
        this.status = status;
        this.text = text;
    }

    static RestException notFound(String text) {
        return new RestException(404, text);
    }

    static RestException badRequest(String text) {
        return new RestException(400, text);
    }

    static RestException unavailable(String text) {
        return new RestException(503, text);
    }

    /** A parameter that cannot be read: Spark takes it for another resource. */
    static RestException noSuchResource() {
        return new RestException(404, null);
    }

    Response answer(String path) {
        return text == null ? Response.errorPage(status, "Not Found", path) : Response.text(status, text);
    }
}
