// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void aDaemonFindsTheClassesThatItsMakerFinds() throws Exception {
        Thread maker = Thread.currentThread();
        ClassLoader before = maker.getContextClassLoader();
        try (URLClassLoader programs = new URLClassLoader(new URL[0], before)) {
            maker.setContextClassLoader(programs);
            assertThat(Threads.daemon(() -> {}, "made").getContextClassLoader()).isSameAs(programs);
        } finally {
            maker.setContextClassLoader(before);
        }
    }

    @Test
    void aDaemonInheritsNoThreadLocals() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("of the maker");
        String[] seen = {"nothing ran"};
        Thread made = Threads.daemon(() -> seen[0] = local.get(), "made");
        made.start();
        made.join();
        assertThat(seen[0]).isNull();
        assertThat(made.isDaemon()).isTrue();
    }
}
