// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.GroupedValues;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.*;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.*;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values of all kinds that programs put into records, by what to call them. */
final class KindsOfValues {
    private KindsOfValues() {}

    static class Holder implements Serializable {
        Object value;
        transient int forgotten = 5;

        Holder(Object value) {
            this.value = value;
        }
    }

    static Map<String, Object> notSerializable() {
        class Local {}
        Map<String, Object> kinds = new LinkedHashMap<>();
        kinds.put("an object", new Object());
        kinds.put("a class of the user", new Local());
        kinds.put("Optional", Optional.of("x"));
        kinds.put("OptionalInt", OptionalInt.of(3));
        kinds.put("a sub-list", new ArrayList<>(List.of(1, 2, 3)).subList(0, 2));
        kinds.put("a sub-list of an immutable one", List.of(1, 2, 3).subList(0, 2));
        kinds.put("a charset", StandardCharsets.UTF_8);
        kinds.put("a buffer", ByteBuffer.allocate(3));
        kinds.put("a lambda", (Supplier<String>) () -> "x");
        kinds.put("a thread", new Thread("none"));
        kinds.put("an array of objects", new Object[] {new Object()});
        kinds.put("a list with an object", new ArrayList<>(List.of(new Object())));
        kinds.put("IntSummaryStatistics", Stream.of(1, 2).mapToInt(i -> i).summaryStatistics());
        kinds.put("a map entry", Map.entry("a", 1));
        return kinds;
    }

    /** What the library brings back as it should. */
    static Map<String, Object> forTheLibrary() {
        Map<String, Object> kinds = new LinkedHashMap<>(plainKinds());
        kinds.putAll(collections());
        kinds.putAll(ownClasses());
        return kinds;
    }

    static Map<String, Object> serializable() {
        Map<String, Object> kinds = new LinkedHashMap<>(forTheLibrary());
        kinds.putAll(hooks());
        kinds.putAll(graphs());
        return kinds;
    }

