// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.Redaction;
import ember.model.event.EngineEvent;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the engine runs in, for listeners that are there from the start. */
final class Environment {
    private Environment() {}

    /** Tells everything that is shown of it, if anybody listens from the start or shows it. */
    static void tell(
            Settings settings, boolean isHeard, String applicationId, long startMillis, Consumer<EngineEvent> to) {
        if (!isHeard && !settings.tellsEnvironment()) {
            return;
        }
        to.accept(settings.resourceProfile());
        to.accept(of(settings.described(applicationId, startMillis)));
    }

    /** @param configuration as the context has it, with what it has found out itself */
    static EngineEvent.EnvironmentUpdated of(Map<String, String> configuration) {
        Map<String, String> jvm = new LinkedHashMap<>();
        jvm.put("Java Home", System.getProperty("java.home", ""));
        jvm.put(
                "Java Version",
                System.getProperty("java.version", "") + " (" + System.getProperty("java.vendor", "") + ")");
        String scala = scalaVersion();
        if (scala != null) {
            jvm.put("Scala Version", "version " + scala);
        }
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
        Redaction redaction = new Redaction(configuration.get("spark.redaction.regex"));
        return new EngineEvent.EnvironmentUpdated(
                jvm, redaction.of(new TreeMap<>(configuration)), redaction.of(system), classpath);
    }

    /** Of the library that programs see, as it says itself; null: there is none, or it says nothing. */
    private static @Nullable String scalaVersion() {
        try (InputStream in = Environment.class.getResourceAsStream("/library.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version.number");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
