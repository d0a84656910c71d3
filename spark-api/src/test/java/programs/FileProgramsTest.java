// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProgramsTest extends LocalSpark {
    @TempDir
    Path folder;

    private String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static List<String> visible(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    @Test
    void wordsOfAFileAreCountedAndSaved() throws Exception {
        String input = write("in.txt", "to be or\nnot to be\n");
        Path output = folder.resolve("out");

        sc.textFile(input)
                .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
                .mapToPair(word -> new scala.Tuple2<>(word, 1))
                .reduceByKey(Integer::sum)
                .sortByKey(true, 1)
                .saveAsTextFile(output.toString());

        assertThat(visible(output)).containsExactly("_SUCCESS", "part-00000");
        assertThat(Files.readString(output.resolve("part-00000"))).isEqualTo("(be,2)\n(not,1)\n(or,1)\n(to,2)\n");
    }

    @Test
    void pathIsTheNameAndAMissingOneIsFoundOutLater() {
        JavaRDD<String> missing = sc.textFile(folder.resolve("nowhere").toString());

        assertThat(missing.name()).isEqualTo(folder.resolve("nowhere").toString());
        assertThatThrownBy(missing::getNumPartitions).hasMessageContaining("Input path does not exist: file:");
    }

    @Test
    void existingOutputIsRefused() throws Exception {
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1));
        numbers.saveAsTextFile(folder.resolve("out").toString());

        assertThatThrownBy(() -> numbers.saveAsTextFile(folder.resolve("out").toString()))
                .hasMessageMatching("Output directory file:.*/out already exists");
    }

    @Test
    void failedSaveLeavesNoParts() throws Exception {
        Path output = folder.resolve("out");

        assertThatThrownBy(() ->
                        sc.parallelize(List.of(1, 2), 2).map(i -> 1 / (i - 2)).saveAsTextFile(output.toString()))
                .isInstanceOf(SparkException.class);

        assertThat(visible(output)).isEmpty();
    }

    @Test
    void wholeFilesArePairsOfNameAndText() throws Exception {
        write("a.txt", "one\ntwo");
        write("b.txt", "");

        var files = sc.wholeTextFiles(folder.toString()).collectAsMap();

        assertThat(files).hasSize(2).containsEntry("file:" + folder.resolve("a.txt"), "one\ntwo");
    }

    @Test
    void invalidUtf8IsReplaced() throws Exception {
        Path file = folder.resolve("bad.txt");
        Files.write(file, new byte[] {'a', (byte) 0xFF, 'b'});

        assertThat(sc.textFile(file.toString()).collect()).containsExactly(new String(new char[] {'a', 0xFFFD, 'b'}));
    }
}
