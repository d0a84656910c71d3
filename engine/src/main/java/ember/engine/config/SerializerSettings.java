// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import ember.model.Failures;
import ember.model.ImmutableContainers;
import ember.storage.serialize.data.DataSerialization;
import java.io.ObjectInputFilter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * How data is serialised: {@code spark.serializer} with what belongs to it. Ember has no Kryo; what programs ask of it is kept where
 * they can tell: objects need not be serialisable, and may have to be registered.
 */
public final class SerializerSettings {
    private static final String SERIALIZER = "spark.serializer";
    private static final String JAVA = "org.apache.spark.serializer.JavaSerializer";
    private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";
    private static final String BASE = "org.apache.spark.serializer.Serializer";
    private static final String ALLOW = "ember.serialize.allow";
    private static final long MAX_BUFFER_MIB = 2048;

    private final ConfigValues values;
    private final Failures failures;

    public SerializerSettings(ConfigValues values, Failures failures) {
        this.values = values;
        this.failures = failures;
    }

    /**
     * The serialisation that is asked for; throws what Spark throws for a serialiser that does not exist, for values that a key cannot
     * have, and the exception of {@link Failures} for a class to be registered that does not exist.
     */
    public DataSerialization read(ImmutableContainers containers) {
        values.intValue("spark.serializer.objectStreamReset", 100);
        checkBuffer("spark.kryoserializer.buffer", values.kibibytes("spark.kryoserializer.buffer", 64) >> 10);
        checkBuffer("spark.kryoserializer.buffer.max", values.mebibytes("spark.kryoserializer.buffer.max", 64));
        values.booleanValue("spark.kryo.referenceTracking", true);
        values.booleanValue("spark.kryo.unsafe", true);
        boolean registrationRequired = values.booleanValue("spark.kryo.registrationRequired", false);
        ObjectInputFilter filter = filter();
        String serializer = values.get(SERIALIZER);
        if (serializer == null) {
            return new DataSerialization(containers, filter);
        }
        return switch (serializer) {
            case JAVA -> DataSerialization.javaOnly(containers, filter);
            case KRYO -> {
                Set<Class<?>> registered = registered();
                yield DataSerialization.lenient(containers, filter, registrationRequired ? registered : null);
            }
            default -> {
                checkIsSerializer(serializer);
                LoggerFactory.getLogger("SparkContext").warn("{} is set, but Ember does not honour it", SERIALIZER);
                yield new DataSerialization(containers, filter);
            }
        };
    }

    /** What may be read back, as the JDK's {@code jdk.serialFilter} is written; null: everything, as this process wrote it. */
    private @Nullable ObjectInputFilter filter() {
        String pattern = values.get(ALLOW);
        if (pattern == null) {
            return null;
        }
        try {
            return ObjectInputFilter.Config.createFilter(pattern);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    ALLOW + " should be a filter as jdk.serialFilter is, but was " + pattern, e);
        }
    }

    private static void checkBuffer(String key, long mebibytes) {
        if (mebibytes >= MAX_BUFFER_MIB) {
            throw new InvalidSetting(
                    InvalidSetting.Reason.KRYO_BUFFER,
                    Map.of("bufferSizeConfKey", key, "bufferSizeConfValue", Long.toString(mebibytes)),
                    null);
        }
    }

    private Set<Class<?>> registered() {
        Set<Class<?>> classes = new HashSet<>();
        try {
            for (String name : names("spark.kryo.classesToRegister")) {
                classes.add(find(name));
            }
            for (String name : names("spark.kryo.registrator")) {
                find(name);
            }
        } catch (ClassNotFoundException e) {
            throw Failures.<RuntimeException>sneaky(failures.failure(
                    "[FAILED_REGISTER_CLASS_WITH_KRYO] Failed to register classes with Kryo. SQLSTATE: KD000", e));
        }
        return classes;
    }

    private Set<String> names(String key) {
        Set<String> names = new HashSet<>();
        String listed = values.get(key);
        for (int start = 0; listed != null && start <= listed.length(); ) {
            int comma = listed.indexOf(',', start);
            int end = comma < 0 ? listed.length() : comma;
            String name = listed.substring(start, end).trim();
            if (!name.isEmpty()) {
                names.add(name);
            }
            start = end + 1;
        }
        return names;
    }

    private static void checkIsSerializer(String name) {
        Class<?> type;
        try {
            type = find(name);
        } catch (ClassNotFoundException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals(BASE)) {
                return;
            }
        }
        throw new ClassCastException("class " + name + " cannot be cast to class " + BASE);
    }

    private static Class<?> find(String name) throws ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Class.forName(name, false, loader != null ? loader : SerializerSettings.class.getClassLoader());
    }
}
