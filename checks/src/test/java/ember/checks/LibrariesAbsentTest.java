// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** What programs see without Hadoop, Kryo, Metrics and json4s: this module has none of them on its class path. */
class LibrariesAbsentTest {
    private static final String ADD_HADOOP =
            " needs Hadoop: add dev.ember:ember-hadoop:0.1.0, which brings Hadoop's client, to the class path.";

    private JavaSparkContext sc;

    @BeforeEach
    void start() {
        sc = new JavaSparkContext(new SparkConf(false).setMaster("local[2]").setAppName("absent"));
    }

    @AfterEach
    void stop() {
        sc.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.hadoop.conf.Configuration",
                "com.esotericsoftware.kryo.Kryo",
                "com.codahale.metrics.MetricRegistry",
                "org.json4s.JValue"
            })
    void theLibrariesAreAbsent(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void membersThatNeedHadoopSayWhatToAdd() {
        // Those that name types of Hadoop cannot even be compiled here.
        assertThatThrownBy(() -> sc.sequenceFile("x", Object.class, Object.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("sequenceFile" + ADD_HADOOP);
        assertThatThrownBy(() -> sc.textFile("s3a://b/c"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("textFile of s3a://b/c" + ADD_HADOOP);
        assertThatThrownBy(() -> sc.parallelize(List.of(1)).saveAsTextFile("hdfs://b/c"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageEndingWith(ADD_HADOOP);
    }

    @Test
    void membersThatNeedOtherLibrariesSayWhatToAdd() {
        KryoSerializer kryo = new KryoSerializer(new SparkConf(false));
        assertThat(kryo.maxBufferSizeMb()).isEqualTo(64);
        assertThatThrownBy(kryo::newInstance)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("KryoSerializer needs Kryo: add com.esotericsoftware:kryo-shaded:4.0.3 to the class path.");
    }

    @Test
    void capturedRddsAndContextsFailAsEver() {
        JavaPairRDD<Integer, Integer> pairs = sc.parallelizePairs(List.of(new Tuple2<>(1, 1)));
        assertThatThrownBy(
                        () -> sc.parallelize(List.of(1)).map(x -> pairs.count()).collect())
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("This RDD lacks a SparkContext");
        JavaSparkContext captured = sc;
        assertThatThrownBy(() -> sc.parallelize(List.of(1)).map(x -> captured.version()))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable");
    }

    @Test
    void whatNamesALibraryCanBeSerialisedAndLookedAt(@TempDir Path dir) throws Exception {
        Files.writeString(dir.resolve("a"), "a");
        assertThat(sc.binaryFiles(dir.toString()).collect()).hasSize(1);
        for (Object value :
                List.of(new ResourceInformation("gpu", new String[] {"0"}), new KryoSerializer(new SparkConf(false)))) {
            try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
                out.writeObject(value);
            }
        }
        for (Class<?> type : List.of(
                JavaSparkContext.class,
                SparkContext.class,
                JavaPairRDD.class,
                PortableDataStream.class,
                ResourceInformation.class,
                KryoSerializer.class)) {
            assertThat(type.getDeclaredMethods()).as(type.getName()).isNotEmpty();
        }
    }
}
