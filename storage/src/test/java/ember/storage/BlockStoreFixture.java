// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.StorageLevel;
import ember.storage.disk.Compression;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Block stores to be tested, and what listeners hear of them. */
abstract class BlockStoreFixture {
    static final StorageLevel MEMORY_ONLY_SER = new StorageLevel(false, true, false, false, 1);
    static final StorageLevel MEMORY_AND_DISK_SER = new StorageLevel(true, true, false, false, 1);
    static final StorageLevel OFF_HEAP = new StorageLevel(true, true, true, false, 1);
    static final StorageLevel DISK_ONLY = new StorageLevel(true, false, false, false, 1);

    final JavaSerialization serialization = new JavaSerialization(null);
    final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path parent;

    TempDirectory directory;
    final MemoryBudget offHeap = new MemoryBudget(10_000, 10_000);
    MemoryBudget budget;

    BlockStore store(long maxBytes) {
        directory = new TempDirectory(List.of(parent));
        budget = new MemoryBudget(maxBytes, maxBytes / 2);
        return new BlockStore(
                budget,
                offHeap,
                serialization,
                directory,
                FrameFormat.of(Compression.NONE),
                (id, status) -> changes.add(id.name()
                        + (status.level().useMemory()
                                ? " memory"
                                : status.level().useDisk() ? " disk" : " gone")),
                false);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    static List<String> elements(int count) {
        return IntStream.range(0, count).mapToObj(i -> "element number " + i).toList();
    }

    static <T> List<T> read(BlockStore store, BlockId id, StorageLevel level, BlockSource<T> source) throws Exception {
        List<T> read = new ArrayList<>();
        try (BlockLocks locks = new BlockLocks()) {
            store.getOrCompute(id, level, source, locks).forEachRemaining(read::add);
        }
        return read;
    }

    /** What a task of another store reads; null: nothing. */
    static List<Object> elsewhere(BlockStore store, BlockId id) throws Exception {
        List<Object> read = new ArrayList<>();
        try (BlockLocks locks = new BlockLocks()) {
            Iterator<Object> elements = store.find(id, locks);
            if (elements == null) {
                return null;
            }
            elements.forEachRemaining(read::add);
        }
        return read;
    }

    static <T> BlockSource<T> mustNotRun() {
        return () -> {
            throw new AssertionError("computed again");
        };
    }

    long filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            return files.filter(BlockStoreTest::isBlock).count();
        }
    }

    /** The directory's lock is a file, too. */
    static boolean isBlock(Path path) {
        return Files.isRegularFile(path) && !path.toString().endsWith(".lock");
    }
}
