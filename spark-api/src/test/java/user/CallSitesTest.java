// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package user;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.CallSite;
import org.apache.spark.util.CallSites;
import org.apache.spark.util.CallSitesProbe;
import org.junit.jupiter.api.Test;

class CallSitesTest {

    @Test
    void placeIsTheFirstFrameOutsideTheApi() {
        CallSite site = CallSites.current();

        assertThat(site.shortForm()).matches("current at CallSitesTest\\.java:\\d+");
        assertThat(site.longForm().split("\n")).hasSizeLessThanOrEqualTo(20).satisfies(lines -> {
            assertThat(lines[0]).startsWith("org.apache.spark.util.CallSites.current(");
            assertThat(lines[1]).startsWith("user.CallSitesTest.placeIsTheFirstFrameOutsideTheApi(");
        });
    }

    @Test
    void threadWithoutUsersFramesHasNoPlace() throws Exception {
        CallSite[] site = new CallSite[1];
        Thread thread = new Thread(CallSitesProbe.into(site));
        thread.start();
        thread.join();

        assertThat(site[0]).isEqualTo(CallSite.EMPTY);
    }
}
