// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapred.FileAlreadyExistsException;
import org.apache.hadoop.mapred.InvalidInputException;
import org.apache.hadoop.mapred.InvalidJobConfException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SequenceFileOutputFormat;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.hadoop.mapred.TextOutputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.SerializableWritable;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaHadoopRDD;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** What is expected was seen on Spark 4.2.0. */
class HadoopFilesTest {
    @TempDir
    Path dir;

    private JavaSparkContext sc;

    @BeforeEach
    void start() {
        sc = new JavaSparkContext(
                new SparkConf(false).setMaster("local[2]").setAppName("hadoop").set("spark.hadoop.my.key", "mine"));
    }

    @AfterEach
    void stop() {
        sc.stop();
    }

    private JavaPairRDD<IntWritable, Text> pairs() {
        return sc.parallelizePairs(List.of(new Tuple2<>(1, "a"), new Tuple2<>(2, "bb"), new Tuple2<>(3, "ccc")), 2)
                .mapToPair(pair -> new Tuple2<>(new IntWritable(pair._1()), new Text(pair._2())));
    }

    private static List<String> texts(JavaPairRDD<IntWritable, Text> written) {
        return written.map(pair -> pair._1() + "=" + pair._2()).collect();
    }

    private List<String> names(String directory) {
        String[] names = dir.resolve(directory).toFile().list((d, name) -> !name.endsWith(".crc"));
        Arrays.sort(names);
        return List.of(names);
    }

    private String lines() throws Exception {
        return Files.writeString(dir.resolve("lines"), "one\ntwo\nthree\n").toString();
    }

    @Test
    void sequenceFilesAreWrittenAndReadByTheOlderInterface() {
        pairs().saveAsHadoopFile(dir + "/seq", IntWritable.class, Text.class, SequenceFileOutputFormat.class);
        assertThat(names("seq")).containsExactly("_SUCCESS", "part-00000", "part-00001");

        JavaPairRDD<IntWritable, Text> read = sc.sequenceFile(dir + "/seq", IntWritable.class, Text.class);

        assertThat(texts(read)).containsExactly("1=a", "2=bb", "3=ccc");
        assertThat(read.rdd().toString()).startsWith(dir + "/seq HadoopRDD[").contains("] at sequenceFile at ");
    }

    @Test
    void outputCanBeCompressed() {
        pairs().saveAsHadoopFile(
                        dir + "/seq",
                        IntWritable.class,
                        Text.class,
                        SequenceFileOutputFormat.class,
                        DefaultCodec.class);
        assertThat(texts(sc.sequenceFile(dir + "/seq", IntWritable.class, Text.class, 3)))
                .containsExactly("1=a", "2=bb", "3=ccc");
        sc.parallelize(List.of("x", "y"), 2).saveAsTextFile(dir + "/text", GzipCodec.class);
        assertThat(names("text")).containsExactly("_SUCCESS", "part-00000.gz", "part-00001.gz");
        assertThat(sc.textFile(dir + "/text").collect()).containsExactly("x", "y");
    }

    @Test
    void sequenceFilesAreWrittenAndReadByTheNewerInterface() {
        pairs().saveAsNewAPIHadoopFile(
                        dir + "/new",
                        IntWritable.class,
                        Text.class,
                        org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat.class);
        assertThat(names("new")).containsExactly("_SUCCESS", "part-r-00000", "part-r-00001");

        JavaPairRDD<IntWritable, Text> read = sc.newAPIHadoopFile(
                dir + "/new",
                org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat.class,
                IntWritable.class,
                Text.class,
                new Configuration());

        assertThat(texts(read)).containsExactly("1=a", "2=bb", "3=ccc");
        assertThat(read.rdd().toString()).startsWith(dir + "/new NewHadoopRDD[").contains("] at newAPIHadoopFile at ");
    }

