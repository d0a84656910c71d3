// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.engine.config.ConfigValues;
import ember.engine.config.DiskSettingsReader;
import ember.engine.config.MemorySettings;
import ember.engine.config.SchedulerSettings;
import ember.engine.config.SerializerSettings;
import ember.engine.config.UnhonouredKeys;
import ember.executor.Isolation;
import ember.executor.Space;
import ember.model.Failures;
import ember.model.ImmutableContainers;
import ember.model.event.EngineEvent;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.effect.LogLevel;
import ember.storage.disk.DiskSettings;
import ember.storage.disk.TempDirectory;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.JavaSerialization;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A context's configuration, read once when it starts. Keys are Spark's; Ember's own start with {@code ember.}. */
final class Settings {
    private static final long DEFAULT_DIRECT_RESULT_BYTES = 1L << 20;
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ConfigValues values;
    private final Failures failures;

    Settings(Map<String, String> values, Failures failures) {
        this.values = new ConfigValues(values);
        this.failures = failures;
    }

    @Nullable
    String get(String key) {
        return values.get(key);
    }

    /** Where tasks run; throws the exception of {@link Failures} if the master is missing or has no form Ember knows. */
    MasterUrl master() {
        String url = values.get("spark.master");
        if (url == null) {
            throw Failures.<RuntimeException>sneaky(
                    failures.failure("A master URL must be set in your configuration", null));
        }
        MasterUrl master = MasterUrl.parse(url);
        if (master == null && url.equals("local[0]")) {
            throw Failures.<RuntimeException>sneaky(failures.failure("Asked to run locally with 0 threads", null));
        }
        if (master == null) {
            throw Failures.<RuntimeException>sneaky(
                    failures.failure("Could not parse Master URL: '" + url + "'", null));
        }
        return master;
    }

    String applicationName() {
        String name = values.get("spark.app.name");
        if (name == null) {
            throw Failures.<RuntimeException>sneaky(
                    failures.failure("An application name must be set in your configuration", null));
        }
        return name;
    }

