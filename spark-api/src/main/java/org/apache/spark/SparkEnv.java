// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.model.Failures;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.Serializer;

/** What driver and tasks of a context share: its configuration, its serialisers, and the files that were added. */
public class SparkEnv {
    /** What a program has set; null: nothing. Spark's own is as static. */
    private static final AtomicReference<SparkEnv> GIVEN = new AtomicReference<>();

    private final SparkConf conf;
    private final AddedFiles files;
    private Serializer serializer;

    SparkEnv(SparkConf conf, AddedFiles files) {
        this.conf = conf;
        this.files = files;
    }

    /** Of the task that this thread runs; in the driver, of the context made last that is still active; null if there is none. */
    public static SparkEnv get() {
        SparkEnv set = GIVEN.get();
        if (set != null) {
            return set;
        }
        TaskContext task = TaskContext.get();
        if (task instanceof TaskContextImpl running) {
            return running.env();
        }
        if (task instanceof BarrierTaskContext running) {
            return running.env();
        }
        SparkContext latest = ActiveContexts.latest();
        return latest == null ? null : latest.env();
    }

    /** Has {@link #get} answer {@code e}, until a context is stopped; null: no longer. For tests of programs. */
    public static void set(SparkEnv e) {
        GIVEN.set(e);
    }

    /** The configuration of the context, not to be changed. */
    public SparkConf conf() {
        return conf;
    }

    /** {@code driver}: tasks run where the driver does. */
    public String executorId() {
        return conf.get("spark.executor.id", "driver");
    }

    /**
     * The serialiser that {@code spark.serializer} names, for programs that serialise something themselves. The engine hands data on
     * without it. What making it throws is thrown as it is.
     */
    public synchronized Serializer serializer() {
        if (serializer == null) {
            serializer = make(conf.get("spark.serializer", JavaSerializer.class.getName()));
        }
        return serializer;
    }

    private Serializer make(String name) {
        try {
            ClassLoader programs = Thread.currentThread().getContextClassLoader();
            Class<?> type = Class.forName(name, true, programs == null ? SparkEnv.class.getClassLoader() : programs);
            for (Class<?>[] parameters : new Class<?>[][] {{SparkConf.class}, {}}) {
                Object[] arguments = parameters.length == 0 ? new Object[0] : new Object[] {conf};
                for (Constructor<?> constructor : type.getConstructors()) {
                    if (Arrays.equals(constructor.getParameterTypes(), parameters)) {
                        return (Serializer) constructor.newInstance(arguments);
                    }
                }
            }
            throw new NoSuchMethodException(name + ".<init>()");
        } catch (InvocationTargetException e) {
            throw Failures.<RuntimeException>sneaky(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** What functions travel by. */
    public Serializer closureSerializer() {
        return new JavaSerializer(conf);
    }

    AddedFiles files() {
        return files;
    }
}