    @Test
    void whatAConfigurationSaysIsWritten() throws Exception {
        JobConf older = new JobConf();
        older.setOutputKeyClass(IntWritable.class);
        older.setOutputValueClass(Text.class);
        older.setOutputFormat(TextOutputFormat.class);
        org.apache.hadoop.mapred.FileOutputFormat.setOutputPath(older, new org.apache.hadoop.fs.Path(dir + "/older"));
        pairs().saveAsHadoopDataset(older);
        Job newer = Job.getInstance();
        newer.setOutputFormatClass(org.apache.hadoop.mapreduce.lib.output.TextOutputFormat.class);
        org.apache.hadoop.mapreduce.lib.output.FileOutputFormat.setOutputPath(
                newer, new org.apache.hadoop.fs.Path(dir + "/newer"));
        pairs().saveAsNewAPIHadoopDataset(newer.getConfiguration());

        assertThat(sc.textFile(dir + "/older").collect()).containsExactly("1\ta", "2\tbb", "3\tccc");
        assertThat(sc.textFile(dir + "/newer").collect()).containsExactly("1\ta", "2\tbb", "3\tccc");
        assertThatThrownBy(() -> pairs().saveAsHadoopDataset(new JobConf(false)))
                .isInstanceOf(InvalidJobConfException.class)
                .hasMessage("Output directory not set in JobConf.");
    }

    @Test
    void recordsAreReadIntoOnePairOfObjects() throws Exception {
        JavaRDD<String> kept = sc.hadoopFile(lines(), TextInputFormat.class, LongWritable.class, Text.class, 1)
                .mapPartitions(records -> {
                    List<Text> texts = new ArrayList<>();
                    records.forEachRemaining(record -> texts.add(record._2()));
                    return List.of(texts.toString()).iterator();
                });
        // Two splits, of the nine bytes that lead up to the third line and of it: each keeps what it read last.
        assertThat(kept.collect().toString()).doesNotContain("one");
    }

    @Test
    void aFunctionIsToldTheSplit() throws Exception {
        JavaHadoopRDD<LongWritable, Text> older = (JavaHadoopRDD<LongWritable, Text>)
                sc.hadoopFile(lines(), TextInputFormat.class, LongWritable.class, Text.class, 3);
        JavaRDD<Long> lengths = older.mapPartitionsWithInputSplit(
                (split, records) -> List.of(split.getLength()).iterator(), true);
        assertThat(lengths.collect()).containsExactly(4L, 4L, 4L, 2L);
        assertThat(lengths.rdd().toString())
                .startsWith("HadoopMapPartitionsWithSplitRDD[1] at mapPartitionsWithInputSplit at ");

        JavaNewHadoopRDD<LongWritable, Text> newer = (JavaNewHadoopRDD<LongWritable, Text>) sc.newAPIHadoopFile(
                lines(),
                org.apache.hadoop.mapreduce.lib.input.TextInputFormat.class,
                LongWritable.class,
                Text.class,
                new Configuration());
        assertThat(newer.mapPartitionsWithInputSplit(
                                (split, records) -> List.of(split.getLength()).iterator(), false)
                        .collect())
                .containsExactly(14L);
    }

    @Test
    void whatAConfigurationSaysIsRead() throws Exception {
        JobConf older = new JobConf();
        org.apache.hadoop.mapred.FileInputFormat.setInputPaths(older, lines());
        assertThat(sc.hadoopRDD(older, TextInputFormat.class, LongWritable.class, Text.class)
                        .count())
                .isEqualTo(3);
        Job newer = Job.getInstance();
        org.apache.hadoop.mapreduce.lib.input.FileInputFormat.setInputPaths(newer, lines());
        JavaPairRDD<LongWritable, Text> read = sc.newAPIHadoopRDD(
                newer.getConfiguration(),
                org.apache.hadoop.mapreduce.lib.input.TextInputFormat.class,
                LongWritable.class,
                Text.class);
        assertThat(read.count()).isEqualTo(3);
        assertThat(read.name()).isNull();
    }

