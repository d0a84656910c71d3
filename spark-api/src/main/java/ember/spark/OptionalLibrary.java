// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import java.util.function.Supplier;

/** Libraries that only some members of the API need: programs that call these bring them. */
public enum OptionalLibrary {
    KRYO("Kryo", "com.esotericsoftware:kryo-shaded:4.0.3"),
    METRICS("Dropwizard Metrics", "io.dropwizard.metrics:metrics-core:4.2.37"),
    JSON4S("json4s", "org.json4s:json4s-ast_2.13:4.0.7");

    private final String title;
    private final String artifact;

    OptionalLibrary(String title, String artifact) {
        this.title = title;
        this.artifact = artifact;
    }

    /**
     * What {@code maker} makes with the library.
     *
     * @throws UnsupportedOperationException if the library is not on the class path; says what to add
     */
    public <T> T make(String member, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (NoClassDefFoundError e) {
            throw new UnsupportedOperationException(
                    member + " needs " + title + ": add " + artifact + " to the class path.", e);
        }
    }
}
