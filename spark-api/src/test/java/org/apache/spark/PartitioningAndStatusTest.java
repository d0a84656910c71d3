// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import scala.Tuple2;

class PartitioningAndStatusTest {

    @Test
    void hashPartitionerIsNonNegativeAndPutsNullFirst() {
        HashPartitioner three = new HashPartitioner(3);

        assertThat(three.getPartition(null)).isZero();
        assertThat(three.getPartition(-4)).isEqualTo(2);
        assertThat(three.getPartition(new Tuple2<>("a", 1))).isEqualTo(Math.floorMod(-1734940110, 3));
    }

    @Test
    void hashPartitionersAreEqualByCount() throws Exception {
        assertThat(new HashPartitioner(3)).isEqualTo(new HashPartitioner(3)).hasSameHashCodeAs(new HashPartitioner(3));
        assertThat(new HashPartitioner(3)).isNotEqualTo(new HashPartitioner(4));
        assertThat(SerialForm.copyOf(new HashPartitioner(3)).numPartitions()).isEqualTo(3);
    }

    @Test
    void negativePartitionCountIsRefusedAndZeroOnlyWhenAsked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashPartitioner(-1))
                .withMessage("requirement failed: Number of partitions (-1) cannot be negative.");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new HashPartitioner(0).getPartition("x"));
    }

    @Test
    void statusIsFoundByName() {
        assertThat(JobExecutionStatus.fromString("RUNNING")).isEqualTo(JobExecutionStatus.RUNNING);
        assertThat(JobExecutionStatus.fromString(null)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobExecutionStatus.fromString("x"))
                .withMessage("Illegal type='x'. Supported type values: RUNNING, SUCCEEDED, FAILED, UNKNOWN");
    }

    @Test
    void snapshotsTravel() throws Exception {
        SparkJobInfo job = SerialForm.copyOf(new SparkJobInfoImpl(1, new int[] {2, 3}, JobExecutionStatus.FAILED));
        SparkStageInfo stage = new SparkStageInfoImpl(1, 2, 3L, "n", 4, 5, 6, 7);

        assertThat(job.stageIds()).containsExactly(2, 3);
        assertThat(job.status()).isEqualTo(JobExecutionStatus.FAILED);
        assertThat(SerialForm.copyOf(stage)).isEqualTo(stage);
    }

    @Test
    void outsideATaskThereIsNoContextAndThePartitionIsZero() {
        assertThat(TaskContext.get()).isNull();
        assertThat(TaskContext.getPartitionId()).isZero();
    }
}
