// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.spark.SerialForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

class BlockIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"rdd_1_2", "shuffle_1_2_3", "broadcast_4", "broadcast_4_piece0", "taskresult_9"})
    void nameTellsTheBlock(String name) {
        assertThat(BlockId.apply(name).name()).isEqualTo(name);
        assertThat(BlockId.apply(name)).isEqualTo(BlockId.apply(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "rdd_1", "rdd_1_-2", "rdd_1_+2", "rdd_1_x", "rdd_1_99999999999", "taskresult_", ""})
    void otherNamesAreRefused(String name) {
        assertThatExceptionOfType(UnrecognizedBlockId.class)
                .isThrownBy(() -> BlockId.apply(name))
                .withMessage("Failed to parse " + name + " into a block ID");
    }

    @Test
    void kindIsKnown() {
        assertThat(BlockId.apply("rdd_1_2").isRDD()).isTrue();
        assertThat(BlockId.apply("rdd_1_2").asRDDId()).isEqualTo(Option.apply(new RDDBlockId(1, 2)));
        assertThat(BlockId.apply("shuffle_1_2_3").isShuffle()).isTrue();
        assertThat(BlockId.apply("shuffle_1_2_3").asRDDId()).isEqualTo(Option.empty());
        assertThat(BlockId.apply("broadcast_4").isBroadcast()).isTrue();
    }

    @Test
    void hashCodesAreSparks() {
        assertThat(new RDDBlockId(1, 2).hashCode()).isEqualTo(-1030810363);
    }

    @Test
    void holderOfBlocksTravels() throws Exception {
        BlockManagerId driver = BlockManagerId.apply("driver", "h", 7, Option.apply("rack"));

        assertThat(SerialForm.copyOf(driver)).isEqualTo(driver).hasToString("BlockManagerId(driver, h, 7, Some(rack))");
        assertThat(driver.isDriver()).isTrue();
        assertThat(driver.hostPort()).isEqualTo("h:7");
    }

    @Test
    void rddIsDescribedWithSizesForPeople() {
        RDDInfo info =
                new RDDInfo(3, "nm", 4, StorageLevel.MEMORY_ONLY(), false, null, "cs", Option.empty(), 1, 2048, 2047);

        assertThat(info)
                .hasToString("RDD \"nm\" (3) StorageLevel: StorageLevel(memory, deserialized, 1 replicas); "
                        + "CachedPartitions: 1; TotalPartitions: 4; MemorySize: 2.0 KiB; DiskSize: 2047.0 B");
        assertThat(info.isCached()).isTrue();
    }
}