    @Test
    void whatHadoopThrowsComesOutAsItIs() {
        assertThatThrownBy(() -> sc.sequenceFile(dir + "/none", IntWritable.class, Text.class)
                        .count())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Input path does not exist: file:" + dir + "/none");
        pairs().saveAsHadoopFile(dir + "/seq", IntWritable.class, Text.class, SequenceFileOutputFormat.class);
        assertThatThrownBy(() -> pairs().saveAsHadoopFile(
                                dir + "/seq", IntWritable.class, Text.class, SequenceFileOutputFormat.class))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage("Output directory file:" + dir + "/seq already exists");
        assertThatThrownBy(() -> sc.textFile("nosuch://x/y").count())
                .isInstanceOf(org.apache.hadoop.fs.UnsupportedFileSystemException.class)
                .hasMessage("No FileSystem for scheme \"nosuch\"");
    }

    @Test
    void aSaveThatFailsLeavesAnEmptyDirectory() {
        assertThatThrownBy(() -> pairs().mapToPair(pair -> {
                            if (pair._1().get() == 3) {
                                throw new IllegalStateException("mine");
                            }
                            return pair;
                        })
                        .saveAsHadoopFile(
                                dir + "/failed", IntWritable.class, Text.class, SequenceFileOutputFormat.class))
                .isInstanceOf(SparkException.class)
                .hasMessage("Job aborted.")
                .hasStackTraceContaining("Task failed while writing rows")
                .hasStackTraceContaining("java.lang.IllegalStateException: mine");
        assertThat(names("failed")).isEmpty();
    }

    /** A scheme that is not Ember's: Hadoop's file system for the local disk under another name. */
    @Test
    void otherFileSystemsAreHadoops() throws Exception {
        sc.hadoopConfiguration().set("fs.other.impl", Other.class.getName());
        String root = "other://" + dir;

        sc.parallelize(List.of("x", "y"), 2).saveAsTextFile(root + "/text");
        sc.parallelize(List.of(1, 2, 3), 2).saveAsObjectFile(root + "/objects");

        assertThat(sc.textFile(root + "/text").collect()).containsExactly("x", "y");
        assertThat(sc.<Integer>objectFile(root + "/objects").collect()).containsExactly(1, 2, 3);
        assertThat(sc.<Integer>objectFile(dir + "/objects").collect()).containsExactly(1, 2, 3);
    }

    /** The local file system as {@code other:}. */
    public static final class Other extends org.apache.hadoop.fs.RawLocalFileSystem {
        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
            return Arrays.stream(super.listStatus(path)).map(Other::plain).toArray(FileStatus[]::new);
        }

        @Override
        public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
            return plain(super.getFileStatus(path));
        }

        /** Without rights, which are looked for under {@code file:} only. */
        private static FileStatus plain(FileStatus status) {
            return new FileStatus(
                    status.getLen(),
                    status.isDirectory(),
                    1,
                    status.getBlockSize(),
                    status.getModificationTime(),
                    status.getPath());
        }

        @Override
        public java.net.URI getUri() {
            return java.net.URI.create("other:///");
        }
    }

    @Test
    void functionsCanUseWritablesAndConfigurations() {
        SerializableWritable<Text> text = new SerializableWritable<>(new Text("hi"));
        SerializableConfiguration conf = new SerializableConfiguration(sc.hadoopConfiguration());
        assertThat(sc.parallelize(List.of(1))
                        .map(x -> text.value() + " " + conf.value().get("my.key"))
                        .collect())
                .containsExactly("hi mine");
        assertThat(text).hasToString("hi");
    }

    @Test
    void aStreamKnowsHadoopsSettings() throws Exception {
        assertThat(sc.binaryFiles(lines())
                        .map(file -> file._2().getConfiguration().get("my.key")
                                + file._2().toArray().length)
                        .collect())
                .containsExactly("mine14");
        assertThat(sc.hadoopConfiguration()).isSameAs(sc.sc().hadoopConfiguration());
    }
}
