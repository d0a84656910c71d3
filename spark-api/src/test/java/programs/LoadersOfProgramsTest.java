// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application server drops a program with its class loader: an engine that ran it must not hold on to it. */
@Timeout(120)
class LoadersOfProgramsTest {
    private static final int COLLECTIONS = 200;

    /** Loads the program anew, and everything else as usual. */
    private static final class ProgramLoader extends ClassLoader {
        ProgramLoader() {
            super(LoadersOfProgramsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(LoadedProgram.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty("programs.serializer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "org.apache.spark.serializer.JavaSerializer", "org.apache.spark.serializer.KryoSerializer"})
    void theLoaderOfAProgramCanBeCollectedAfterItsContextWasStopped(String serializer) throws Exception {
        if (!serializer.isEmpty()) {
            System.setProperty("programs.serializer", serializer);
        }
        WeakReference<ClassLoader> loader = runAndDrop();
        for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> runAndDrop() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader loader = new ProgramLoader();
        thread.setContextClassLoader(loader);
        try {
            Callable<?> program = (Callable<?>) loader.loadClass(LoadedProgram.class.getName())
                    .getConstructor()
                    .newInstance();
            assertThat(program.getClass().getClassLoader()).isSameAs(loader);
            assertThat(program.call()).isEqualTo(20_011);
        } finally {
            thread.setContextClassLoader(before);
        }
        return new WeakReference<>(loader);
    }
}
