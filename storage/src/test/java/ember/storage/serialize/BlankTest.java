// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlankTest {
    private final JavaSerialization serialization = new JavaSerialization(null);

    @SuppressWarnings("JdkObsolete") // programs have such
    static List<Object> blanks() {
        return List.of(
                new HashSet<>(),
                new LinkedHashSet<>(),
                new TreeSet<>(),
                new ArrayList<>(),
                new LinkedList<>(),
                new ArrayDeque<>(),
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>());
    }

    @ParameterizedTest
    @MethodSource("blanks")
    void whatIsMadeIsFilledInTheSameOrderAsWhatIsDeserialised(Object original) throws Exception {
        byte[] bytes = serialization.toBytes(original);
        Blank blank = Blank.of(bytes, serialization.fromBytes(bytes));

        assertThat(blank).isNotNull();
        for (int count = 0; count < 40; count++) {
            Object made = filled(blank.make(), count);
            Object deserialised = filled(serialization.fromBytes(bytes), count);
            assertThat(made.toString()).isEqualTo(deserialised.toString());
            assertThat(made).isExactlyInstanceOf(original.getClass());
        }
    }

    @SuppressWarnings("unchecked") // nothing but numbers is put into them
    private static Object filled(Object blank, int count) {
        for (long i = 0; i < count; i++) {
            long number = (i * 0x9E3779B97F4A7C15L) >>> 20;
            if (blank instanceof Map) {
                ((Map<Object, Object>) blank).put(number, i);
            } else {
                ((Collection<Object>) blank).add(number);
            }
        }
        return blank;
    }

    @Test
    void arraysOfNumbersAreCopied() throws Exception {
        long[] zero = {3, 4};
        Blank blank = Blank.of(serialization.toBytes(zero), zero);

        assertThat(blank).isNotNull();
        assertThat(blank.make()).isEqualTo(zero).isNotSameAs(zero);
    }

    @Test
    void whatIsNotPlainlyEmptyIsLeftToDeserialisation() throws Exception {
        for (Object other : List.of(
                new HashSet<>(List.of(1)),
                new HashSet<>(16, 0.5f),
                new TreeMap<>(Comparator.<String>reverseOrder()),
                new ArrayList<>(List.of(1)),
                "text")) {
            assertThat(Blank.of(serialization.toBytes(other), other)).isNull();
        }
    }
}
