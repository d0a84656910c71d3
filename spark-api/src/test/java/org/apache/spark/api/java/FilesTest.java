// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.SparkFiles;
import org.apache.spark.input.PortableDataStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

class FilesTest {
    @TempDir
    Path dir;

    private JavaSparkContext sc;

    @BeforeEach
    void start() {
        sc = new JavaSparkContext(new SparkConf(false).setMaster("local[2]").setAppName("files"));
    }

    @AfterEach
    void stop() {
        sc.stop();
    }

    private String write(String name, String text) throws Exception {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    @Test
    void objectFilesHoldTheElementsInTheirOrder() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            numbers.add(i % 13 == 0 ? null : i);
        }
        String path = dir.resolve("objects").toString();

        sc.parallelize(numbers, 3).saveAsObjectFile(path);

        assertThat(new File(path).list()).contains("part-00000", "part-00001", "part-00002", "_SUCCESS");
        assertThat(sc.<Integer>objectFile(path).collect()).isEqualTo(numbers);
        // Many splits, each of which has to find the first mark behind its beginning.
        JavaRDD<Integer> split = sc.objectFile(path, 12);
        assertThat(split.getNumPartitions()).isGreaterThan(5);
        assertThat(split.collect()).isEqualTo(numbers);
        assertThat(split.mapPartitions(part -> List.of(part.hasNext()).iterator())
                        .collect())
                .contains(true);
    }

    @Test
    void anObjectFileThatSparkWroteCanBeRead() throws Exception {
        Path written = Path.of(getClass().getResource("/spark-object-file").toURI());
        assertThat(sc.<Integer>objectFile(written.toString()).collect())
                .isEqualTo(Arrays.asList(1, 2, 3, null, 5, 6, 7, 8, 9, 10, 11));
    }

    @Test
    void anObjectFileHasTheBytesThatSparkWritesButForItsMark() throws Exception {
        byte[] spark =
                getClass().getResourceAsStream("/spark-object-file/part-00000").readAllBytes();
        String path = dir.resolve("objects").toString();

        sc.parallelize(Arrays.asList(1, 2, 3, null, 5, 6, 7, 8, 9, 10, 11), 1).saveAsObjectFile(path);

        byte[] written = Files.readAllBytes(Path.of(path, "part-00000"));
        int mark = new String(spark, StandardCharsets.ISO_8859_1).indexOf("BytesWritable") + 13 + 2 + 4;
        System.arraycopy(spark, mark, written, mark, 16);
        assertThat(written).isEqualTo(spark);
    }

    @Test
    void whatIsNoObjectFileIsNamed() throws Exception {
        String text = write("text", "hello world");
        assertThatThrownBy(() -> sc.objectFile(text).count())
                .isInstanceOf(SparkException.class)
                .hasStackTraceContaining("java.io.IOException: file:" + text + " not a SequenceFile");
        assertThatThrownBy(() -> sc.objectFile(dir + "/none").count())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("Input path does not exist: file:" + dir + "/none");
    }

    @Test
    void whatCannotBeSerialisedFailsTheSave() {
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1)
                        .map(x -> new Object())
                        .saveAsObjectFile(dir.resolve("objects").toString()))
                .isInstanceOf(SparkException.class)
                .hasMessage("Job aborted.")
                .hasRootCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void objectFilesAreCalledAsInSpark() {
        String path = dir.resolve("objects").toString();
        sc.parallelize(List.of(1), 1).saveAsObjectFile(path);
        JavaRDD<Integer> read = sc.objectFile(path);
        assertThat(read.toDebugString())
                .matches("(?s)\\(1\\) MapPartitionsRDD\\[4] at .* \\[]\n \\|  " + path + " HadoopRDD\\[3] at .* \\[]");
        assertThat(read.name()).isNull();
    }

    @Test
    void binaryFilesAreOpenedByTasks() throws Exception {
        write("in/a", "first");
        write("in/b", "");
        write("in/_hidden", "x");
        JavaPairRDD<String, PortableDataStream> files = sc.binaryFiles(dir + "/in");

        assertThat(files.mapValues(stream -> {
                            try (DataInputStream in = stream.open()) {
                                return in.read();
                            }
                        })
                        .collect())
                .containsExactlyInAnyOrder(
                        new Tuple2<>("file:" + dir + "/in/a", (int) 'f'), new Tuple2<>("file:" + dir + "/in/b", -1));
        Tuple2<String, PortableDataStream> collected = files.first();
        assertThat(collected._2().getPath()).isEqualTo(collected._1());
        assertThat(files.filter(pair -> pair._1().endsWith("a")).first()._2().toArray())
                .isEqualTo("first".getBytes(StandardCharsets.UTF_8));
        assertThat(files.rdd().toString()).startsWith(dir + "/in BinaryFileRDD[0] at ");
    }

    @Test
    void smallBinaryFilesGoTogether() throws Exception {
        for (int i = 0; i < 40; i++) {
            write("in/" + i, "12345");
        }
        assertThat(sc.binaryFiles(dir + "/in", 40).getNumPartitions()).isEqualTo(1);
        sc.stop();
        sc = new JavaSparkContext(new SparkConf(false)
                .setMaster("local[2]")
                .setAppName("files")
                .set("spark.files.maxPartitionBytes", "20")
                .set("spark.files.openCostInBytes", "1"));
        assertThat(sc.binaryFiles(dir + "/in").getNumPartitions()).isEqualTo(10);
        // An equal share of 240 bytes for 30 tasks is 8 bytes: two files reach it.
        assertThat(sc.binaryFiles(dir + "/in", 30).getNumPartitions()).isEqualTo(20);
    }

    @Test
    void binaryRecordsHaveOneLength() throws Exception {
        String file = write("records", "abcdef");
        JavaRDD<byte[]> records = sc.binaryRecords(file, 2);
        assertThat(records.map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .collect())
                .containsExactly("ab", "cd", "ef");
        assertThat(records.toDebugString()).contains(" |  " + file + " NewHadoopRDD[0] at ");
        assertThatThrownBy(() -> sc.binaryRecords(file, 4).count()).hasStackTraceContaining("java.io.EOFException");
        assertThatThrownBy(() -> sc.binaryRecords(file, 0).count())
                .hasStackTraceContaining("java.lang.ArithmeticException: / by zero");
    }

    @Test
    void anAddedFileIsFoundByTasksAndDriver() throws Exception {
        sc.addFile(write("one.txt", "hello"));
        assertThat(Files.readString(Path.of(SparkFiles.get("one.txt")))).isEqualTo("hello");
        assertThat(sc.parallelize(List.of(1, 2), 2)
                        .map(x -> Files.readString(Path.of(SparkFiles.get("one.txt"))))
                        .collect())
                .containsExactly("hello", "hello");
        assertThat(sc.sc().listFiles().mkString()).isEqualTo("file:" + dir + "/one.txt");
        Path root = Path.of(SparkFiles.getRootDirectory());
        sc.stop();
        assertThat(root).doesNotExist();
    }

    @Test
    void whatCannotBeAddedIsSaid() throws Exception {
        String one = write("one.txt", "hello");
        String other = write("sub/one.txt", "other");
        sc.addFile(one);
        sc.addFile(one);
        assertThatThrownBy(() -> sc.addFile(other))
                .isInstanceOf(SparkException.class)
                .hasMessageMatching("File .*/one.txt exists and does not match contents of file:" + other);
        assertThatThrownBy(() -> sc.addFile(dir + "/none"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("File file:" + dir + "/none does not exist");
        assertThatThrownBy(() -> sc.addFile(dir + "/sub"))
                .isInstanceOf(SparkException.class)
                .hasMessage("[UNSUPPORTED_ADD_FILE.DIRECTORY] Don't support add file. The file file:" + dir
                        + "/sub/ is a directory, consider to set \"spark.sql.legacy.addSingleFileInAddFile\" to \"false\"."
                        + " SQLSTATE: 0A000");
        sc.addFile(dir + "/sub", true);
        assertThat(Path.of(SparkFiles.get("sub"), "one.txt")).hasContent("other");
    }

    @Test
    void tasksFindTheClassesOfAnAddedJar() throws Exception {
        Path jar = dir.resolve("added.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("found.txt"));
            out.write("here".getBytes(StandardCharsets.UTF_8));
        }
        sc.addJar(jar.toString());
        sc.addJar(dir + "/none.jar");
        sc.addJar(null);
        assertThat(sc.parallelize(List.of(1), 1)
                        .map(x -> Thread.currentThread().getContextClassLoader().getResource("found.txt") != null)
                        .collect())
                .containsExactly(true);
        assertThat(sc.sc().listJars().mkString()).isEqualTo("file:" + jar);
        sc.sc().addArchive(jar + "#unpacked");
        assertThat(Path.of(SparkFiles.get("unpacked"), "found.txt")).hasContent("here");
    }
}
