// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.event.EngineEvent;
import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import java.util.Map;
import java.util.TreeMap;

/** What an application runs in. */
final class EnvironmentJson {
    private EnvironmentJson() {}

    static byte[] write(ApplicationStore store) {
        EngineEvent.EnvironmentUpdated environment = store.environment();
        if (environment == null) {
            throw RestException.notFound("No environment info found.");
        }
        JsonOut out = JsonOut.pretty().object();
        out.object("runtime")
                .field("javaVersion", environment.jvm().get("Java Version"))
                .field("javaHome", environment.jvm().get("Java Home"))
                .field("scalaVersion", environment.jvm().get("Scala Version"))
                .end();
        pairs(out, "sparkProperties", environment.sparkProperties());
        pairs(out, "hadoopProperties", environment.hadoopProperties());
        pairs(out, "systemProperties", environment.systemProperties());
        pairs(out, "metricsProperties", environment.metricsProperties());
        pairs(out, "classpathEntries", environment.classpathEntries());
        out.array("resourceProfiles");
        for (EngineEvent.ResourceProfileAdded profile : store.resourceProfiles()) {
            write(out, profile);
        }
        return out.endArray().end().toBytes();
    }

    private static void write(JsonOut out, EngineEvent.ResourceProfileAdded profile) {
        out.object().field("id", profile.id()).object("executorResources");
        profile.executorAmounts()
                .forEach((name, amount) -> out.object(name)
                        .field("resourceName", name)
                        .field("amount", amount)
                        .field("discoveryScript", "")
                        .field("vendor", "")
                        .end());
        out.end().object("taskResources");
        profile.taskAmounts()
                .forEach((name, amount) -> out.object(name)
                        .field("resourceName", name)
                        .field("amount", amount)
                        .end());
        out.end().end();
    }

    private static void pairs(JsonOut out, String name, Map<String, String> values) {
        out.array(name);
        new TreeMap<>(values)
                .forEach((key, value) -> out.array().value(key).value(value).endArray());
        out.endArray();
    }
}
