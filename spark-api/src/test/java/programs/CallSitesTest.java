// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import ember.engine.CallSites;
import ember.model.CallSite;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.junit.jupiter.api.Test;

class CallSitesTest extends LocalSpark {

    @Test
    void placeIsTheCallOfTheProgram() {
        CallSite site = sc.parallelize(List.of(1)).rdd().engine().callSite();

        assertThat(site.shortForm()).matches("parallelize at CallSitesTest\\.java:\\d+");
        assertThat(site.longForm().split("\n")).hasSizeLessThanOrEqualTo(20).satisfies(lines -> {
            assertThat(lines[0]).startsWith("org.apache.spark.api.java.JavaSparkContext.parallelize(");
            assertThat(lines[1]).startsWith("programs.CallSitesTest.placeIsTheCallOfTheProgram(");
        });
    }

    @Test
    void constructorIsNamedAfterItsClass() {
        JavaDoubleRDD doubles = sc.parallelizeDoubles(List.of(1.0));

        assertThat(new JavaDoubleRDD(doubles.srdd()).rdd().engine().callSite().shortForm())
                .startsWith("JavaDoubleRDD at CallSitesTest.java:");
    }

    @Test
    void threadWithoutUsersFramesHasNoPlace() throws Exception {
        FutureTask<CallSite> task = new FutureTask<>(CallSites::find);
        Thread thread = new Thread(task);
        thread.start();

        assertThat(task.get().shortForm()).isEqualTo("run at <unknown>:0");
    }

    @Test
    void programsMaySetThePlace() {
        sc.setCallSite("here");
        assertThat(sc.emptyRDD().toString()).isEqualTo("EmptyRDD[0] at here");

        sc.clearCallSite();
        assertThat(sc.emptyRDD().toString()).startsWith("EmptyRDD[1] at emptyRDD at CallSitesTest.java:");
    }
}
