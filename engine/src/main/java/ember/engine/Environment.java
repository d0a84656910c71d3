// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.event.EngineEvent;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the engine runs in, for listeners that are there from the start. */
final class Environment {
    private static final String REDACTED = "*********(redacted)";
    /** What a key has in its name whose value nobody should see. Spark: spark.redaction.regex. */
    private static final String[] SECRETS = {"secret", "password", "token", "accesskey", "access.key"};

    private Environment() {}

    /** @param configuration as the context has it, with what it has found out itself */
    static EngineEvent.EnvironmentUpdated of(Map<String, String> configuration) {
        Map<String, String> jvm = new LinkedHashMap<>();
        jvm.put("Java Home", System.getProperty("java.home", ""));
        jvm.put(
                "Java Version",
                System.getProperty("java.version", "") + " (" + System.getProperty("java.vendor", "") + ")");
        Map<String, String> system = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (!name.equals("java.class.path") && !name.startsWith("spark.")) {
                system.put(name, System.getProperty(name, ""));
            }
        }
        Map<String, String> classpath = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                classpath.put(entry, "System Classpath");
            }
        }
        return new EngineEvent.EnvironmentUpdated(
                jvm, redacted(new TreeMap<>(configuration)), redacted(system), classpath);
    }

    private static Map<String, String> redacted(Map<String, String> values) {
        values.replaceAll((key, value) -> isSecret(key.toLowerCase(Locale.ROOT)) ? REDACTED : value);
        return values;
    }

    private static boolean isSecret(String key) {
        for (String secret : SECRETS) {
            if (key.contains(secret)) {
                return true;
            }
        }
        return false;
    }
}
