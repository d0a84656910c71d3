// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import ember.rdd.Dependency;
import ember.rdd.Rdd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Numbers and pairs in a context that can checkpoint, and what a checkpoint must do to any RDD. */
abstract class Checkpoints extends LocalSpark {
    @TempDir
    Path directory;

    JavaRDD<Integer> numbers;
    JavaPairRDD<Integer, Integer> pairs;

    @BeforeEach
    void data() {
        sc.setCheckpointDir(directory.toString());
        numbers = sc.parallelize(Arrays.asList(1, 2, 3, 4, 5, 6, 7, 8), 4);
        pairs = numbers.mapToPair(i -> new Tuple2<>(i % 3, i));
    }

    static List<Dependency> dependencies(JavaRDDLike<?, ?> rdd) {
        return rdd.rdd().engine().dependencies();
    }

    static Rdd<?> parent(JavaRDDLike<?, ?> rdd) {
        return dependencies(rdd).get(0).rdd();
    }

    /** Elements as texts in an order of their own: what is shuffled has none, and arrays no equality. */
    static List<String> sorted(JavaRDDLike<?, ?> rdd) {
        List<String> texts = new ArrayList<>();
        rdd.collect().forEach(element -> texts.add(String.valueOf(element)));
        Collections.sort(texts);
        return texts;
    }

    /** Made twice: a checkpoint must be asked for before the first job. */
    static <R extends JavaRDDLike<?, ?>> R truncatesReliably(Supplier<R> maker) {
        R plain = maker.get();
        List<String> elements = sorted(plain);
        R truncated = maker.get();
        truncated.checkpoint();
        truncated.count();

        assertThat(truncated.isCheckpointed()).isTrue();
        assertThat(parent(truncated).kind()).isEqualTo("ReliableCheckpointRDD");
        assertThat(dependencies(truncated)).hasSize(1);
        assertThat(parent(truncated).dependencies()).isEmpty();
        assertThat(truncated.getNumPartitions()).isEqualTo(plain.getNumPartitions());
        assertThat(sorted(truncated)).isEqualTo(elements);
        assertThat(truncated.partitioner()).isEqualTo(plain.partitioner());
        return truncated;
    }

    /** Its parents are truncated after a job of the child's, which then reads them from their checkpoints. */
    static void readsTruncatedParents(JavaRDDLike<?, ?> child, JavaRDDLike<?, ?>... parents) {
        for (JavaRDDLike<?, ?> parent : parents) {
            parent.checkpoint();
        }
        List<String> elements = sorted(child);
        for (JavaRDDLike<?, ?> parent : parents) {
            assertThat(parent.isCheckpointed()).isTrue();
            assertThat(parent(parent).kind()).isEqualTo("ReliableCheckpointRDD");
        }
        assertThat(sorted(child)).isEqualTo(elements);
    }
}
