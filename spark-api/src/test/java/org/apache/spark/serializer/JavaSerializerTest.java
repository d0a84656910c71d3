// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.NotSerializableException;
import org.apache.spark.SerialForm;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class JavaSerializerTest {

    private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

    private final SerializerInstance serializer = new JavaSerializer(new SparkConf(false)).newInstance();

    @Test
    void valuesComeBackEqual() {
        Object value = new Tuple2<>("a", new int[0].getClass());

        assertThat(serializer.<Object>deserialize(serializer.serialize(value, ANY), ANY))
                .isEqualTo(value);
        assertThat(serializer.<Object>deserialize(serializer.serialize(int.class, ANY), ANY))
                .isEqualTo(int.class);
    }

    @Test
    void streamsKeepOrderAndEndWithEof() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SerializationStream out = serializer.serializeStream(bytes)) {
            for (int i = 0; i < 250; i++) {
                out.writeKey("k" + i, ANY).writeValue(i, ANY);
            }
        }
        try (DeserializationStream in = serializer.deserializeStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (int i = 0; i < 250; i++) {
                assertThat(in.<Object>readKey(ANY)).isEqualTo("k" + i);
                assertThat(in.<Object>readValue(ANY)).isEqualTo(i);
            }
            assertThatThrownBy(() -> in.readObject(ANY)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatCannotTravelIsRefused() {
        assertThatThrownBy(() -> serializer.serialize(new Object(), ANY)).isInstanceOf(NotSerializableException.class);
    }

    @Test
    void serializerItselfTravels() throws Exception {
        assertThat(SerialForm.copyOf(new JavaSerializer())).isInstanceOf(JavaSerializer.class);
    }
}
