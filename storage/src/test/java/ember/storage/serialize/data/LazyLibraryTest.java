// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import static org.assertj.core.api.Assertions.assertThat;

import ember.storage.serialize.data.KindsOfValues.Holder;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LazyLibraryTest {
    @Test
    void aFewObjectsAreLeftToJavaSerialisation() throws Exception {
        DataSerialization data = new DataSerialization(Pair.CONTAINERS, null);
        for (int i = 0; i < 100; i++) {
            assertThat(data.toBytes(new Holder(i))[0]).isEqualTo((byte) Tag.JAVA);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void manyObjectsBringTheLibraryInAndAllAreReadBack() throws Exception {
        DataSerialization data = new DataSerialization(Pair.CONTAINERS, null);
        byte[] early = data.toBytes(new Holder("early"));
        byte[] late = early;
        while (late[0] != Tag.FORY) {
            late = data.toBytes(new Holder("late"));
        }
        assertThat(((Holder) data.fromBytes(early)).value).isEqualTo("early");
        assertThat(((Holder) data.fromBytes(late)).value).isEqualTo("late");
    }

    /** Defines the one class anew that it is asked for by name. */
    private static final class Alone extends ClassLoader {
        Alone() {
            super(LazyLibraryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Holder.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                in.transferTo(bytes);
                return defineClass(name, bytes.toByteArray(), 0, bytes.size());
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static Object holderOf(ClassLoader loader) throws Exception {
        var constructor = loader.loadClass(Holder.class.getName()).getDeclaredConstructor(Object.class);
        constructor.setAccessible(true);
        return constructor.newInstance("theirs");
    }

    @Test
    void aCopyIsOfTheVerySameClassWhateverTheContextLoaderKnowsByItsName() throws Exception {
        DataSerialization data = DataSerialization.eager(Pair.CONTAINERS, null);
        Object theirs = holderOf(new Alone());
        assertThat(data.copy(new Pair(theirs, new Holder(1))).first())
                .hasSameClassAs(theirs)
                .isNotSameAs(theirs);
    }
}
