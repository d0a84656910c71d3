// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.engine.config.Units;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import scala.Option;
import scala.Tuple2;

/**
 * The getters of a configuration.
 *
 * <p>A getter without a default throws {@link NoSuchElementException} for a key that is not set. One that reads a number
 * or a truth value throws {@link NumberFormatException} or {@link IllegalArgumentException}, naming the key, for a value
 * that is none.
 */
public interface ReadOnlySparkConf {

    /** The value of {@code key}, if it is set. */
    Option<String> getOption(String key);

    /** All settings, in no order. */
    Tuple2<String, String>[] getAll();

    /** Whether {@code key} is set. */
    boolean contains(String key);

    default String get(String key) {
        Option<String> value = getOption(key);
        if (value.isEmpty()) {
            throw new NoSuchElementException(key);
        }
        return value.get();
    }

    default String get(String key, String defaultValue) {
        Option<String> value = getOption(key);
        return value.isEmpty() ? defaultValue : value.get();
    }

    /** All settings as a map that cannot be changed. */
    default Map<String, String> getAllAsJavaMap() {
        Map<String, String> all = new HashMap<>();
        for (Tuple2<String, String> setting : getAll()) {
            all.put(setting._1(), setting._2());
        }
        return Collections.unmodifiableMap(all);
    }

    default int getInt(String key, int defaultValue) {
        String value = get(key, null);
        try {
            return value == null ? defaultValue : Integer.parseInt(value);
        } catch (IllegalArgumentException e) {
            throw illegalValue(key, e);
        }
    }

    default long getLong(String key, long defaultValue) {
        String value = get(key, null);
        try {
            return value == null ? defaultValue : Long.parseLong(value);
        } catch (IllegalArgumentException e) {
            throw illegalValue(key, e);
        }
    }

    default double getDouble(String key, double defaultValue) {
        String value = get(key, null);
        try {
            return value == null ? defaultValue : Double.parseDouble(value);
        } catch (IllegalArgumentException e) {
            throw illegalValue(key, e);
        }
    }

    /** True or false in any case; nothing else is taken. */
    default boolean getBoolean(String key, boolean defaultValue) {
        String value = get(key, null);
        if (value == null) {
            return defaultValue;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.equalsIgnoreCase("false")) {
            return false;
        }
        throw illegalValue(key, new IllegalArgumentException("For input string: \"" + value + "\""));
    }

    /** A size in bytes; a bare number is in bytes. */
    default long getSizeAsBytes(String key) {
        return size(key, get(key), Units.BYTE);
    }

    /** A size in bytes; a bare number is in bytes. */
    default long getSizeAsBytes(String key, String defaultValue) {
        return size(key, get(key, defaultValue), Units.BYTE);
    }

    /** A size in bytes; a bare number is in bytes. */
    default long getSizeAsBytes(String key, long defaultValue) {
        String value = get(key, null);
        return value == null ? defaultValue : size(key, value, Units.BYTE);
    }

    /** A size in KiB, rounded down; a bare number is in KiB. */
    default long getSizeAsKb(String key) {
        return size(key, get(key), Units.KIB);
    }

    /** A size in KiB, rounded down; a bare number is in KiB. */
    default long getSizeAsKb(String key, String defaultValue) {
        return size(key, get(key, defaultValue), Units.KIB);
    }

    /** A size in MiB, rounded down; a bare number is in MiB. */
    default long getSizeAsMb(String key) {
        return size(key, get(key), Units.MIB);
    }

    /** A size in MiB, rounded down; a bare number is in MiB. */
    default long getSizeAsMb(String key, String defaultValue) {
        return size(key, get(key, defaultValue), Units.MIB);
    }

    /** A size in GiB, rounded down; a bare number is in GiB. */
    default long getSizeAsGb(String key) {
        return size(key, get(key), Units.GIB);
    }

    /** A size in GiB, rounded down; a bare number is in GiB. */
    default long getSizeAsGb(String key, String defaultValue) {
        return size(key, get(key, defaultValue), Units.GIB);
    }

    /** A time in seconds, rounded towards zero; a bare number is in seconds. */
    default long getTimeAsSeconds(String key) {
        return time(key, get(key), TimeUnit.SECONDS);
    }

    /** A time in seconds, rounded towards zero; a bare number is in seconds. */
    default long getTimeAsSeconds(String key, String defaultValue) {
        return time(key, get(key, defaultValue), TimeUnit.SECONDS);
    }

    /** A time in milliseconds, rounded towards zero; a bare number is in milliseconds. */
    default long getTimeAsMs(String key) {
        return time(key, get(key), TimeUnit.MILLISECONDS);
    }

    /** A time in milliseconds, rounded towards zero; a bare number is in milliseconds. */
    default long getTimeAsMs(String key, String defaultValue) {
        return time(key, get(key, defaultValue), TimeUnit.MILLISECONDS);
    }

    private static long size(String key, String value, long unit) {
        try {
            return Units.size(value, unit);
        } catch (IllegalArgumentException e) {
            throw illegalValue(key, e);
        }
    }

    private static long time(String key, String value, TimeUnit unit) {
        try {
            return Units.time(value, unit);
        } catch (IllegalArgumentException e) {
            throw illegalValue(key, e);
        }
    }

    private static IllegalArgumentException illegalValue(String key, IllegalArgumentException cause) {
        String message = "Illegal value for config key " + key + ": " + cause.getMessage();
        if (cause instanceof NumberFormatException) {
            NumberFormatException e = new NumberFormatException(message);
            e.initCause(cause);
            return e;
        }
        return new IllegalArgumentException(message, cause);
    }
}
