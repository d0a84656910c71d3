// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import static org.assertj.core.api.Assertions.assertThat;

import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.RecordReader;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.data.KindsOfValues.Holder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Graphs of random shape, with objects that are shared and cycles: all layers bring them back as Java serialisation does. */
class RandomGraphsTest {
    private static final int GRAPHS = 2_000;

    private final JavaSerialization jdk = new JavaSerialization(null);
    private final DataSerialization data = DataSerialization.eager(Pair.CONTAINERS, null);

    @Test
    void graphsOfCollectionsComeBackWithTheSameShape() throws Exception {
        for (int seed = 0; seed < GRAPHS; seed++) {
            check(seed, false);
        }
    }

    @Test
    void graphsOfCollectionsAndUsersObjectsComeBackWithTheSameShape() throws Exception {
        for (int seed = 0; seed < GRAPHS; seed++) {
            check(seed, true);
        }
    }

    private void check(int seed, boolean objects) throws Exception {
        Object graph = new Graph(seed, objects).value(0);
        byte[] expected = jdk.toBytes(jdk.copy(graph));
        assertThat(jdk.toBytes(data.copy(graph))).as("copy of graph " + seed).isEqualTo(expected);
        assertThat(jdk.toBytes(data.fromBytes(data.toBytes(graph))))
                .as("graph " + seed)
                .isEqualTo(expected);
    }

    @Test
    void manyRecordsInOneStreamComeBackInOrder() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordWriter writer = data.newWriter(bytes)) {
            for (int seed = 0; seed < GRAPHS; seed++) {
                writer.write(new Graph(seed, seed % 3 == 0).value(0));
            }
        }
        try (RecordReader reader = data.newReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (int seed = 0; seed < GRAPHS; seed++) {
                byte[] expected = jdk.toBytes(jdk.copy(new Graph(seed, seed % 3 == 0).value(0)));
                assertThat(jdk.toBytes(reader.read())).as("record " + seed).isEqualTo(expected);
            }
        }
    }

    /** Makes values; what it made before comes up again now and then, complete or not. */
    private static final class Graph {
        private final Random random;
        private final boolean objects;
        private final List<Object> made = new ArrayList<>();
        private int strings;

        Graph(int seed, boolean objects) {
            this.random = new Random(seed);
            this.objects = objects;
        }

        Object value(int depth) {
            if (depth > 6 || random.nextInt(3) == 0) {
                return leaf();
            }
            if (!made.isEmpty() && random.nextInt(4) == 0) {
                return made.get(random.nextInt(made.size()));
            }
            return switch (random.nextInt(objects ? 8 : 6)) {
                case 0 -> list(depth);
                case 1 -> map(new HashMap<>(), depth);
                case 2 -> map(new LinkedHashMap<>(), depth);
                case 3 -> array(depth);
                case 4 -> entered(new long[] {random.nextLong(), 0});
                case 5 -> new Pair(value(depth + 1), value(depth + 1));
                case 6 -> entered(new int[][] {{random.nextInt()}, null});
                default -> holder(depth);
            };
        }

        /** Immutable, and never the same object twice: whether two equal ones are one is not promised. */
        private Object leaf() {
            return switch (random.nextInt(5)) {
                case 0 -> "string " + strings++;
                case 1 -> Integer.valueOf(random.nextInt() | (1 << 20));
                case 2 -> Long.valueOf(random.nextLong());
                case 3 -> Double.valueOf(random.nextDouble());
                default -> new BigDecimal(random.nextInt() + ".5" + strings++);
            };
        }

        private <T> T entered(T object) {
            made.add(object);
            return object;
        }

        private Object list(int depth) {
            List<Object> list = entered(new ArrayList<>());
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value(depth + 1));
            }
            return list;
        }

        private Object map(Map<Object, Object> map, int depth) {
            made.add(map);
            for (int i = random.nextInt(4); i > 0; i--) {
                map.put("key " + strings++, value(depth + 1));
            }
            return map;
        }

        private Object array(int depth) {
            Object[] array = entered(new Object[random.nextInt(4)]);
            for (int i = 0; i < array.length; i++) {
                array[i] = value(depth + 1);
            }
            return array;
        }

        private Object holder(int depth) {
            Holder holder = entered(new Holder(null));
            holder.value = value(depth + 1);
            return holder;
        }
    }
}
