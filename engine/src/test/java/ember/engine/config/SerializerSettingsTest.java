// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.engine.EngineFixture;
import ember.model.ImmutableContainers;
import ember.storage.serialize.Serialization;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerializerSettingsTest {
    private static final String JAVA = "org.apache.spark.serializer.JavaSerializer";
    private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

    private static Serialization read(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SerializerSettings(new ConfigValues(values), new EngineFixture.PlainFailures())
                .read(ImmutableContainers.NONE);
    }

    record Plain(int number) {}

    record Other(int number) implements Serializable {}

    @Test
    void javaSerialisationIsUsedIfItIsAskedFor() throws Exception {
        assertThat(read("spark.serializer", JAVA).toBytes("text")).hasSizeGreaterThan(10);
        assertThat(read("spark.serializer", JAVA).copy(List.of("text"))).containsExactly("text");
        assertThat(read().toBytes("text")).hasSize(6);
    }

    @Test
    void onlyWithKryoAnObjectNeedNotBeSerialisable() throws Exception {
        assertThatThrownBy(() -> read().copy(new Plain(1))).isInstanceOf(NotSerializableException.class);
        assertThat(read("spark.serializer", KRYO).copy(List.of(new Plain(1)))).containsExactly(new Plain(1));
    }

    @Test
    void aSerialiserThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> read("spark.serializer", "no.such.Serializer"))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessage("no.such.Serializer");
        assertThatThrownBy(() -> read("spark.serializer", "java.lang.String"))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining(
                        "java.lang.String cannot be cast to class org.apache.spark.serializer.Serializer");
    }

    @Test
    void aClassThatIsToBeRegisteredMustExist() {
        for (String key : List.of("spark.kryo.classesToRegister", "spark.kryo.registrator")) {
            assertThatThrownBy(() -> read("spark.serializer", KRYO, key, "java.lang.String, no.Such"))
                    .hasMessage(
                            "[FAILED_REGISTER_CLASS_WITH_KRYO] Failed to register classes with Kryo. SQLSTATE: KD000")
                    .hasCauseInstanceOf(ClassNotFoundException.class);
            assertThat(read("spark.serializer", JAVA, key, "no.Such")).isNotNull();
        }
    }

    @Test
    void anObjectOfAClassThatHadToBeRegisteredIsRefused() throws Exception {
        // Classes of the engine are registered by themselves, and this one has such a name.
        Class<?> library = org.assertj.core.data.Offset.class;
        Serialization strict = read(
                "spark.serializer",
                KRYO,
                "spark.kryo.registrationRequired",
                "true",
                "spark.kryo.classesToRegister",
                Other.class.getName());
        Object unregistered = org.assertj.core.data.Offset.offset(1.0);
        assertThatThrownBy(() -> strict.toBytes(new ArrayList<>(List.of(unregistered))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Class is not registered: " + library.getName()
                        + "\nNote: To register this class use: kryo.register(" + library.getName() + ".class);");
        Serialization registered = read(
                "spark.serializer",
                KRYO,
                "spark.kryo.registrationRequired",
                "true",
                "spark.kryo.classesToRegister",
                library.getName());
        assertThat(registered.copy(unregistered)).isNotSameAs(unregistered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark.kryoserializer.buffer | 3g | must be less than 2048 MiB, but got 3072 MiB. SQLSTATE: F0000",
                "spark.kryoserializer.buffer.max | 2g | must be less than 2048 MiB, but got 2048 MiB. SQLSTATE: F0000",
                "spark.kryoserializer.buffer.max | 2048 | must be less than 2048 MiB, but got 2048 MiB. SQLSTATE: F0000",
                "spark.kryoserializer.buffer.max | abc | It should be a/an 'bytes in MiB' value.",
                "spark.kryo.referenceTracking | maybe | It should be a/an 'boolean' value.",
                "spark.kryo.unsafe | maybe | It should be a/an 'boolean' value.",
                "spark.kryo.registrationRequired | maybe | It should be a/an 'boolean' value.",
                "spark.serializer.objectStreamReset | abc | It should be a/an 'int' value.",
                "ember.serialize.allow | maxdepth=x | should be a filter as jdk.serialFilter is"
            })
    void aValueThatItsKeyCannotHaveIsNamed(String key, String value, String complaint) {
        assertThatThrownBy(() -> read("spark.serializer", KRYO, key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(complaint);
    }

    @Test
    void onlyAllowedClassesAreReadBack() throws Exception {
        Serialization filtered = read("ember.serialize.allow", "java.lang.*;!*");
        assertThat(filtered.copy(new ArrayList<>(List.of("x", 1)))).containsExactly("x", 1);
        byte[] bytes = filtered.toBytes(new Other(1));
        assertThatThrownBy(() -> filtered.fromBytes(bytes)).isInstanceOf(InvalidClassException.class);
    }
}
