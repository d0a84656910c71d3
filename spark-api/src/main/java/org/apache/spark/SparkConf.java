// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.Tuple2;

/**
 * The settings of an application, as strings by key; setters return this, so that calls can be chained.
 *
 * <p>A context works on a copy, so changes after its start have no effect. Safe for use by several threads.
 */
public class SparkConf implements ReadOnlySparkConf, Cloneable, Serializable {

    private static final String REDACTED = "*********(redacted)";

    private final ConcurrentHashMap<String, String> settings = new ConcurrentHashMap<>();

    /** A configuration that starts with the system properties whose names start with {@code spark.}. */
    public SparkConf() {
        this(true);
    }

    /** Starts empty, or with the system properties whose names start with {@code spark.}. */
    public SparkConf(boolean loadDefaults) {
        if (loadDefaults) {
            for (String name : System.getProperties().stringPropertyNames()) {
                String value = name.startsWith("spark.") ? System.getProperty(name) : null;
                if (value != null) {
                    set(name, value);
                }
            }
        }
    }

    /** Sets a key; null for either is a {@link NullPointerException}. */
    public SparkConf set(String key, String value) {
        requireBoth(key, value);
        warnIfDeprecated(key);
        settings.put(key, value);
        return this;
    }

    /** Sets a key unless it has a value. */
    public SparkConf setIfMissing(String key, String value) {
        requireBoth(key, value);
        if (settings.putIfAbsent(key, value) == null) {
            warnIfDeprecated(key);
        }
        return this;
    }

    private static void requireBoth(String key, String value) {
        if (key == null) {
            throw new NullPointerException("null key");
        }
        if (value == null) {
            throw new NullPointerException("null value for " + key);
        }
    }

    private static void warnIfDeprecated(String key) {
        String newName = DeprecatedKeys.newNameOf(key);
        if (newName != null) {
            LoggerFactory.getLogger(SparkConf.class)
                    .warn("The configuration key '{}' is deprecated; please use '{}' instead.", key, newName);
        }
    }

    /** Where the tasks run, such as {@code local[4]}. */
    public SparkConf setMaster(String master) {
        return set("spark.master", master);
    }

    /** The name that people see. */
    public SparkConf setAppName(String name) {
        return set("spark.app.name", name);
    }

    /** Jars to give to tasks; null among them is ignored with a warning. */
    public SparkConf setJars(String[] jars) {
        StringBuilder list = new StringBuilder();
        for (String jar : jars) {
            if (jar == null) {
                LoggerFactory.getLogger(SparkConf.class).warn("setJars was given a null jar, which is ignored");
            } else {
                list.append(list.length() == 0 ? "" : ",").append(jar);
            }
        }
        return set("spark.jars", list.toString());
    }

    /** An environment variable for executors. */
    public SparkConf setExecutorEnv(String variable, String value) {
        return set("spark.executorEnv." + variable, value);
    }

    /** Environment variables for executors. */
    public SparkConf setExecutorEnv(Tuple2<String, String>[] variables) {
        for (Tuple2<String, String> variable : variables) {
            setExecutorEnv(variable._1(), variable._2());
        }
        return this;
    }

    /** Where Spark is installed on executors. */
    public SparkConf setSparkHome(String home) {
        return set("spark.home", home);
    }

    /** Adds classes to those registered with Kryo, and makes Kryo the serialiser. */
    public SparkConf registerKryoClasses(Class<?>[] classes) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : get("spark.kryo.classesToRegister", "").split(",")) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        for (Class<?> type : classes) {
            names.add(type.getName());
        }
        set("spark.kryo.classesToRegister", String.join(",", names));
        return set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    }

    public SparkConf remove(String key) {
        settings.remove(key);
        return this;
    }

    /** The value of {@code key}, or of the name it had in earlier versions. */
    @Override
    public Option<String> getOption(String key) {
        return Option.apply(valueOf(key));
    }

    // The getters below do without Option: loading it takes long, and every start of a context asks for settings.

    /** Null: it is not set. */
    private String valueOf(String key) {
        String value = settings.get(key);
        if (value == null) {
            String oldName = DeprecatedKeys.oldNameOf(key);
            value = oldName == null ? null : settings.get(oldName);
        }
        return value;
    }

    @Override
    public boolean contains(String key) {
        return valueOf(key) != null;
    }

    @Override
    public String get(String key) {
        String value = valueOf(key);
        if (value == null) {
            throw new NoSuchElementException(key);
        }
        return value;
    }

    @Override
    public String get(String key, String defaultValue) {
        String value = valueOf(key);
        return value == null ? defaultValue : value;
    }

    @Override
    public Map<String, String> getAllAsJavaMap() {
        return Map.copyOf(settings);
    }

    @Override
    public Tuple2<String, String>[] getAll() {
        return getAllWithPrefix("");
    }

    /** The settings whose keys start with {@code prefix}, without it. */
    public Tuple2<String, String>[] getAllWithPrefix(String prefix) {
        List<Tuple2<String, String>> all = new ArrayList<>();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (setting.getKey().startsWith(prefix)) {
                all.add(new Tuple2<>(setting.getKey().substring(prefix.length()), setting.getValue()));
            }
        }
        // Arrays of generic types can only be made raw.
        @SuppressWarnings({"unchecked", "rawtypes"})
        Tuple2<String, String>[] array = all.toArray(new Tuple2[0]);
        return array;
    }

    /** The id of the running application; throws {@link java.util.NoSuchElementException} before it has one. */
    public String getAppId() {
        return get("spark.app.id");
    }

    @Override
    public SparkConf clone() {
        SparkConf copy = new SparkConf(false);
        copy.settings.putAll(settings);
        return copy;
    }

    /** The settings, one {@code key=value} a line in order of keys; values that look like secrets are hidden. */
    public String toDebugString() {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
            lines.append(lines.length() == 0 ? "" : "\n")
                    .append(setting.getKey())
                    .append('=')
                    .append(isSecret(setting.getKey()) ? REDACTED : setting.getValue());
        }
        return lines.toString();
    }

    private static boolean isSecret(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return name.contains("secret")
                || name.contains("password")
                || name.contains("token")
                || name.contains("accesskey")
                || name.contains("access.key");
    }
}
