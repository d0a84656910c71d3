// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramesTest {
    private static final int SMALL = 100;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("frames");
    }

    @ParameterizedTest
    @EnumSource
    void bytesOfManyFramesComeBackAsTheyWere(Compression compression) throws Exception {
        FrameFormat format = new FrameFormat(compression, SMALL);
        byte[] data = text(12_345);
        write(format, data);
        assertThat(readAll(0, Files.size(file), format)).isEqualTo(data);
    }

    @ParameterizedTest
    @EnumSource
    void bytesWrittenAndReadOneByOneComeBackAsTheyWere(Compression compression) throws Exception {
        FrameFormat format = new FrameFormat(compression, SMALL);
        byte[] data = text(3 * SMALL);
        try (FrameOutputStream out = new FrameOutputStream(file, format)) {
            for (byte value : data) {
                out.write(value);
            }
        }
        try (InputStream in = new FrameInputStream(file, 0, Files.size(file), format)) {
            for (byte value : data) {
                assertThat((byte) in.read()).isEqualTo(value);
            }
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void segmentsOfOneFileAreReadAlone() throws Exception {
        FrameFormat format = new FrameFormat(Compression.LZ4, SMALL);
        byte[] first = text(250);
        byte[] third = random(99);
        long[] bounds = new long[4];
        try (FrameOutputStream out = new FrameOutputStream(file, format)) {
            out.write(first);
            bounds[1] = out.endFrame();
            bounds[2] = out.endFrame();
            out.write(third);
            bounds[3] = out.endFrame();
        }
        assertThat(Files.size(file)).isEqualTo(bounds[3]);
        assertThat(readAll(bounds[0], bounds[1], format)).isEqualTo(first);
        assertThat(readAll(bounds[1], bounds[2], format)).isEmpty();
        assertThat(readAll(bounds[2], bounds[3], format)).isEqualTo(third);
    }

    @Test
    void whatRepeatsIsStoredSmaller() throws Exception {
        write(FrameFormat.of(Compression.LZ4), new byte[1 << 20]);
        assertThat(Files.size(file)).isLessThan(1 << 14);
    }

    @Test
    void whatDoesNotGetSmallerIsStoredAsItIs() throws Exception {
        byte[] data = random(64 << 10);
        write(FrameFormat.of(Compression.LZ4), data);
        assertThat(Files.size(file)).isEqualTo(FrameFormat.HEADER_BYTES + data.length);
        assertThat(readAll(0, Files.size(file), FrameFormat.of(Compression.LZ4)))
                .isEqualTo(data);
    }

    @Test
    void onlyWhatGetsMuchSmallerIsCompressed() throws Exception {
        byte[] fourthOfZeros = Arrays.copyOf(random(48 << 10), 64 << 10);
        write(FrameFormat.of(Compression.LZ4), fourthOfZeros);
        assertThat(Files.size(file)).isEqualTo(FrameFormat.HEADER_BYTES + fourthOfZeros.length);
        Files.delete(file);
        byte[] mostlyZeros = Arrays.copyOf(random(24 << 10), 64 << 10);
        write(FrameFormat.of(Compression.LZ4), mostlyZeros);
        assertThat(Files.size(file)).isBetween(24L << 10, 25L << 10);
    }

    @Test
    void compressingIsTriedAgainAfterFramesForWhichItDidNotPay() throws Exception {
        FrameFormat format = FrameFormat.of(Compression.LZ4);
        byte[] data = Arrays.copyOf(random(1 << 20), 16 << 20);
        write(format, data);
        assertThat(Files.size(file)).isBetween(1L << 20, 4L << 20);
        assertThat(readAll(0, Files.size(file), format)).isEqualTo(data);
    }

    @Test
    void flushingDoesNotEndAFrame() throws Exception {
        try (FrameOutputStream out = new FrameOutputStream(file, new FrameFormat(Compression.NONE, SMALL))) {
            out.write(1);
            out.flush();
            out.write(2);
        }
        assertThat(Files.size(file)).isEqualTo(FrameFormat.HEADER_BYTES + 2);
    }

    @ParameterizedTest
    @EnumSource
    void anyBitFlippedAnywhereIsFound(Compression compression) throws Exception {
        FrameFormat format = new FrameFormat(compression, 40);
        write(format, text(60));
        byte[] good = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bad);
            assertThatThrownBy(() -> readAll(0, good.length, format))
                    .as("bit %s", bit)
                    .isInstanceOf(CorruptBlockException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileCutShortAnywhereIsFound(Compression compression) throws Exception {
        FrameFormat format = new FrameFormat(compression, 40);
        write(format, text(60));
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> readAll(0, good.length, format))
                    .as("%s bytes", length)
                    .isInstanceOf(CorruptBlockException.class)
                    .hasMessageEndingWith("the file has " + length + " bytes, not " + good.length);
        }
    }

    @Test
    void aFileCutShortWhileItIsReadIsFound() throws Exception {
        FrameFormat format = new FrameFormat(Compression.NONE, SMALL);
        write(format, text(3 * SMALL));
        long size = Files.size(file);
        try (InputStream in = new FrameInputStream(file, 0, size, format)) {
            in.readNBytes(SMALL);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size - 1);
            }
            assertThat(in.readNBytes(SMALL)).isEqualTo(Arrays.copyOfRange(text(3 * SMALL), SMALL, 2 * SMALL));
            assertThatThrownBy(in::read)
                    .isInstanceOf(CorruptBlockException.class)
                    .hasMessageEndingWith("the file ends before");
        }
    }

    @Test
    void aPartThatBeginsOrEndsInsideAFrameIsFound() throws Exception {
        FrameFormat format = new FrameFormat(Compression.LZ4, SMALL);
        write(format, random(2 * SMALL));
        long size = Files.size(file);
        for (long from = 1; from < size / 2; from++) {
            long inside = from;
            assertThatThrownBy(() -> readAll(inside, size, format)).isInstanceOf(CorruptBlockException.class);
            assertThatThrownBy(() -> readAll(0, size - inside, format)).isInstanceOf(CorruptBlockException.class);
        }
    }

    @Test
    void whatIsCorruptSaysWhichFrame() throws Exception {
        FrameFormat format = new FrameFormat(Compression.NONE, SMALL);
        write(format, text(3 * SMALL));
        byte[] bytes = Files.readAllBytes(file);
        bytes[FrameFormat.HEADER_BYTES + SMALL + 50]++;
        Files.write(file, bytes);
        try (InputStream in = new FrameInputStream(file, 0, bytes.length, format)) {
            assertThat(in.readNBytes(SMALL)).isEqualTo(text(SMALL));
            assertThatThrownBy(in::read).hasMessage("corrupt block in " + file + " at byte 116: the checksum is wrong");
            assertThatThrownBy(in::read).isInstanceOf(CorruptBlockException.class);
        }
    }

    @Test
    void aLengthBeyondAFrameIsRefusedBeforeItIsBelieved() throws Exception {
        write(new FrameFormat(Compression.NONE, 4 * SMALL), text(4 * SMALL));
        assertThatThrownBy(() -> readAll(0, Files.size(file), new FrameFormat(Compression.NONE, SMALL)))
                .isInstanceOf(CorruptBlockException.class)
                .hasMessageContaining("a frame cannot have 400 bytes");
    }

    @Test
    void aMissingFileIsNoSuchFile() {
        assertThatThrownBy(() -> readAll(0, 0, FrameFormat.of(Compression.LZ4)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void anInterruptedThreadReadsAndWritesOn() throws Exception {
        FrameFormat format = new FrameFormat(Compression.LZ4, SMALL);
        Thread.currentThread().interrupt();
        try {
            write(format, text(1000));
            assertThat(readAll(0, Files.size(file), format)).isEqualTo(text(1000));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theFileIsNotOverwritten() throws Exception {
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> write(FrameFormat.of(Compression.NONE), text(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFullDiskIsExplainedAndLeavesNoFile() throws Exception {
        Files.writeString(file, "half");
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            FrameOutputStream out = new FrameOutputStream(file, full, new FrameFormat(Compression.NONE, SMALL));
            assertThatThrownBy(() -> out.write(text(2 * SMALL)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write " + file)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("The directory " + directory + " has ")
                    .hasMessageContaining("spark.local.dir");
            assertThat(file).doesNotExist();
            assertThatThrownBy(() -> out.write(1)).hasMessage("closed: " + file);
            out.close();
        }
    }

    @Test
    void aDiscardedFileIsGone() throws Exception {
        FrameOutputStream out = new FrameOutputStream(file, FrameFormat.of(Compression.LZ4));
        out.write(text(100));
        out.discard();
        out.close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void readersOfOneFileDoNotDisturbEachOther() throws Exception {
        FrameFormat format = new FrameFormat(Compression.LZ4, SMALL);
        byte[] data = text(1000);
        write(format, data);
        long size = Files.size(file);
        try (InputStream one = new FrameInputStream(file, 0, size, format);
                InputStream other = new FrameInputStream(file, 0, size, format)) {
            assertThat(one.readNBytes(500)).isEqualTo(Arrays.copyOf(data, 500));
            assertThat(other.readAllBytes()).isEqualTo(data);
            assertThat(one.readAllBytes()).isEqualTo(Arrays.copyOfRange(data, 500, 1000));
        }
    }

    @Test
    void aFrameOfImpossibleSizeIsRefused() {
        assertThatThrownBy(() -> new FrameFormat(Compression.NONE, 0)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> new FrameFormat(Compression.NONE, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void write(FrameFormat format, byte[] data) throws IOException {
        try (FrameOutputStream out = new FrameOutputStream(file, format)) {
            out.write(data);
        }
    }

    private byte[] readAll(long from, long until, FrameFormat format) throws IOException {
        try (InputStream in = new FrameInputStream(file, from, until, format)) {
            return in.readAllBytes();
        }
    }

    /** Compresses well, and no part of it is like another. */
    private static byte[] text(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 16 == 0 ? i / 16 : 'a');
        }
        return bytes;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
