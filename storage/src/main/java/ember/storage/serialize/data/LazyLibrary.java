// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.Threads;
import java.io.ObjectInputFilter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Loads the library when it is worth it. That takes hundreds of milliseconds, which pay off only for much data; so a thread of its own
 * begins it after some bytes have been written by Java serialisation, which goes on until the library is there. If it cannot be loaded,
 * Java serialisation does everything. Safe for use by many threads.
 */
final class LazyLibrary {
    private final ClassRules rules;
    private final @Nullable ObjectInputFilter filter;
    private final long afterBytes;
    private final AtomicLong bytesByJava = new AtomicLong();
    private volatile @Nullable Library library;
    private volatile boolean triedInVain;

    /**
     * @param rules which classes the library gets
     * @param filter what it may read; null: everything
     * @param afterBytes so many bytes are written by other means before; 0: none, and whoever comes first waits
     */
    LazyLibrary(ClassRules rules, @Nullable ObjectInputFilter filter, long afterBytes) {
        this.rules = rules;
        this.filter = filter;
        this.afterBytes = afterBytes;
    }

    /** The library if it is loaded. */
    @Nullable
    Library ifLoaded() {
        return library == null && afterBytes == 0 ? loaded() : library;
    }

    /** The library; the caller waits until it is loaded, if need be. Null if it cannot be. */
    @Nullable
    Library loaded() {
        if (library == null && !triedInVain) {
            load();
        }
        return library;
    }

    /** Takes note of so many bytes that Java serialisation wrote for want of the library. */
    void written(int bytes) {
        if (library != null || triedInVain) {
            return;
        }
        long before = bytesByJava.getAndAdd(bytes);
        if (before < afterBytes && before + bytes >= afterBytes) {
            Threads.daemon(this::load, "ember-load-serializer").start();
        }
    }

    private synchronized void load() {
        if (library != null || triedInVain) {
            return;
        }
        try {
            library = new ForyLibrary(rules, filter);
        } catch (Throwable e) {
            // Missing, or at odds with this JVM: a linkage error as often as an exception.
            triedInVain = true;
            LoggerFactory.getLogger(DataSerialization.class)
                    .info(
                            "Objects without a codec are written by Java serialization, as Apache Fory cannot be used: {}",
                            e.toString());
        }
    }
}
