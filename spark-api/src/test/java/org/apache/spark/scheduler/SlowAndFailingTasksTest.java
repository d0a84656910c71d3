// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** Second copies of slow tasks, and executors that are kept off, as a program sees them. */
class SlowAndFailingTasksTest {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    private JavaSparkContext start(SparkConf conf) {
        JavaSparkContext context = new JavaSparkContext(conf.setAppName("test"));
        context.sc().addSparkListener(new SparkListener() {
            @Override
            public void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted event) {
                heard.add(event.toString());
            }

            @Override
            public void onExecutorExcludedForStage(SparkListenerExecutorExcludedForStage event) {
                heard.add("excluded " + event.executorId() + " after " + event.taskFailures());
            }

            @Override
            @SuppressWarnings("deprecation") // told beside the event that replaces it
            public void onExecutorBlacklistedForStage(SparkListenerExecutorBlacklistedForStage event) {
                heard.add("blacklisted " + event.executorId() + " after " + event.taskFailures());
            }

            @Override
            public void onTaskEnd(SparkListenerTaskEnd event) {
                TaskInfo task = event.taskInfo();
                heard.add(task.id() + " " + (task.speculative() ? "copy " : "") + task.status());
            }
        });
        return context;
    }

    private static int attemptThatDoesNotHang() throws InterruptedException {
        TaskContext task = TaskContext.get();
        if (task.partitionId() == 1 && task.attemptNumber() == 0) {
            Thread.sleep(600_000);
        }
        return task.attemptNumber();
    }

    @Test
    void aTaskThatHangsIsOvertakenByItsSecondCopy() {
        SparkConf conf = new SparkConf(false)
                .setMaster("local[2]")
                .set("ember.executors", "2")
                .set("spark.speculation", "true")
                .set("spark.speculation.quantile", "0.5");
        try (JavaSparkContext context = start(conf)) {
            List<Integer> attempts = context.parallelize(List.of(1, 2), 2)
                    .map(element -> attemptThatDoesNotHang())
                    .collect();
            assertThat(attempts).containsExactly(0, 1);
        }
        assertThat(heard)
                .contains("SparkListenerSpeculativeTaskSubmitted(0,0,1,1)", "1.1 copy SUCCESS")
                .doesNotContain("1.0 SUCCESS");
    }

    @Test
    void aTaskThatMayRunNowhereFailsItsJobInSparksWords() {
        SparkConf conf = new SparkConf(false)
                .setMaster("local[1,4]")
                .set("spark.excludeOnFailure.enabled", "true")
                .set("spark.excludeOnFailure.stage.maxFailedTasksPerExecutor", "1");
        try (JavaSparkContext context = start(conf)) {
            assertThatThrownBy(() -> context.parallelize(List.of(1), 1)
                            .map(element -> 1 / (element - 1))
                            .collect())
                    .isInstanceOf(SparkException.class)
                    .hasMessageStartingWith("Job aborted due to stage failure: \n"
                            + "Aborting TaskSet 0.0 because task 0 (partition 0)\n"
                            + "cannot run anywhere due to node and executor excludeOnFailure.\n"
                            + "Most recent failure:\n"
                            + "Lost task 0.0 in stage 0.0 (TID 0) (localhost executor driver):"
                            + " java.lang.ArithmeticException: / by zero")
                    .hasMessageEndingWith(
                            "\n\nExcludeOnFailure behavior can be configured via spark.excludeOnFailure.*.\n");
        }
        assertThat(heard).contains("blacklisted driver after 1", "excluded driver after 1");
    }
}
