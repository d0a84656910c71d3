// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.model.Failures;
import ember.spark.OptionalLibrary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.resource.ResourceInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of {@code spark.plugins}: begun with the context, told of tasks, ended with it. Messages to the driver's parts are
 * answered one at a time, on a thread of their own.
 */
final class Plugins {
    private static final String EXTRA_CONF = "spark.plugins.internal.conf.";

    private final SparkConf conf;
    private final Map<String, ResourceInformation> resources;
    private final List<String> names;
    private final Map<String, Driver> drivers = new HashMap<>();
    private final Map<String, ExecutorPlugin> executors = new HashMap<>();
    /** The same in the order of their names. A snapshot: tasks run before the last has begun only if the engine had started before. */
    private volatile List<ExecutorPlugin> begun = List.of();

    private ExecutorService mailbox;

    private record Driver(DriverPlugin plugin, Context context) {}

    private Plugins(SparkConf conf, Map<String, ResourceInformation> resources, List<String> names) {
        this.conf = conf;
        this.resources = resources;
        this.names = names;
    }

    /** @return null if no plugin is configured */
    static Plugins configured(SparkConf conf, Map<String, ResourceInformation> resources) {
        List<String> names = new ArrayList<>();
        for (String name : conf.get("spark.plugins", "").split(",", -1)) {
            if (!name.isBlank() && !names.contains(name.trim())) {
                names.add(name.trim());
            }
        }
        return names.isEmpty() ? null : new Plugins(conf, resources, names);
    }

    /** Begins the driver's parts; what one throws is thrown, after those that had begun were ended. */
    void beginDriver(SparkContext sc) {
        Map<String, DriverPlugin> made = new HashMap<>();
        for (String name : names) {
            DriverPlugin plugin = make(name).driverPlugin();
            if (plugin != null) {
                made.put(name, plugin);
            }
        }
        try {
            for (String name : names) {
                DriverPlugin plugin = made.get(name);
                if (plugin != null) {
                    begin(name, plugin, sc);
                }
            }
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
        if (!drivers.isEmpty()) {
            mailbox = Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, "ember-plugin-messages");
                thread.setDaemon(true);
                return thread;
            });
        }
    }

    private void begin(String name, DriverPlugin plugin, SparkContext sc) {
        Context context = new Context(name, false);
        Map<String, String> extra = plugin.init(sc, context);
        if (extra != null) {
            extra.forEach((key, value) -> conf.set(EXTRA_CONF + name + "." + key, value));
        }
        drivers.put(name, new Driver(plugin, context));
        log().info("Initialized driver component for plugin {}.", name);
    }

    /** Begins the executor's parts, when messages can be sent and before any task; what one throws is thrown. */
    void beginExecutor(String applicationId) {
        List<ExecutorPlugin> inOrder = new ArrayList<>();
        for (String name : names) {
            ExecutorPlugin plugin = make(name).executorPlugin();
            if (plugin != null) {
                plugin.init(new Context(name, true), extraConf(name));
                executors.put(name, plugin);
                inOrder.add(plugin);
                log().info("Initialized executor component for plugin {}.", name);
            }
        }
        begun = inOrder;
        for (String name : names) {
            Driver driver = drivers.get(name);
            if (driver != null) {
                driver.plugin.registerMetrics(applicationId, driver.context);
            }
        }
    }

    private Map<String, String> extraConf(String name) {
        Map<String, String> extra = new HashMap<>();
        for (scala.Tuple2<String, String> setting : conf.getAllWithPrefix(EXTRA_CONF + name + ".")) {
            extra.put(setting._1(), setting._2());
        }
        return extra;
    }

    private static SparkPlugin make(String name) {
        try {
            ClassLoader programs = Thread.currentThread().getContextClassLoader();
            Class<?> type = Class.forName(name, true, programs == null ? Plugins.class.getClassLoader() : programs);
            if (!SparkPlugin.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(
                        "requirement failed: " + name + " is not a subclass of " + SparkPlugin.class.getName() + ".");
            }
            return (SparkPlugin) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    void taskStarted() {
        for (ExecutorPlugin plugin : begun) {
            guarded(plugin, plugin::onTaskStart);
        }
    }

    void taskSucceeded() {
        for (ExecutorPlugin plugin : begun) {
            guarded(plugin, plugin::onTaskSucceeded);
        }
    }

    void taskFailed(TaskFailedReason reason) {
        for (ExecutorPlugin plugin : begun) {
            guarded(plugin, () -> plugin.onTaskFailed(reason));
        }
    }

    /** Whether anyone wants to be told of tasks. */
    boolean watchesTasks() {
        return !begun.isEmpty();
    }

    /** Ends what has begun. */
    void end() {
        for (ExecutorPlugin plugin : executors.values()) {
            guarded(plugin, plugin::shutdown);
        }
        begun = List.of();
        executors.clear();
        for (Driver driver : drivers.values()) {
            guarded(driver.plugin, driver.plugin::shutdown);
        }
        drivers.clear();
        if (mailbox != null) {
            mailbox.shutdownNow();
        }
    }

    /** A plugin's mistakes are its own. */
    private static void guarded(Object plugin, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            log().warn("Exception while calling plugin " + plugin.getClass().getName(), e);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger("PluginContainer");
    }

    private final class Context implements PluginContext {
        private final String name;
        private final boolean ofExecutor;
        private Object registry;

        Context(String name, boolean ofExecutor) {
            this.name = name;
            this.ofExecutor = ofExecutor;
        }

        @Override
        public synchronized com.codahale.metrics.MetricRegistry metricRegistry() {
            if (registry == null) {
                registry = OptionalLibrary.METRICS.make("PluginContext.metricRegistry", Registries::make);
            }
            return (com.codahale.metrics.MetricRegistry) registry;
        }

        @Override
        public SparkConf conf() {
            return conf;
        }

        @Override
        public String executorID() {
            return "driver";
        }

        @Override
        public String hostname() {
            return conf.get("spark.driver.host", "localhost");
        }

        @Override
        public Map<String, ResourceInformation> resources() {
            return resources;
        }

        private DriverPlugin driver() {
            Driver driver = ofExecutor ? drivers.get(name) : null;
            if (driver == null) {
                throw new IllegalStateException("Driver endpoint is not known.");
            }
            return driver.plugin;
        }

        @Override
        public void send(Object message) throws IOException {
            DriverPlugin driver = driver();
            mailbox.execute(() -> {
                try {
                    driver.receive(message);
                } catch (Exception e) {
                    log().error("Error in plugin's receive", e);
                }
            });
        }

        @Override
        public Object ask(Object message) throws Exception {
            DriverPlugin driver = driver();
            try {
                return mailbox.submit(() -> driver.receive(message)).get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    /** Alone knows the library, which need not be there. */
    private static final class Registries {
        static Object make() {
            return new com.codahale.metrics.MetricRegistry();
        }
    }
}
