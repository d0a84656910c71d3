// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.GroupedValues;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.RecordReader;
import ember.storage.serialize.RecordWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataSerializationTest {
    private final JavaSerialization java = new JavaSerialization(null);
    private final DataSerialization data = new DataSerialization(Pair.CONTAINERS, null);

    @Test
    void aPairOfAWordAndACountTakesFewBytes() throws Exception {
        assertThat(data.toBytes(new Pair("the", 17L))).hasSize(9);
    }

    @Test
    void aListThatAppearsTwiceInARecordIsOneListAfterwards() throws Exception {
        List<Object> shared = new ArrayList<>(List.of(1));
        Pair copy = data.copy(new Pair(shared, new ArrayList<>(Arrays.asList(shared, "x"))));
        assertThat(((List<?>) copy.second()).get(0)).isSameAs(copy.first());
        assertThat(copy.first()).isNotSameAs(shared);
    }

    @Test
    void aListThatContainsItselfDoesSoAfterwards() throws Exception {
        List<Object> list = new ArrayList<>();
        list.add(list);
        List<Object> copy = data.copy(list);
        assertThat(copy.get(0)).isSameAs(copy);
        assertThat(data.toBytes(list)).as("written by a codec").hasSizeLessThan(10);
    }

    @Test
    void aCycleThroughATupleIsKept() throws Exception {
        List<Object> list = new ArrayList<>();
        Pair pair = new Pair(list, "x");
        list.add(pair);
        Pair copy = data.copy(pair);
        assertThat(((List<?>) copy.first()).get(0)).isSameAs(copy);
    }

    @Test
    void aTupleWithSomethingMutableThatAppearsTwiceIsOneTupleAfterwards() throws Exception {
        Pair pair = new Pair(new int[] {1}, 2);
        List<Pair> copy = data.copy(new ArrayList<>(List.of(pair, pair)));
        assertThat(copy.get(1)).isSameAs(copy.get(0));
    }

    @Test
    void aListAndTheArrayThatItShowsStayOneThing() throws Exception {
        Object[] array = {1, 2};
        Pair copy = data.copy(new Pair(array, Arrays.asList(array)));
        ((Object[]) copy.first())[0] = 5;
        assertThat((List<?>) copy.second()).first().isEqualTo(5);
    }

    @Test
    void theOrderOfAHashedCollectionIsTheOneJavaSerialisationGives() throws Exception {
        Random random = new Random(7);
        for (int size = 0; size < 200; size++) {
            Map<Object, Object> map = new HashMap<>();
            HashSet<Object> set = new HashSet<>();
            for (int i = 0; i < size; i++) {
                map.put(random.nextInt(), "v" + i);
                set.add(random.nextLong());
            }
            assertThat(new ArrayList<>(data.copy(map).entrySet()))
                    .isEqualTo(new ArrayList<>(java.copy(map).entrySet()));
            assertThat(new ArrayList<>(data.copy(set))).isEqualTo(new ArrayList<>(java.copy(set)));
        }
    }

    @Test
    void stringsOfAllKindsTravel() throws Exception {
        for (String text :
                List.of("", "plain", "größer", "日本語", "😀 smile", "lone \ud800 surrogate", "x".repeat(100_000))) {
            assertThat(data.copy(text)).isEqualTo(text);
            assertThat(data.copy(new Pair(text, text + text))).isEqualTo(new Pair(text, text + text));
        }
    }

    @Test
    void numbersOfAllSizesTravel() throws Exception {
        for (int shift = 0; shift < 64; shift++) {
            for (long value : new long[] {1L << shift, -(1L << shift), (1L << shift) - 1, ~(1L << shift)}) {
                assertThat(data.copy(value)).isEqualTo(value);
                assertThat(data.copy((int) value)).isEqualTo((int) value);
                assertThat(data.copy((short) value)).isEqualTo((short) value);
                assertThat(data.copy((byte) value)).isEqualTo((byte) value);
                assertThat(data.copy((char) value)).isEqualTo((char) value);
                Double number = Double.longBitsToDouble(value);
                assertThat(data.copy(number)).isEqualTo(number);
            }
        }
    }

    @Test
    void groupedValuesTravelWithWhatTheyHold() throws Exception {
        GroupedValues<Object> values = new GroupedValues<>();
        values.append("a");
        values.append(null);
        values.append(new ArrayList<>(List.of(1)));
        assertThat(data.copy(values)).isEqualTo(values).isNotSameAs(values);
        assertThat(data.toBytes(values)).hasSizeLessThan(20);
    }

    @Test
    void aRecordOf64MegabytesTravels() throws Exception {
        byte[] large = new byte[64 << 20];
        large[large.length - 1] = 3;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordWriter writer = data.newWriter(bytes)) {
            writer.write("before");
            writer.write(large);
            writer.write("after");
        }
        try (RecordReader reader = data.newReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(reader.read()).isEqualTo("before");
            assertThat((byte[]) reader.read()).isEqualTo(large);
            assertThat(reader.read()).isEqualTo("after");
        }
    }

    static final class Plain implements Serializable {
        int number;
        Object other;
    }

    @Test
    void whatHasNoCodecKeepsItsIdentityWithinARecordToo() throws Exception {
        Plain plain = new Plain();
        plain.other = new ArrayList<>(List.of(plain));
        Pair copy = data.copy(new Pair(plain, plain.other));
        assertThat(((Plain) copy.first()).other).isSameAs(copy.second());
    }

    static final class Stubborn {}

    @Test
    void whatIsNotSerialisableIsNamedWithThePathToIt() {
        Plain plain = new Plain();
        plain.other = new Stubborn();
        assertThatThrownBy(() -> data.toBytes(new Pair("key", plain)))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining(Stubborn.class.getName())
                .hasMessageContaining("by field " + Plain.class.getName() + ".other");
    }

    static final class Halfway implements Serializable {
        private void writeObject(java.io.ObjectOutputStream out) throws IOException {
            out.writeObject("x".repeat(100_000));
            throw new IOException("no further");
        }
    }

    @Test
    void aRecordThatFailsHalfwayLeavesThoseBeforeItWhole() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordWriter writer = data.newWriter(bytes);
        List<Object> before = List.of("a", new Pair(1, new Plain[0]).first(), 2.0);
        for (Object value : before) {
            writer.write(value);
        }
        assertThatThrownBy(() -> writer.write(new ArrayList<>(Arrays.asList("b", new Halfway()))))
                .isInstanceOf(IOException.class)
                .hasMessage("no further");
        writer.close();
        List<Object> read = new ArrayList<>();
        data.newReader(new ByteArrayInputStream(bytes.toByteArray())).untilEnd().forEachRemaining(read::add);
        assertThat(read).isEqualTo(before);
    }

    @Test
    void whatTwoWritersWroteCanBeReadAsOneStream() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            RecordWriter writer = data.newWriter(bytes);
            writer.write(i);
            writer.write(new ArrayList<>(List.of(new Stack(i))));
            writer.close();
        }
        List<Object> read = new ArrayList<>();
        data.newReader(new ByteArrayInputStream(bytes.toByteArray())).untilEnd().forEachRemaining(read::add);
        assertThat(read).containsExactly(0, List.of(new Stack(0)), 1, List.of(new Stack(1)));
    }

    record Stack(int height) implements Serializable {}

    @Test
    void bytesThatAreCutOffAreAnErrorAndNeverAShorterValue() throws Exception {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("list", new ArrayList<>(List.of(1, 2.0, "three")));
        value.put("array", new long[] {1, 2});
        byte[] bytes = data.toBytes(value);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> data.fromBytes(cut)).isInstanceOf(EOFException.class);
            RecordReader reader = data.newReader(new ByteArrayInputStream(cut));
            assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
        }
    }
}
