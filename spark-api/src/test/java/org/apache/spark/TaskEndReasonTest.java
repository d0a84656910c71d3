// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.storage.BlockManagerId;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;

class TaskEndReasonTest {

    private static final Seq<AccumulableInfo> NONE = (Seq<AccumulableInfo>) (Seq<?>) Nil$.MODULE$;
    private static final BlockManagerId ADDRESS = BlockManagerId.apply("1", "h", 77, Option.empty());

    @Test
    void eachFailureSaysWhatHappened() {
        assertThat(Resubmitted$.MODULE$.toErrorString()).isEqualTo("Resubmitted (resubmitted due to lost executor)");
        assertThat(TaskResultLost$.MODULE$.toErrorString())
                .isEqualTo("TaskResultLost (result lost from block manager)");
        assertThat(UnknownReason$.MODULE$.toErrorString()).isEqualTo("UnknownReason");
        assertThat(new TaskKilled("why", NONE).toErrorString()).isEqualTo("TaskKilled (why)");
        assertThat(new TaskCommitDenied(1, 2, 3).toErrorString())
                .isEqualTo("TaskCommitDenied (Driver denied task commit) for job: 1, partition: 2, attemptNumber: 3");
        assertThat(new ExecutorLostFailure("7", true, Option.empty()).toErrorString())
                .isEqualTo("ExecutorLostFailure (executor 7 exited caused by one of the running tasks)");
        assertThat(new ExecutorLostFailure("7", false, Option.apply("r")).toErrorString())
                .isEqualTo("ExecutorLostFailure (executor 7 exited unrelated to the running tasks) Reason: r");
        assertThat(new FetchFailed(ADDRESS, 1, 2, 3, 4, "m").toErrorString())
                .isEqualTo("FetchFailed(BlockManagerId(1, h, 77, None), shuffleId=1, mapIndex=3, mapId=2, reduceId=4, "
                        + "message=\nm\n)");
        assertThat(new FetchFailed(null, 1, 2, 3, 4, "m").toErrorString()).startsWith("FetchFailed(null, ");
    }

    @Test
    void exceptionIsToldByItsTraceOrElseByItsParts() {
        StackTraceElement[] stack = {new StackTraceElement("A", "b", "C.java", 3)};

        assertThat(new ExceptionFailure("cls", "desc", stack, "trace", Option.empty(), NONE).toErrorString())
                .isEqualTo("trace");
        assertThat(new ExceptionFailure("cls", "desc", stack, null, Option.empty(), NONE).toErrorString())
                .isEqualTo("cls: desc\n        A.b(C.java:3)");
    }

    @Test
    void onlyWhatTheTaskIsToBlameForCountsAgainstIt() {
        assertThat(UnknownReason$.MODULE$.countTowardsTaskFailures()).isTrue();
        assertThat(TaskResultLost$.MODULE$.countTowardsTaskFailures()).isTrue();
        assertThat(new ExecutorLostFailure("7", true, Option.empty()).countTowardsTaskFailures())
                .isTrue();
        assertThat(new ExecutorLostFailure("7", false, Option.empty()).countTowardsTaskFailures())
                .isFalse();
        assertThat(new TaskKilled("why", NONE).countTowardsTaskFailures()).isFalse();
        assertThat(new TaskCommitDenied(1, 2, 3).countTowardsTaskFailures()).isFalse();
        assertThat(new FetchFailed(ADDRESS, 1, 2, 3, 4, "m").countTowardsTaskFailures())
                .isFalse();
    }

    @Test
    void valuesPrintCompareAndHashAsScalasCaseClasses() {
        assertThat(new TaskCommitDenied(1, 2, 3))
                .hasToString("TaskCommitDenied(1,2,3)")
                .isEqualTo(new TaskCommitDenied(1, 2, 3))
                .isNotEqualTo(new TaskCommitDenied(1, 2, 4));
        assertThat(new TaskCommitDenied(1, 2, 3).hashCode()).isEqualTo(-1854616093);
    }

    @Test
    void singletonsStaySingle() throws Exception {
        assertThat(SerialForm.copyOf(Success$.MODULE$)).isSameAs(Success$.MODULE$);
        assertThat(Success$.MODULE$).hasToString("Success");
    }
}
