// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.rdd.Dependency;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import java.io.File;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Gives up what the program can no longer reach: outputs of shuffles whose dependency is gone, blocks of persisted RDDs that are gone,
 * files of checkpoints that nobody can read any more.
 *
 * <p>Looks when a job is submitted, on the submitting thread, at what the collector has found by itself; it never forces a
 * collection.
 */
final class LineageCleaner {
    private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
    private final Map<Integer, Watched> shuffles = new ConcurrentHashMap<>();
    private final Map<Integer, Watched> persisted = new ConcurrentHashMap<>();
    private final Set<Watched> checkpoints = ConcurrentHashMap.newKeySet();
    private final IntConsumer releaseShuffle;
    private final IntConsumer releaseRdd;

    /** Something watched, and what is to be done when it is gone. */
    private static final class Watched extends WeakReference<Object> {
        private final Consumer<Watched> whenGone;

        private Watched(Object referent, ReferenceQueue<Object> queue, Consumer<Watched> whenGone) {
            super(referent, queue);
            this.whenGone = whenGone;
        }
    }

    LineageCleaner(IntConsumer releaseShuffle, IntConsumer releaseRdd) {
        this.releaseShuffle = releaseShuffle;
        this.releaseRdd = releaseRdd;
    }

    /** @return whether it was not watched before */
    boolean watch(ShuffleDependency<?> dependency) {
        int id = dependency.shuffleId();
        if (shuffles.containsKey(id)) {
            return false;
        }
        return shuffles.putIfAbsent(id, new Watched(dependency, unreachable, gone -> {
                    shuffles.remove(id, gone);
                    releaseShuffle.accept(id);
                }))
                == null;
    }

    void watchPersisted(Rdd<?> rdd) {
        persisted.computeIfAbsent(
                rdd.id(),
                id -> new Watched(rdd, unreachable, gone -> {
                    if (persisted.remove(id, gone)) {
                        releaseRdd.accept(id);
                    }
                }));
    }

    /** Deletes a checkpoint's files when its reader is gone. */
    void watchCheckpoint(Rdd<?> reader, File directory) {
        checkpoints.add(new Watched(reader, unreachable, gone -> {
            checkpoints.remove(gone);
            delete(directory);
        }));
    }

    private static void delete(File directory) {
        String[] names = directory.list();
        boolean deleted = true;
        for (String name : names == null ? new String[0] : names) {
            deleted &= new File(directory, name).delete();
        }
        if (!(deleted && directory.delete())) {
            LoggerFactory.getLogger("ContextCleaner").warn("Could not delete the checkpoint {}", directory);
        }
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

    /** The shuffles that an RDD is computed from, as far as the next RDDs that are persisted. */
    static List<Integer> shufflesBehind(Rdd<?> rdd) {
        List<Integer> shuffles = new ArrayList<>();
        Set<Rdd<?>> seen = new HashSet<>();
        Deque<Rdd<?>> open = new ArrayDeque<>();
        open.push(rdd);
        while (!open.isEmpty()) {
            for (Dependency dependency : open.pop().dependencies()) {
                if (dependency instanceof ShuffleDependency<?> shuffle) {
                    shuffles.add(shuffle.shuffleId());
                }
                Rdd<?> parent = dependency.rdd();
                if (!parent.storageLevel().isValid() && seen.add(parent)) {
                    open.push(parent);
                }
            }
        }
        return shuffles;
    }

    void releaseUnreachable() {
        for (Reference<?> found = poll(); found != null; found = poll()) {
            Watched gone = (Watched) found;
            gone.whenGone.accept(gone);
        }
    }

    private @Nullable Reference<?> poll() {
        return unreachable.poll();
    }
}
