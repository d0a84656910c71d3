// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets how much is logged, if the logging backend that the application chose can be told: Log4j 2 or Logback. There is no dependency
 * on either, so they are reached by reflection.
 */
public final class LogLevels {
    /** In the order in which Spark names them. */
    public static final List<String> KNOWN = List.of("ALL", "DEBUG", "ERROR", "WARN", "INFO", "OFF", "FATAL", "TRACE");

    private LogLevels() {}

    /** @throws IllegalArgumentException if the level, in any case, is not one of those known */
    public static void setRoot(String level) {
        String name = level.toUpperCase(Locale.ROOT);
        if (!KNOWN.contains(name)) {
            throw new IllegalArgumentException("requirement failed: Supplied level " + level + " did not match one of: "
                    + String.join(",", KNOWN));
        }
        Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        String backend = root.getClass().getName();
        try {
            if (backend.startsWith("org.apache.logging.slf4j.")) {
                Class<?> levels = Class.forName("org.apache.logging.log4j.Level");
                Class.forName("org.apache.logging.log4j.core.config.Configurator")
                        .getMethod("setRootLevel", levels)
                        .invoke(null, levels.getMethod("valueOf", String.class).invoke(null, name));
            } else if (backend.startsWith("ch.qos.logback.")) {
                Class<?> levels = Class.forName("ch.qos.logback.classic.Level");
                // Logback has no FATAL.
                String nearest = name.equals("FATAL") ? "ERROR" : name;
                root.getClass()
                        .getMethod("setLevel", levels)
                        .invoke(root, levels.getMethod("valueOf", String.class).invoke(null, nearest));
            } else {
                root.debug("The logging backend {} has levels of its own; {} is not set", backend, name);
            }
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            root.warn("The log level could not be set to {}", name, e);
        } catch (InvocationTargetException e) {
            root.warn("The log level could not be set to {}", name, e.getCause());
        }
    }
}
