// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import org.apache.spark.storage.StorageLevel;

/** Steps that keep what was computed. */
enum KeepOp implements Op {
    PERSIST,
    CHECKPOINT,
    LOCAL_CHECKPOINT;

    private static final List<StorageLevel> LEVELS = List.of(
            StorageLevels.MEMORY_ONLY,
            StorageLevels.MEMORY_AND_DISK,
            StorageLevels.MEMORY_ONLY_SER,
            StorageLevels.MEMORY_AND_DISK_SER,
            StorageLevels.DISK_ONLY,
            StorageLevels.OFF_HEAP,
            StorageLevels.MEMORY_ONLY_2,
            StorageLevels.DISK_ONLY_2,
            StorageLevels.MEMORY_AND_DISK_SER_2);

    @Override
    public Frame run(JavaSparkContext context, Step step, Frame left, Frame right) {
        // An RDD of its own, so that one that is kept already can be kept in another way.
        if (left.hasPairs()) {
            JavaPairRDD<Object, Object> kept = left.pairs().mapValues(value -> value);
            switch (this) {
                case PERSIST -> kept.persist(level(step));
                case CHECKPOINT -> kept.checkpoint();
                default -> kept.rdd().localCheckpoint();
            }
            return Frame.of(kept, left.order(), left.most());
        }
        JavaRDD<Object> kept = left.elements().map(value -> value);
        switch (this) {
            case PERSIST -> kept.persist(level(step));
            case CHECKPOINT -> kept.checkpoint();
            default -> kept.rdd().localCheckpoint();
        }
        return Frame.of(kept, left.order(), left.most());
    }

    private static StorageLevel level(Step step) {
        return LEVELS.get(Math.floorMod(step.variant(), LEVELS.size()));
    }

    @Override
    public List<Object> model(Step step, List<Object> left, List<Object> right) {
        return left;
    }
}
