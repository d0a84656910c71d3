// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.BlockId;
import ember.model.BlockId.RddBlock;
import ember.model.StorageLevel;
import ember.storage.disk.Compression;
import ember.storage.disk.CorruptBlockException;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a cached block whose file is not what was written. */
class BlocksOnDiskTest {
    private static final StorageLevel MEMORY_ONLY_SER = new StorageLevel(false, true, false, false, 1);
    private static final StorageLevel DISK_ONLY = new StorageLevel(true, false, false, false, 1);

    private final List<String> changes = new ArrayList<>();

    @TempDir
    Path parent;

    private BlockStore store(FrameFormat format) {
        return new BlockStore(
                new MemoryBudget(1 << 20, 1 << 19),
                new MemoryBudget(0, 0),
                new JavaSerialization(null),
                new TempDirectory(List.of(parent)),
                format,
                (id, status) -> changes.add(id.name() + (status.level().useDisk() ? " disk" : " gone")),
                false);
    }

    private static List<String> elements(int count) {
        return IntStream.range(0, count).mapToObj(i -> "element number " + i).toList();
    }

    private static <T> List<T> read(BlockStore store, BlockId id, StorageLevel level, BlockSource<T> source)
            throws Exception {
        List<T> read = new ArrayList<>();
        try (BlockLocks locks = new BlockLocks()) {
            store.getOrCompute(id, level, source, locks).forEachRemaining(read::add);
        }
        return read;
    }

    private static <T> BlockSource<T> mustNotRun() {
        return () -> {
            throw new AssertionError("computed again");
        };
    }

    private long filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            return files.filter(BlocksOnDiskTest::isBlock).count();
        }
    }

    /** The directory's lock is a file, too. */
    private static boolean isBlock(Path path) {
        return Files.isRegularFile(path) && !path.toString().endsWith(".lock");
    }

    /** Changes one byte of the only block. */
    private void damage(long position) throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            Path file = files.filter(BlocksOnDiskTest::isBlock).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[(int) (position < 0 ? bytes.length + position : position)]++;
            Files.write(file, bytes);
        }
    }

    @Test
    void aBlockWhoseFileIsCorruptIsComputedAgain() throws Exception {
        BlockStore store = store(FrameFormat.of(Compression.NONE));
        BlockId id = new RddBlock(0, 0);
        read(store, id, DISK_ONLY, elements(10)::iterator);
        damage(-1);
        assertThat(read(store, id, DISK_ONLY, elements(20)::iterator)).isEqualTo(elements(20));
        assertThat(changes).containsExactly("rdd_0_0 disk", "rdd_0_0 gone", "rdd_0_0 disk");
        assertThat(filesLeft()).isEqualTo(1);
    }

    @Test
    void damageFarBehindIsFoundBeforeAnythingIsHandedOut() throws Exception {
        BlockStore store = store(new FrameFormat(Compression.NONE, 1024));
        BlockId id = new RddBlock(0, 0);
        read(store, id, DISK_ONLY, elements(1000)::iterator);
        damage(-1);
        assertThat(read(store, id, DISK_ONLY, elements(20)::iterator)).isEqualTo(elements(20));
        assertThat(changes).containsExactly("rdd_0_0 disk", "rdd_0_0 gone", "rdd_0_0 disk");
        assertThat(filesLeft()).isEqualTo(1);
    }

    @Test
    void aBlockDamagedWhileItIsReadFailsItsReaderOnceAndIsComputedAgain() throws Exception {
        BlockStore store = store(new FrameFormat(Compression.NONE, 1024));
        BlockId id = new RddBlock(0, 0);
        read(store, id, DISK_ONLY, elements(1000)::iterator);
        Iterator<String> reader = store.getOrCompute(id, DISK_ONLY, mustNotRun(), new BlockLocks());
        damage(-1);
        assertThatThrownBy(() -> reader.forEachRemaining(element -> {})).isInstanceOf(CorruptBlockException.class);
        assertThat(filesLeft()).isZero();
        assertThat(read(store, id, DISK_ONLY, elements(20)::iterator)).isEqualTo(elements(20));
        assertThat(changes).containsExactly("rdd_0_0 disk", "rdd_0_0 gone", "rdd_0_0 disk");
    }

    @Test
    void serialisedBlocksAreSmallerIfTheyAreCompressed() throws Exception {
        BlockId inMemory = new RddBlock(0, 0);
        BlockId onDisk = new RddBlock(0, 1);
        List<BlockStatus> statuses = new ArrayList<>();
        for (Compression compression : Compression.values()) {
            BlockStore store = store(FrameFormat.of(compression));
            assertThat(read(store, inMemory, MEMORY_ONLY_SER, elements(1000)::iterator))
                    .isEqualTo(elements(1000));
            assertThat(read(store, inMemory, MEMORY_ONLY_SER, mustNotRun())).isEqualTo(elements(1000));
            read(store, onDisk, DISK_ONLY, elements(1000)::iterator);
            assertThat(read(store, onDisk, DISK_ONLY, mustNotRun())).isEqualTo(elements(1000));
            statuses.add(store.status(inMemory));
            statuses.add(store.status(onDisk));
        }
        assertThat(statuses.get(2).memoryBytes()).isLessThan(statuses.get(0).memoryBytes() / 2);
        assertThat(statuses.get(3).diskBytes()).isLessThan(statuses.get(1).diskBytes() / 2);
    }

    @Test
    void aBlockWhoseFileVanishedIsComputedAgain() throws Exception {
        BlockStore store = store(FrameFormat.of(Compression.NONE));
        BlockId id = new RddBlock(0, 0);
        read(store, id, DISK_ONLY, elements(10)::iterator);
        try (Stream<Path> files = Files.walk(parent)) {
            for (Path file : files.filter(BlocksOnDiskTest::isBlock).toList()) {
                Files.delete(file);
            }
        }
        assertThat(read(store, id, DISK_ONLY, elements(20)::iterator)).isEqualTo(elements(20));
        assertThat(changes).containsExactly("rdd_0_0 disk", "rdd_0_0 gone", "rdd_0_0 disk");
    }
}
