// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.spark.SerialForm;
import org.apache.spark.api.java.StorageLevels;
import org.junit.jupiter.api.Test;

class StorageLevelTest {

    @Test
    void levelsPrintWhatTheyAre() {
        assertThat(StorageLevel.MEMORY_AND_DISK_SER_2()).hasToString("StorageLevel(disk, memory, 2 replicas)");
        assertThat(StorageLevel.MEMORY_ONLY()).hasToString("StorageLevel(memory, deserialized, 1 replicas)");
        assertThat(StorageLevel.NONE()).hasToString("StorageLevel(1 replicas)");
        assertThat(StorageLevel.OFF_HEAP().description()).isEqualTo("Disk Memory (off heap) Serialized 1x Replicated");
    }

    @Test
    void flagsAndHashCodeAreSparks() {
        assertThat(StorageLevel.MEMORY_ONLY().toInt()).isEqualTo(5);
        assertThat(StorageLevel.OFF_HEAP().toInt()).isEqualTo(14);
        assertThat(StorageLevel.MEMORY_ONLY().hashCode()).isEqualTo(206);
        assertThat(StorageLevel.DISK_ONLY_3().hashCode()).isEqualTo(331);
    }

    @Test
    void constantsOfBothClassesAreEqualButNotTheSame() {
        assertThat(StorageLevels.MEMORY_ONLY)
                .isEqualTo(StorageLevel.MEMORY_ONLY())
                .isNotSameAs(StorageLevel.MEMORY_ONLY());
        assertThat(StorageLevels.OFF_HEAP).isEqualTo(StorageLevel.OFF_HEAP());
        assertThat(StorageLevels.MEMORY_AND_DISK_SER_2).isEqualTo(StorageLevel.MEMORY_AND_DISK_SER_2());
    }

    @Test
    void namesAreExact() {
        assertThat(StorageLevel.fromString("DISK_ONLY_2")).isEqualTo(StorageLevel.DISK_ONLY_2());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StorageLevel.fromString("memory_only"))
                .withMessage("Invalid StorageLevel: memory_only");
    }

    @Test
    void replicationIsBelowForty() {
        assertThat(StorageLevel.apply(true, true, true, 39).replication()).isEqualTo(39);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StorageLevel.apply(true, true, true, 40))
                .withMessage("assertion failed: Replication restricted to be less than 40 for calculating hash codes");
    }

    @Test
    void levelThatKeepsNothingIsNotValid() {
        assertThat(StorageLevel.NONE().isValid()).isFalse();
        assertThat(StorageLevel.apply(true, true, true, 0).isValid()).isFalse();
        assertThat(StorageLevel.DISK_ONLY().isValid()).isTrue();
    }

    @Test
    void levelsTravel() throws Exception {
        assertThat(SerialForm.copyOf(StorageLevel.MEMORY_ONLY_2())).isEqualTo(StorageLevel.MEMORY_ONLY_2());
        assertThat(StorageLevel.MEMORY_ONLY_2().clone()).isEqualTo(StorageLevel.MEMORY_ONLY_2());
    }
}
