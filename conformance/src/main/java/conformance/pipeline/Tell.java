// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.StatCounter;
import scala.Tuple2;

/** What programs do in more than one expression. */
public final class Tell {
    /**
     * Halves and quarters often end just where digits are cut off: partitions are added up in the order in which they end, and the last
     * bit of the sum then decided how it is rounded.
     */
    private static final double BEYOND_A_TIE = 1 + 1e-12;

    private static final StorageLevel[] LEVELS = {
        StorageLevels.MEMORY_ONLY,
        StorageLevels.MEMORY_ONLY_SER,
        StorageLevels.MEMORY_AND_DISK,
        StorageLevels.DISK_ONLY,
        StorageLevels.MEMORY_AND_DISK_SER,
        StorageLevels.MEMORY_ONLY,
        StorageLevels.NONE
    };

    private Tell() {}

    public static StorageLevel level(int variant) {
        return LEVELS[variant % LEVELS.length];
    }

    public static List<Tuple2<Object, Object>> pairs(List<?> elements) {
        List<Tuple2<Object, Object>> pairs = new ArrayList<>();
        elements.forEach(element -> pairs.add(Fn.pair(element)));
        return pairs;
    }

    public static List<Double> numbers(List<?> elements) {
        List<Double> numbers = new ArrayList<>();
        elements.forEach(element -> numbers.add(Fn.number(element)));
        return numbers;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no element types of their own
    public static JavaRDD<Object>[] many(JavaRDD<Object> first, JavaRDD<Object> second, JavaRDD<Object> third) {
        return new JavaRDD[] {first, second, third};
    }

    /** Groups as plain lists, which later steps can compare. */
    public static JavaPairRDD<Object, Object> grouped(JavaPairRDD<Object, Iterable<Object>> groups) {
        return groups.mapValues(values -> {
            List<Object> list = new ArrayList<>();
            values.forEach(list::add);
            return list;
        });
    }

    public static <V> JavaPairRDD<Object, Object> joined(JavaPairRDD<Object, V> joined) {
        return joined.mapValues(values -> (Object) Show.text(values));
    }

    /** For each key that is there, how much of it is wanted; some keys have none. */
    public static Map<Object, Double> fractions(JavaPairRDD<Object, Object> pairs, int variant) {
        Map<Object, Double> fractions = new HashMap<>();
        for (Object key : pairs.keys().distinct().collect()) {
            fractions.put(key, (1 + Math.floorMod(Fn.digest(key) + variant, 9L)) / 10.0);
        }
        return fractions;
    }

    public static JavaRDD<Object> checkpointed(JavaSparkContext context, Path directory, JavaRDD<Object> rdd) {
        context.setCheckpointDir(directory.resolve("checkpoints").toString());
        rdd.checkpoint();
        return rdd;
    }

    public static JavaRDD<Object> localCheckpointed(JavaRDD<Object> rdd) {
        rdd.rdd().localCheckpoint();
        return rdd;
    }

    /** The elements, written into a directory of object files and read again; a pattern names the files, so they come in its order. */
    public static JavaRDD<Object> throughObjects(
            JavaSparkContext context, Path directory, JavaRDD<Object> rdd, int minPartitions) {
        int number = 0;
        while (Files.exists(directory.resolve("objects-" + number))) {
            number++;
        }
        Path saved = directory.resolve("objects-" + number);
        rdd.saveAsObjectFile(saved.toString());
        return context.objectFile(rdd.getNumPartitions() == 0 ? saved.toString() : saved + "/part-*", minPartitions);
    }

    /** What an RDD says of itself when it is known what earlier jobs have cached. */
    public static String description(JavaRDDLike<?, ?> rdd, StorageLevel level) {
        Settled.await(JavaSparkContext.fromSparkContext(rdd.context()));
        return rdd + "; name " + rdd.name() + "; " + rdd.getNumPartitions() + " partitions by "
                + Show.text(rdd.partitioner().isPresent() ? rdd.partitioner().get() : null) + "; "
                + Show.text(level) + "; checkpointed " + rdd.isCheckpointed() + "\n" + rdd.toDebugString();
    }

    /** What is kept, by the order in which it was made. */
    public static String persistent(JavaSparkContext context) {
        List<String> names = new ArrayList<>();
        context.getPersistentRDDs()
                .forEach((id, rdd) -> names.add(
                        String.format("%09d ", id) + rdd.name() + rdd.rdd().getStorageLevel()));
        names.sort(null);
        names.replaceAll(name -> name.substring(10));
        return names.toString();
    }

    public static List<Long> foreach(JavaSparkContext context, JavaRDD<Object> rdd) {
        LongAccumulator sum = context.sc().longAccumulator("sum");
        rdd.foreach(element -> sum.add(Fn.digest(element)));
        return List.of(sum.count(), sum.sum());
    }

    public static List<Long> foreachPartition(JavaSparkContext context, JavaRDD<Object> rdd) {
        LongAccumulator sizes = context.sc().longAccumulator();
        rdd.foreachPartition(all -> sizes.add(Fn.turned(all).size()));
        return List.of(sizes.count(), sizes.sum());
    }

    /** Sums of fractions may come in any order. */
    public static String rounded(Object value) {
        if (value instanceof StatCounter stats) {
            return stats.count() + " " + rounded(stats.mean()) + " " + rounded(stats.variance()) + " " + stats.min()
                    + " " + stats.max();
        }
        if (value instanceof BoundedDouble bounded) {
            return rounded(bounded.mean()) + " " + rounded(bounded.confidence()) + " " + rounded(bounded.low()) + " "
                    + rounded(bounded.high());
        }
        return String.format("%.9e", (Double) value * BEYOND_A_TIE);
    }

    /** Not the estimate: engines estimate differently, and Spark far off for elements of several types. */
    public static String estimated(long estimate) {
        return estimate == 0 ? "nothing" : "something";
    }

    /** The files that are written, and what is in them. */
    public static List<String> saved(Path directory, Consumer<String> save) throws IOException {
        Path saved = directory.resolve("saved");
        List<String> files = new ArrayList<>();
        try {
            save.accept(saved.toString());
        } finally {
            for (Path file : filesIn(saved)) {
                files.add(file.getFileName() + ": " + Show.text(Files.readString(file)));
            }
            Leftovers.delete(saved);
        }
        return files;
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }
}
