// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.testkit.InlineRunner;
import ember.rdd.testkit.Pair;
import ember.rdd.transform.Transformations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits, contents and messages were seen on Spark 4.2.0 with Hadoop's local file system. */
class TextInputTest {
    @TempDir
    private Path dir;

    private final InlineRunner runner = new InlineRunner();

    @BeforeEach
    void someFiles() throws IOException {
        write("a.txt", "a1\na2\n");
        write("b.txt", "b1\n");
        write("_hidden", "h\n");
        write(".dot", "d\n");
        write("x1/y/f", "f1\n");
        write("x2/y/f", "f2\n");
        write("x2/y/_SUCCESS", "");
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private String at(String path) {
        return dir + "/" + path;
    }

    private List<String> lines(String path) {
        return Actions.collect(TextInput.textFile(runner, path, 2));
    }

    private List<List<String>> splits(Path file, int minPartitions) {
        return Actions.collect(Transformations.glom(TextInput.textFile(runner, file.toString(), minPartitions)));
    }

    @Test
    void aMissingPathIsFoundOutWhenPartitionsAreAskedFor() {
        Rdd<String> rdd = TextInput.textFile(runner, "/no/such", 2);

        assertThatThrownBy(rdd::numPartitions)
                .isInstanceOf(IOException.class)
                .hasMessage("Input path does not exist: file:/no/such");
    }

    @Test
    void thePathIsTheNameOfBothRdds() {
        assertThat(TextInput.textFile(runner, at("a.txt"), 1).toDebugString().lines())
                .containsExactly(
                        "(1) " + at("a.txt") + " MapPartitionsRDD[1] at here []",
                        " |  " + at("a.txt") + " HadoopRDD[0] at here []");
    }

    @Test
    void everyMissingEntryOfAListIsNamed() {
        assertThatThrownBy(() -> lines(at("zz") + "," + at("a.txt") + "," + at("q*")))
                .hasMessage("Input path does not exist: file:" + at("zz") + "\nInput Pattern file:" + at("q*")
                        + " matches 0 files");
    }

    @Test
    void anEmptyPathIsRefused() {
        assertThatThrownBy(() -> lines("")).hasMessage("Can not create a Path from an empty string");
        assertThatThrownBy(() -> lines(at("a.txt") + ",")).hasMessage("Can not create a Path from an empty string");
    }

    @Test
    void directoriesListsAndUrisAreRead() {
        assertThat(lines(dir + "/x1/y," + at("b.txt") + "," + at("b.txt"))).containsExactly("f1", "b1", "b1");
        assertThat(lines("file:" + at("b.txt"))).containsExactly("b1");
        assertThat(lines("file://" + at("b.txt"))).containsExactly("b1");
        assertThat(lines(at("x1/../b.txt"))).containsExactly("b1");
        assertThat(lines(at("b.txt/"))).containsExactly("b1");
    }

    @Test
    void globsMatchNamesButNotHiddenOnes() {
        assertThat(lines(at("*.txt"))).containsExactly("a1", "a2", "b1");
        assertThat(lines(at("?.txt"))).containsExactly("a1", "a2", "b1");
        assertThat(lines(at("[b-c].txt"))).containsExactly("b1");
        assertThat(lines(at("[^b].txt"))).containsExactly("a1", "a2");
        assertThat(lines(at("{b,a}.txt"))).containsExactly("a1", "a2", "b1");
        assertThat(lines(at("{x2/y,x1/y}/f"))).containsExactly("f1", "f2");
        assertThat(lines(at("x*/y"))).containsExactly("f1", "f2");
        assertThat(lines(at("x*/y/*"))).containsExactly("f1", "f2");
        assertThatThrownBy(() -> lines(at("_hid*"))).hasMessageContaining("matches 0 files");
        assertThatThrownBy(() -> lines(at("_hidden"))).hasMessageContaining("Input path does not exist");
    }

    @Test
    void patternsThatAreNotWellFormedAreRefused() {
        assertThatThrownBy(() -> lines(at("[a.txt"))).hasMessageContaining("Illegal file pattern");
        assertThatThrownBy(() -> lines(at("{a.txt"))).hasMessageContaining("Illegal file pattern");
    }

    @Test
    void aDirectoryInADirectoryIsRefused() {
        assertThatThrownBy(() -> lines(at("x1")))
                .isInstanceOf(IOException.class)
                .hasMessage("Path: " + at("x1/y") + " is a directory, which is not supported by the record reader when"
                        + " `mapreduce.input.fileinputformat.input.dir.recursive` is false.");
    }

    @Test
    void otherFileSystemsAreRefused() {
        assertThatThrownBy(() -> lines("nofs://x/b.txt")).hasMessage("No FileSystem for scheme \"nofs\"");
    }

    @Test
    void fourteenBytesAndFivePartitionsMakeSevenSplits() throws IOException {
        Path file = write("14", "abcdef\nhijklm\n");

        assertThat(splits(file, 5))
                .containsExactly(
                        List.of("abcdef"), List.of(), List.of(), List.of("hijklm"), List.of(), List.of(), List.of());
        assertThat(splits(file, 1)).containsExactly(List.of("abcdef", "hijklm"));
        assertThat(splits(file, 0)).containsExactly(List.of("abcdef", "hijklm"));
    }

    @Test
    void lineEndsMarksAndBadBytesAreReadAsHadoopDoes() throws IOException {
        byte[] odd = {
            (byte) 0xEF,
            (byte) 0xBB,
            (byte) 0xBF,
            'a',
            '\r',
            'b',
            '\r',
            '\n',
            'c',
            '\n',
            '\n',
            (byte) 0xff,
            'd',
            (byte) 0xe2,
            (byte) 0x82,
            '\r',
            '\r',
            '\n',
            'e'
        };
        Path file = write("odd", odd);
        String bad = "\ufffdd\ufffd";

        assertThat(splits(file, 1)).containsExactly(List.of("a", "b", "c", "", bad, "", "e"));
        assertThat(splits(file, 2)).containsExactly(List.of("a", "b", "c"), List.of("", bad, "", "e"), List.of());
        assertThat(splits(file, 3))
                .containsExactly(List.of("a", "b"), List.of("c", "", bad), List.of("", "e"), List.of());
        assertThat(splits(file, 5))
                .containsExactly(
                        List.of("a"),
                        List.of("b"),
                        List.of("c"),
                        List.of("", bad),
                        List.of(),
                        List.of("", "e"),
                        List.of());
        assertThat(splits(file, 7))
                .containsExactly(
                        List.of("a"),
                        List.of(),
                        List.of("b"),
                        List.of("c"),
                        List.of(""),
                        List.of(bad),
                        List.of(),
                        List.of(""),
                        List.of("e"),
                        List.of());
    }

    @Test
    void howeverAFileIsSplitEveryLineIsReadOnce() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            text.append("x".repeat(random.nextInt(60)));
            text.append(random.nextInt(3) == 0 ? "\r\n" : random.nextBoolean() ? "\n" : "\r\n");
        }
        Path file = write("long", text.toString());
        List<String> expected = text.toString().lines().toList();

