// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives up what the program can no longer reach: outputs of shuffles whose dependency is gone, blocks of persisted RDDs that are gone.
 *
 * <p>Looks when a job is submitted, on the submitting thread, at what the collector has found by itself; it never forces a
 * collection.
 */
final class LineageCleaner {
    private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
    private final Map<Integer, Watched> shuffles = new ConcurrentHashMap<>();
    private final Map<Integer, Watched> persisted = new ConcurrentHashMap<>();
    private final IntConsumer releaseShuffle;
    private final IntConsumer releaseRdd;

    private static final class Watched extends WeakReference<Object> {
        private final int id;
        private final boolean shuffle;

        private Watched(Object referent, ReferenceQueue<Object> queue, int id, boolean shuffle) {
            super(referent, queue);
            this.id = id;
            this.shuffle = shuffle;
        }
    }

    LineageCleaner(IntConsumer releaseShuffle, IntConsumer releaseRdd) {
        this.releaseShuffle = releaseShuffle;
        this.releaseRdd = releaseRdd;
    }

    void watch(ShuffleDependency<?> dependency) {
        int id = dependency.shuffleId();
        if (!shuffles.containsKey(id)) {
            shuffles.putIfAbsent(id, new Watched(dependency, unreachable, id, true));
        }
    }

    void watchPersisted(Rdd<?> rdd) {
        persisted.computeIfAbsent(rdd.id(), id -> new Watched(rdd, unreachable, id, false));
    }

    /** @return whether it was persisted */
    boolean forgetPersisted(Rdd<?> rdd) {
        return persisted.remove(rdd.id()) != null;
    }

    /** The persisted RDDs that the program still holds. */
    List<Rdd<?>> persisted() {
        List<Rdd<?>> rdds = new ArrayList<>();
        for (Watched watched : persisted.values()) {
            if (watched.get() instanceof Rdd<?> rdd) {
                rdds.add(rdd);
            }
        }
        return rdds;
    }

    void releaseUnreachable() {
        for (Reference<?> found = poll(); found != null; found = poll()) {
            Watched gone = (Watched) found;
            if (gone.shuffle) {
                shuffles.remove(gone.id, gone);
                releaseShuffle.accept(gone.id);
            } else if (persisted.remove(gone.id, gone)) {
                releaseRdd.accept(gone.id);
            }
        }
    }

    private @Nullable Reference<?> poll() {
        return unreachable.poll();
    }
}
