// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.model.Failures;
import ember.model.event.EngineEvent;
import ember.spark.ListenerBridge;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.scheduler.SparkListenerInterface;
import org.slf4j.LoggerFactory;

/** The listeners that {@code spark.extraListeners} names by their classes: they are told everything from the start. */
final class ExtraListeners {
    private ExtraListeners() {}

    /** Throws a {@link SparkException}, which is not declared, if one cannot be made. */
    static List<EngineEvent.Handler> load(SparkConf conf) {
        String names = conf.get("spark.extraListeners", "");
        if (names.isBlank()) {
            return List.of();
        }
        List<EngineEvent.Handler> listeners = new ArrayList<>();
        try {
            for (String name : names.split(",", -1)) {
                if (!name.isBlank()) {
                    listeners.add(new ListenerBridge(make(name.trim(), conf)));
                    LoggerFactory.getLogger("SparkContext").info("Registered listener {}", name.trim());
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            throw Failures.<RuntimeException>sneaky(
                    new SparkException("Exception when registering SparkListener", cause));
        }
        return listeners;
    }

    private static SparkListenerInterface make(String name, SparkConf conf) throws ReflectiveOperationException {
        ClassLoader programs = Thread.currentThread().getContextClassLoader();
        Class<?> type = Class.forName(name, true, programs == null ? ExtraListeners.class.getClassLoader() : programs);
        if (!SparkListenerInterface.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("requirement failed: " + name + " is not a subclass of "
                    + SparkListenerInterface.class.getName() + ".");
        }
        Constructor<?> plain = null;
        for (Constructor<?> constructor : type.getConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            if (parameters.length == 1 && parameters[0] == SparkConf.class) {
                return (SparkListenerInterface) constructor.newInstance(conf);
            }
            if (parameters.length == 0) {
                plain = constructor;
            }
        }
        if (plain == null) {
            throw new IllegalArgumentException(name + " did not have a zero-argument constructor or a"
                    + " single-argument constructor that accepts SparkConf.");
        }
        return (SparkListenerInterface) plain.newInstance();
    }
}