    int intValue(String key, int otherwise) {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            NumberFormatException named =
                    new NumberFormatException("Illegal value for config key " + key + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /** Executors to start with, {@code ember.executors}: one, unless losses are to be rehearsed. */
    int executorCount() {
        int count = intValue("ember.executors", 1);
        if (count < 1) {
            throw new IllegalArgumentException("ember.executors should be at least 1, but was " + count);
        }
        return count;
    }

    /** Tasks of one slot that an executor runs at once: the master's threads, dealt out. */
    int slotsPerExecutor(MasterUrl master) {
        return Math.max(1, master.threads() / executorCount());
    }

    /**
     * The limits of the scheduler; throws what {@link SchedulerSettings#read} throws, and the exception of {@link Failures} if no
     * executor has room for a task.
     */
    SchedulerConfig scheduler(MasterUrl master, long originMillis) {
        SchedulerConfig limits;
        try {
            limits = new SchedulerSettings(values).read(master.maxFailures(), originMillis);
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
        int slots = slotsPerExecutor(master);
        if (slots < limits.slotsPerTask()) {
            throw Failures.<RuntimeException>sneaky(failures.failure(
                    "The number of cores per executor (=" + slots + ") has to be >= the number of cpus per task = "
                            + limits.slotsPerTask() + ".",
                    null));
        }
        return limits;
    }

    /** What makes tasks, map outputs and executors go lost on purpose, {@code ember.rehearse.faults}; null: nothing. */
    @Nullable
    RehearsedFaults faults(EmberContext context, MasterUrl master) {
        return values.booleanValue("ember.rehearse.faults", false)
                ? new RehearsedFaults(context, slotsPerExecutor(master))
                : null;
    }

    /** How often executors tell how far their tasks have come: {@code spark.executor.heartbeatInterval}, default 10 s. */
    long heartbeatNanos() {
        return Math.max(
                1, values.timeNanos("spark.executor.heartbeatInterval", TimeUnit.MILLISECONDS, HEARTBEAT_NANOS));
    }

    /** Whether a cluster is rehearsed, {@code ember.strict}: everything is copied, and what would fail there is refused. */
    boolean isStrict() {
        return values.booleanValue("ember.strict", false);
    }

    /** Whether files of checkpoints are deleted when nobody can read them any more. */
    boolean cleansCheckpoints() {
        return "true".equals(values.get("spark.cleaner.referenceTracking.cleanCheckpoints"));
    }

    /** What tasks share and how the rest is copied; throws what {@link SerializerSettings#read} throws. */
    Isolation isolation(ImmutableContainers containers) {
        return new Isolation(
                isStrict() ? Immutability.sharingNothing() : new Immutability(containers),
                new JavaSerialization(null),
                new SerializerSettings(values, failures).read(containers));
    }

    /** Warns of keys that are set in vain. */
    void warnOfUnhonouredKeys() {
        UnhonouredKeys.warn(values);
    }

    /** Results larger than this are said to be fetched on their own: {@code spark.task.maxDirectResultSize}, default 1 MiB. */
    long maxDirectResultBytes() {
        return values.bytes("spark.task.maxDirectResultSize", DEFAULT_DIRECT_RESULT_BYTES);
    }

    /** Whether somebody shows what the engine runs in: a log of events, or pages. */
    boolean tellsEnvironment() {
        return values.booleanValue("spark.eventLog.enabled", false) || values.booleanValue("spark.ui.enabled", false);
    }

    /** The one profile that there is, as Spark describes it. */
    EngineEvent.ResourceProfileAdded resourceProfile() {
        Map<String, Long> executor = new LinkedHashMap<>();
        executor.put("cores", (long) values.intValue("spark.executor.cores", 1));
        executor.put("memory", values.bytes("spark.executor.memory", 1L << 30) >> 20);
        executor.put("offHeap", values.bytes("spark.memory.offHeap.size", 0) >> 20);
        return new EngineEvent.ResourceProfileAdded(
                0, executor, Map.of("cpus", (double) values.intValue("spark.task.cpus", 1)));
    }

    /** The configuration with what Spark adds to it when a context starts. */
    Map<String, String> described(String applicationId, long startMillis) {
        Map<String, String> described = new HashMap<>();
        described.put("spark.executor.id", "driver");
        described.put("spark.scheduler.mode", "FIFO");
        for (String key : values.keys()) {
            described.put(key, String.valueOf(values.get(key)));
        }
        described.put("spark.app.id", applicationId);
        described.put("spark.app.startTime", Long.toString(startMillis));
        return described;
    }

    /**
     * Where data goes: what it may take in memory, and how it is written to disk, and where. Nothing is made yet. Throws what
     * {@link MemorySettings} and {@link DiskSettingsReader#read} throw.
     */
    Space space() {
        MemorySettings memory = new MemorySettings(values);
        DiskSettings disk = new DiskSettingsReader(values).read(System.getenv("SPARK_LOCAL_DIRS"));
        return new Space(
                memory.budget(Runtime.getRuntime().maxMemory()),
                memory.offHeap(),
                new TempDirectory(disk.directories()),
                disk,
                logLevel().shows(LogLevel.INFO));
    }

    /**
     * How much the engine logs: {@code ember.log.level} if it is set, which spares loading a logging backend, else what the backend
     * shows.
     */
    LogLevel logLevel() {
        String level = values.get("ember.log.level");
        if (level != null) {
            for (LogLevel known : LogLevel.values()) {
                if (known.name().equals(level)) {
                    return known;
                }
            }
            throw new IllegalArgumentException(
                    "ember.log.level should be one of ERROR, WARN, INFO, DEBUG and TRACE, but was " + level);
        }
        Logger log = LoggerFactory.getLogger("DAGScheduler");
        if (log.isDebugEnabled()) {
            return LogLevel.DEBUG;
        }
        return log.isInfoEnabled() ? LogLevel.INFO : LogLevel.WARN;
    }
}
