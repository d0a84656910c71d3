// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class KryoSerializerTest {
    private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

    /** A class of a program. */
    public static final class Point {
        private int x;
    }

    public static final class Registrator implements KryoRegistrator {
        @Override
        public void registerClasses(Kryo kryo) {
            kryo.register(Point.class);
        }
    }

    private static SparkConf conf() {
        return new SparkConf(false);
    }

    @Test
    void objectsComeBack() {
        SerializerInstance kryo = new KryoSerializer(conf()).newInstance();
        List<Integer> list = new ArrayList<>(List.of(1, 2));
        Object back = kryo.deserialize(kryo.serialize(new Tuple2<>("a", list), ANY), ANY);
        assertThat(back).isEqualTo(new Tuple2<>("a", list));
    }

    @Test
    void streamsHoldOneObjectAfterAnother() {
        SerializerInstance kryo = new KryoSerializer(conf()).newInstance();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SerializationStream out = kryo.serializeStream(bytes)) {
            out.writeObject("a", ANY).writeObject(1, ANY);
        }
        try (DeserializationStream in = kryo.deserializeStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.<Object>readObject(ANY)).isEqualTo("a");
            assertThat(in.<Object>readObject(ANY)).isEqualTo(1);
        }
    }

    @Test
    void classesOfTheProgramAreRegistered() {
        KryoSerializer serializer = new KryoSerializer(conf().set("spark.kryo.registrator", Registrator.class.getName())
                .set("spark.kryo.registrationRequired", "true"));
        assertThat(serializer.newKryo().getRegistration(Point.class).getType()).isEqualTo(Point.class);
        Point point = new Point();
        point.x = 7;
        SerializerInstance kryo = serializer.newInstance();
        Point back = (Point) kryo.deserialize(kryo.serialize((Object) point, ANY), ANY);
        assertThat(back.x).isEqualTo(7);
        assertThatThrownBy(() -> new KryoSerializer(conf().set("spark.kryo.classesToRegister", "no.Such")).newKryo())
                .isInstanceOf(SparkException.class)
                .hasMessage("Failed to register classes with Kryo");
    }

    @Test
    void buffersEndAtTheirLimit() {
        KryoSerializer serializer = new KryoSerializer(conf().set("spark.kryoserializer.buffer.max", "1m"));
        assertThat(serializer.maxBufferSizeMb()).isEqualTo(1);
        assertThatThrownBy(() -> serializer.newInstance().serialize((Object) new byte[2 << 20], ANY))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Kryo serialization failed: Buffer overflow.")
                .hasMessageEndingWith("To avoid this, increase spark.kryoserializer.buffer.max value.");
        assertThatThrownBy(() -> new KryoSerializer(conf().set("spark.kryoserializer.buffer.max", "2g")))
                .hasMessage("spark.kryoserializer.buffer.max must be less than 2048 MiB, got: 2048 MiB.");
    }
}
