// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class Lz4Test {
    @TempDir
    Path directory;

    @Test
    void streamsComeBackAsTheyWere() throws Exception {
        byte[] data = "abc".repeat(100_000).getBytes(UTF_8);
        byte[] compressed = compress(data);
        assertThat(compressed).hasSizeLessThan(data.length / 10);
        assertThat(Lz4.decompress(new ByteArrayInputStream(compressed)).readAllBytes())
                .isEqualTo(data);
    }

    @Test
    void aBlockThatIsNoneOrOfAnotherLengthIsRefused() {
        byte[] data = new byte[1000];
        byte[] block = new byte[Lz4.blockBound(data.length)];
        int length = Lz4.compressBlock(data, 0, data.length, block, 0);
        assertThat(Lz4.decompressBlock(block, 0, length, new byte[1000], 1000)).isTrue();
        assertThat(Lz4.decompressBlock(block, 0, length, new byte[1000], 999)).isFalse();
        assertThat(Lz4.decompressBlock(block, 0, length - 1, new byte[1000], 1000))
                .isFalse();
        byte[] noise = new byte[100];
        Arrays.fill(noise, (byte) -1);
        assertThat(Lz4.decompressBlock(noise, 0, noise.length, new byte[1000], 1000))
                .isFalse();
    }

    @Test
    @Timeout(60)
    void aProcessThatIsKilledLeavesNoLibraryBehindAndTheJvmPrintsNoWarning() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        // It has no logger to say, on releases that warn, that the library runs without native code.
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(child.getInputStream().readAllBytes(), UTF_8)).isEqualTo("done\n");
        assertThat(child.waitFor()).isEqualTo(7);
        assertThat(directory).isEmptyDirectory();
    }

    private static byte[] compress(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = Lz4.compress(bytes)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }

    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            compress(new byte[1000]);
            System.out.println("done");
            // Nothing that waits for the end of the process gets to run.
            Runtime.getRuntime().halt(7);
        }
    }
}
