// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JavaSerializationTest {
    private final JavaSerialization serialization = new JavaSerialization(null);

    @Test
    void bytesGiveAnEqualObjectBack() throws Exception {
        List<Object> value = new ArrayList<>(List.of("a", 1, TimeUnit.DAYS, int.class, String[].class));
        value.add(null);
        assertThat(serialization.fromBytes(serialization.toBytes(value))).isEqualTo(value);
    }

    @Test
    void aCopyIsAnotherObjectOfTheSameClass() throws Exception {
        ArrayList<int[]> value = new ArrayList<>(List.of(new int[] {1}));
        ArrayList<int[]> copy = serialization.copy(value);
        assertThat(copy).isNotSameAs(value).isExactlyInstanceOf(ArrayList.class);
        assertThat(copy.get(0)).isNotSameAs(value.get(0)).containsExactly(1);
    }

    interface Fn extends Comparator<Integer>, Serializable {}

    @Test
    void aCopiedLambdaHasItsOwnCaptures() throws Exception {
        int[] calls = {0};
        Fn counting = (a, b) -> calls[0]++;
        Fn copy = serialization.copy(counting);
        assertThat(copy.compare(1, 2)).isZero();
        assertThat(copy.compare(1, 2)).isEqualTo(1);
        assertThat(calls[0]).isZero();
    }

    @Test
    void proxiesTravel() throws Exception {
        Object proxy =
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Fn.class}, new ConstantHandler());
        assertThat(((Fn) serialization.copy(proxy)).compare(1, 2)).isEqualTo(7);
        assertThat(((Fn) serialization.fromBytes(serialization.toBytes(proxy))).compare(1, 2))
                .isEqualTo(7);
    }

    private static final class ConstantHandler implements java.lang.reflect.InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return 7;
        }
    }

    @Test
    void classesAreFoundThroughTheThreadsContextClassLoader() throws Exception {
        byte[] bytes = serialization.toBytes(new HashMap<>());
        List<String> asked = new ArrayList<>();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(before) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                asked.add(name);
                return super.loadClass(name, resolve);
            }
        });
        try {
            serialization.fromBytes(bytes);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(asked).contains("java.util.HashMap");
    }

    @Test
    void aClassUnknownToTheContextClassLoaderIsFoundThroughTheCaller() throws Exception {
        byte[] bytes = serialization.toBytes(new ConstantHandler());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(serialization.fromBytes(bytes)).isInstanceOf(ConstantHandler.class);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theFilterDecidesWhatMayBeRead() throws Exception {
        JavaSerialization filtered = new JavaSerialization(ObjectInputFilter.Config.createFilter("java.lang.*;!*"));
        assertThat(filtered.fromBytes(filtered.toBytes(1))).isEqualTo(1);
        byte[] bytes = filtered.toBytes(new HashMap<>());
        assertThatThrownBy(() -> filtered.fromBytes(bytes)).isInstanceOf(InvalidClassException.class);
    }

    @Test
    void theFailureNamesTheClassToBlameAndHowItIsReached() {
        assertThatThrownBy(() -> serialization.toBytes(new Object[] {"fine", List.of(new Object())}))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage(
                        "java.lang.Object is not java.io.Serializable; it is reached from an object of [Ljava.lang.Object;"
                                + "\n\t- by element 1 (java.util.ImmutableCollections$List12)"
                                + "\n\t- by element 0 (java.lang.Object)");
    }

    @Test
    void recordsComeBackInOrderWithNullsAndAcrossResets() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Object> written = new ArrayList<>();
        try (RecordWriter writer = serialization.newWriter(bytes)) {
            for (int i = 0; i < 250; i++) {
                Object value = i % 10 == 0 ? null : "record " + i;
                written.add(value);
                writer.write(value);
            }
        }
        List<Object> read = new ArrayList<>();
        serialization
                .newReader(new ByteArrayInputStream(bytes.toByteArray()))
                .iterator(250)
                .forEachRemaining(read::add);
        assertThat(read).isEqualTo(written);
    }
}
