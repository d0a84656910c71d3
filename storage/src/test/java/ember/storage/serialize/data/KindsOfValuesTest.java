// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.data.KindsOfValues.Holder;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of values, each on its own and as a field of a user's object: all layers give what Java serialisation gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // One library for all: it takes its time to load.
class KindsOfValuesTest {
    private final JavaSerialization jdk = new JavaSerialization(null);
    private final DataSerialization data = DataSerialization.eager(Pair.CONTAINERS, null);

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void comesBackAsByJavaSerialisation(String kind, Object value) throws Exception {
        for (Object record : Arrays.asList(value, new Holder(value), new Pair("k", new Holder(value)))) {
            byte[] expected = jdk.toBytes(jdk.copy(record));
            assertThat(jdk.toBytes(data.copy(record))).as("copy").isEqualTo(expected);
            assertThat(jdk.toBytes(data.fromBytes(data.toBytes(record))))
                    .as("bytes")
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kindsForTheLibrary")
    void isNotLeftToJavaSerialisation(String kind, Object value) throws Exception {
        assertThat(data.toBytes(new Holder(value))[0]).isEqualTo((byte) Tag.FORY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notSerializable")
    void isRefusedAsByJavaSerialisation(String kind, Object value) {
        for (Object record :
                List.of(value, new Holder(value), new Pair("k", new ArrayList<>(List.of(new Holder(value)))))) {
            assertThatThrownBy(() -> data.toBytes(record)).isInstanceOf(NotSerializableException.class);
            assertThatThrownBy(() -> data.copy(record)).isInstanceOf(NotSerializableException.class);
        }
    }

    static Stream<Arguments> kinds() {
        return arguments(KindsOfValues.serializable());
    }

    static Stream<Arguments> kindsForTheLibrary() {
        return arguments(KindsOfValues.forTheLibrary());
    }

    static Stream<Arguments> notSerializable() {
        return arguments(KindsOfValues.notSerializable());
    }

    private static Stream<Arguments> arguments(Map<String, Object> kinds) {
        return kinds.entrySet().stream().map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
    }
}