        for (int partitions = 1; partitions < 60; partitions += 7) {
            assertThat(Actions.collect(TextInput.textFile(runner, file.toString(), partitions)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void linesLongerThanTheBufferAreWhole() throws IOException {
        String line = "0123456789".repeat(30_000);
        Path file = write("wide", line + "\r\nshort\n" + line);

        assertThat(splits(file, 1)).containsExactly(List.of(line, "short", line));
    }

    @Test
    void emptyFilesAndDirectoriesGiveNoPartition() throws IOException {
        Files.createDirectory(dir.resolve("none"));

        assertThat(splits(write("empty", ""), 2)).isEmpty();
        assertThat(splits(dir.resolve("none"), 2)).isEmpty();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aCompressedFileIsOneSplit() throws IOException {
        String text = "hello\nworld\n".repeat(1000);

        List<List<String>> splits = splits(write("t.gz", gzip(text)), 4);

        assertThat(splits).hasSize(1);
        assertThat(splits.get(0)).isEqualTo(text.lines().toList());
    }

    @Test
    void whatFollowsAGzipFileMustBeAnotherOne() throws Exception {
        byte[] first = gzip("m1\n");
        byte[] second = gzip("m2\n");
        write("two.gz", joined(first, second));
        write("cut-member.gz", joined(first, Arrays.copyOf(second, 9)));
        write("cut-later.gz", joined(first, Arrays.copyOf(second, second.length - 3)));
        write("text-follows.gz", joined(first, "a long text that nobody compressed".getBytes(StandardCharsets.UTF_8)));

        assertThat(lines(at("two.gz"))).containsExactly("m1", "m2");
        for (String damaged : List.of("cut-member.gz", "cut-later.gz", "text-follows.gz")) {
            assertThatThrownBy(() -> lines(at(damaged)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Compressed file file:" + at(damaged));
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void aDamagedCompressedFileIsNamed() throws IOException {
        byte[] whole = gzip("hello\nworld\n".repeat(1000));
        write("cut.gz", Arrays.copyOf(whole, 40));
        write("no.gz", "not compressed at all");

        assertThatThrownBy(() -> lines(at("cut.gz")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Compressed file file:" + at("cut.gz") + " ends too early");
        assertThatThrownBy(() -> lines(at("no.gz")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Compressed file file:" + at("no.gz") + " is not a valid compressed file");
    }

    @Test
    void compressionThatIsNotSupportedIsNotReadAsText() throws IOException {
        write("t.bz2", "BZh9");

        assertThatThrownBy(() -> lines(at("t.bz2"))).hasMessageContaining(".bz2 is not supported");
    }

    @Test
    void wholeTextFilesAreKeyedByTheirUri() throws IOException {
        Path file =
                write("w/s p#%.txt", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', '\r', '\n', (byte) 0xff});

        List<Pair> files = Actions.collect(TextInput.wholeTextFiles(runner, at("w"), 2, Pair.PAIRING));

        assertThat(files).containsExactly(Pair.of("file:" + file, "\ufeffa\r\n\ufffd"));
    }

    @Test
    void wholeTextFilesArePutTogetherUntilTheyReachTheirShare() throws IOException {
        write("w/empty", "");
        for (int i = 0; i < 10; i++) {
            write("w/f" + i, "x".repeat(10));
        }

        assertThat(TextInput.wholeTextFiles(runner, at("w"), 1, Pair.PAIRING).numPartitions())
                .isEqualTo(2);
        assertThat(TextInput.wholeTextFiles(runner, at("w"), 3, Pair.PAIRING).numPartitions())
                .isEqualTo(3);
        assertThat(Actions.count(TextInput.wholeTextFiles(runner, at("w"), 3, Pair.PAIRING)))
                .isEqualTo(11);
    }

    @Test
    void wholeTextFilesLeavesDirectoriesOut() {
        assertThat(Actions.count(TextInput.wholeTextFiles(runner, dir.toString(), 2, Pair.PAIRING)))
                .isEqualTo(2);
    }
}
