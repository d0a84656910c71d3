// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.pool.KryoPool;
import ember.model.Failures;
import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.spark.SparkException;
import org.objenesis.strategy.StdInstantiatorStrategy;
import scala.reflect.ClassTag;

/** All that touches Kryo. */
final class Kryos {
    private Kryos() {}

    /** A Kryo; objects leave this class untyped, so that nobody else needs the library. */
    static Object newKryo(KryoSettings settings) {
        return make(settings, null);
    }

    static Object newOutput(KryoSettings settings) {
        return output(settings);
    }

    private static Kryo make(KryoSettings settings, ClassLoader given) {
        Kryo kryo = new Kryo();
        kryo.setInstantiatorStrategy(new Kryo.DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        kryo.setRegistrationRequired(settings.registrationRequired());
        kryo.setReferences(settings.referenceTracking());
        ClassLoader programs = given != null ? given : Thread.currentThread().getContextClassLoader();
        ClassLoader loader = programs == null ? Kryos.class.getClassLoader() : programs;
        kryo.setClassLoader(loader);
        try {
            for (String name : settings.classes().split(",", -1)) {
                if (!name.isBlank()) {
                    kryo.register(Class.forName(name.trim(), true, loader));
                }
            }
            for (String name : settings.registrators().split(",", -1)) {
                if (!name.isBlank()) {
                    Object made = Class.forName(name.trim(), true, loader)
                            .getConstructor()
                            .newInstance();
                    ((KryoRegistrator) made).registerClasses(kryo);
                }
            }
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(new SparkException("Failed to register classes with Kryo", e));
        }
        return kryo;
    }

    private static Output output(KryoSettings settings) {
        return new Output(settings.bufferBytes(), Math.max(settings.bufferBytes(), settings.maxBufferBytes()));
    }

    static Object pool(KryoSettings settings) {
        return new KryoPool.Builder(() -> make(settings, null)).softReferences().build();
    }

    static SerializerInstance instance(KryoSettings settings, ClassLoader loader) {
        return new Instance(settings, make(settings, loader));
    }

    /** What Kryo could not write for want of room. */
    private static RuntimeException failed(KryoException e) {
        boolean overflow = String.valueOf(e.getMessage()).startsWith("Buffer overflow");
        return overflow
                ? Failures.<RuntimeException>sneaky(new SparkException(
                        "Kryo serialization failed: " + e.getMessage()
                                + ". To avoid this, increase spark.kryoserializer.buffer.max value.",
                        e))
                : e;
    }

    private static final class Instance extends SerializerInstance {
        private final KryoSettings settings;
        private final Kryo kryo;

        Instance(KryoSettings settings, Kryo kryo) {
            this.settings = settings;
            this.kryo = kryo;
        }

        @Override
        public <T> ByteBuffer serialize(T value, ClassTag<T> tag) {
            Output out = output(settings);
            try {
                kryo.writeClassAndObject(out, value);
            } catch (KryoException e) {
                throw failed(e);
            }
            return ByteBuffer.wrap(out.toBytes());
        }

        @Override
        @SuppressWarnings("unchecked") // the caller says what was written
        public <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return (T) kryo.readClassAndObject(new Input(copy));
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag) {
            ClassLoader before = kryo.getClassLoader();
            kryo.setClassLoader(loader);
            try {
                return deserialize(bytes, tag);
            } finally {
                kryo.setClassLoader(before);
            }
        }

        @Override
        public SerializationStream serializeStream(OutputStream out) {
            Output buffered = new Output(out);
            return new SerializationStream() {
                @Override
                public <T> SerializationStream writeObject(T value, ClassTag<T> tag) {
                    kryo.writeClassAndObject(buffered, value);
                    return this;
                }

                @Override
                public void flush() {
                    buffered.flush();
                }

                @Override
                public void close() {
                    buffered.close();
                }
            };
        }

        @Override
        public DeserializationStream deserializeStream(InputStream in) {
            Input buffered = new Input(in);
            return new DeserializationStream() {
                @Override
                @SuppressWarnings("unchecked") // the caller says what was written
                public <T> T readObject(ClassTag<T> tag) {
                    if (buffered.eof()) {
                        throw Failures.<RuntimeException>sneaky(new EOFException());
                    }
                    return (T) kryo.readClassAndObject(buffered);
                }

                @Override
                public void close() {
                    buffered.close();
                }
            };
        }
    }
}