    static Map<String, Object> plainKinds() {
        Map<String, Object> kinds = new LinkedHashMap<>();
        kinds.put("String", "a string");
        kinds.put("Long", 1L);
        kinds.put("Character", 'c');
        kinds.put("BigInteger", BigInteger.TEN.pow(40));
        kinds.put("BigDecimal", new BigDecimal("-12.3400"));
        kinds.put("byte[]", new byte[] {1, -1});
        kinds.put("int[]", new int[] {1, -1});
        kinds.put("long[]", new long[] {1, -1});
        kinds.put("short[]", new short[] {1, -1});
        kinds.put("char[]", new char[] {1, 'x'});
        kinds.put("float[]", new float[] {1, -1});
        kinds.put("double[]", new double[] {1, Double.NaN});
        kinds.put("boolean[]", new boolean[] {true, false});
        kinds.put("String[]", new String[] {"a1", null});
        kinds.put("Integer[]", new Integer[] {1, null});
        kinds.put("int[][]", new int[][] {{1}, null, {2, 3}});
        kinds.put("Object[]", new Object[] {"a2", 1, null});
        kinds.put("enum", TimeUnit.DAYS);
        kinds.put("enum with a body", Shape.ROUND);
        kinds.put("UUID", new UUID(3, 4));
        kinds.put("Date", new Date(123456));
        kinds.put("Timestamp", timestamp());
        kinds.put("Instant", Instant.ofEpochSecond(5, 6));
        kinds.put("LocalDate", LocalDate.of(2026, 1, 2));
        kinds.put("LocalTime", LocalTime.of(1, 2, 3));
        kinds.put("LocalDateTime", LocalDateTime.of(2026, 1, 2, 3, 4));
        kinds.put("ZonedDateTime", ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneId.of("Europe/Berlin")));
        kinds.put("OffsetDateTime", OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneOffset.ofHours(2)));
        kinds.put("Duration", Duration.ofMillis(1234));
        kinds.put("Period", Period.of(1, 2, 3));
        kinds.put("YearMonth", YearMonth.of(2026, 4));
        kinds.put("Locale", Locale.GERMANY);
        kinds.put("URI", URI.create("http://example.org/x?y"));
        kinds.put("Currency", Currency.getInstance("EUR"));
        kinds.put("Pattern", Pattern.compile("a.b", Pattern.DOTALL));
        kinds.put("StringBuilder", new StringBuilder("grows"));
        kinds.put("AtomicInteger", new AtomicInteger(3));
        kinds.put("AtomicLong", new AtomicLong(3));
        kinds.put("AtomicBoolean", new AtomicBoolean(true));
        kinds.put("AtomicReference", new AtomicReference<>("r"));
        kinds.put("BitSet", BitSet.valueOf(new long[] {5, 0, 9}));
        return kinds;
    }

    @SuppressWarnings("JdkObsolete") // Users have them.
    static Map<String, Object> collections() {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            map.put("key" + i, i);
        }
        GroupedValues<Object> grouped = new GroupedValues<>();
        grouped.append("g1");
        grouped.append(new Holder(3));
        Map<String, Object> kinds = new LinkedHashMap<>();
        kinds.put("ArrayList", new ArrayList<>(Arrays.asList("e1", null, 3)));
        kinds.put("LinkedList", new LinkedList<>(List.of(1, 2)));
        kinds.put("ArrayDeque", new ArrayDeque<>(List.of(1, 2)));
        kinds.put("HashMap of twelve", map);
        kinds.put("HashMap of none", new HashMap<>());
        kinds.put("HashMap with a null key", new HashMap<>(Collections.singletonMap(null, 1)));
        kinds.put("LinkedHashMap", new LinkedHashMap<>(map));
        kinds.put("HashSet", new HashSet<>(map.keySet()));
        kinds.put("HashSet of none", new HashSet<>());
        kinds.put("LinkedHashSet", new LinkedHashSet<>(map.keySet()));
        kinds.put("TreeMap", new TreeMap<>(map));
        kinds.put("TreeSet", new TreeSet<>(map.keySet()));
        kinds.put("EnumMap", new EnumMap<>(Map.of(Shape.ROUND, 1)));
        kinds.put("PriorityQueue", new PriorityQueue<>(List.of(3, 1, 2)));
        kinds.put("ConcurrentHashMap", new ConcurrentHashMap<>(map));
        kinds.put("Arrays.asList", Arrays.<Object>asList(1, 2));
        kinds.put("List.of one", List.of(1));
        kinds.put("List.of many", List.of(1, 2, 3, 4));
        kinds.put("List.of none", List.of());
        kinds.put("Stream.toList of none", Stream.of().toList());
        kinds.put("Stream.toList with null", Stream.of(1, null).toList());
        kinds.put("Set.of", Set.of(1, 2, 3));
        kinds.put("Map.of", Map.of(1, 2));
        kinds.put("Map.of many", Map.of(1, 2, 3, 4, 5, 6));
        kinds.put("Stream.toList", Stream.of(1, 2).toList());
        kinds.put("emptyList", Collections.emptyList());
        kinds.put("emptyMap", Collections.emptyMap());
        kinds.put("emptySet", Collections.emptySet());
        kinds.put("singletonList", Collections.singletonList(1));
        kinds.put("singletonMap", Collections.singletonMap(1, 2));
        kinds.put("singleton", Collections.singleton(1));
        kinds.put("unmodifiableList", Collections.unmodifiableList(new ArrayList<>(List.of(1))));
        kinds.put("unmodifiableSet", Collections.unmodifiableSet(new HashSet<>(List.of(1))));
        kinds.put("unmodifiableMap", Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))));
        kinds.put("GroupedValues", grouped);
        return kinds;
    }

    static Map<String, Object> ownClasses() {
        Map<String, Object> kinds = new LinkedHashMap<>();
        kinds.put("a record", new Point(1, "p", new Holder(2)));
        kinds.put("a class below another", new Derived());
        kinds.put("an inner class", new Outer().new Inner());
        kinds.put("an array of its own class", new Holder[] {new Holder(1), null});
        kinds.put("a pair", new Pair("a", new Holder(1)));
        return kinds;
    }

    static Map<String, Object> hooks() {
        Map<String, Object> kinds = new LinkedHashMap<>();
        kinds.put("synchronizedList", Collections.synchronizedList(new ArrayList<>(List.of(1))));
        kinds.put("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(List.of(1)));
        kinds.put("EnumSet", EnumSet.of(Shape.ROUND));
        kinds.put("Class", String.class);
        kinds.put("Random", new Random(3));
        kinds.put("TreeMap with an order", reversed());
        kinds.put("Throwable", new IllegalStateException("why", new IOException("because")));
        kinds.put("writeObject", new WithWriteObject());
        kinds.put("readResolve", Single.ONLY);
        kinds.put("writeReplace", new Replaced(4));
        kinds.put("Externalizable", new External());
        kinds.put("a list of its own", new OwnList());
        kinds.put("below a class that is not serialisable", new BelowPlain());
        kinds.put("a lambda", (Supplier<Integer> & Serializable) () -> 3);
        kinds.put("a map ordered by a lambda", new TreeMap<>((Comparator<String> & Serializable)
                (a, b) -> b.compareTo(a)));
        return kinds;
    }

    static Map<String, Object> graphs() {
        Holder self = new Holder(null);
        self.value = self;
        Holder shared = new Holder("s");
        List<Object> cyclic = new ArrayList<>(List.of(shared, shared));
        cyclic.add(cyclic);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        Object deep = "end";
        for (int i = 0; i < 300; i++) {
            deep = i % 2 == 0 ? new ArrayList<>(Arrays.asList(deep)) : new Holder(deep);
        }
        Object deepLists = "end";
        for (int i = 0; i < 300; i++) {
            deepLists = new ArrayList<>(Arrays.asList(deepLists));
        }
        Object[] array = {1, null};
        array[1] = Arrays.asList(array);
        Map<String, Object> kinds = new LinkedHashMap<>();
        kinds.put("an object that refers to itself", self);
        kinds.put("a list that contains itself and another twice", cyclic);
        kinds.put("a map that contains itself", map);
        kinds.put("an object 300 levels deep", deep);
        kinds.put("lists 300 levels deep", deepLists);
        kinds.put("an array with a view of itself", array);
        return kinds;
    }

    private static Timestamp timestamp() {
        Timestamp timestamp = new Timestamp(5000);
        timestamp.setNanos(123456789);
        return timestamp;
    }

    private static Map<String, Integer> reversed() {
        Map<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    enum Shape {
        ROUND {
            @Override
            int corners() {
                return 0;
            }
        },
        SQUARE;

        int corners() {
            return 4;
        }
    }

    record Point(int x, String name, Object more) implements Serializable {}

    static class Base implements Serializable {
        private int hidden = 7;
    }

    static final class Derived extends Base {
        private final String hidden = new String("d");
        private final List<Integer> list = new ArrayList<>(List.of(1));
    }

    static final class Outer implements Serializable {
        int number = 3;

        final class Inner implements Serializable {
            int more = number;
        }
    }

    static final class WithWriteObject implements Serializable {
        private transient int doubled = 8;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(doubled);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            doubled = in.readInt();
        }
    }

    static final class Single implements Serializable {
        static final Single ONLY = new Single();

        private Object readResolve() {
            return ONLY;
        }
    }

    static final class Replaced implements Serializable {
        private final int number;

        Replaced(int number) {
            this.number = number;
        }

        private Object writeReplace() {
            return new Point(number, "replaced", null);
        }
    }

    public static final class External implements Externalizable {
        private int number = 6;

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(number);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            number = in.readInt();
        }
    }

    static final class OwnList extends ArrayList<String> {
        private final int extra = 3;

        OwnList() {
            add("own");
        }
    }

    static class NotSerialised {
        int lost = 3;

        NotSerialised() {
            lost = 4;
        }
    }

    static final class BelowPlain extends NotSerialised implements Serializable {
        int kept = 5;

        BelowPlain() {
            lost = 9;
        }
    }
}
