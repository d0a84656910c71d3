// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.CallSite;
import org.apache.spark.examples.UserProgram;
import org.junit.jupiter.api.Test;

class CallSitesTest {
    @Test
    void theUsersFrameIsNamedByTheMethodThatItCalled() {
        assertThat(UserProgram.callsTheFacade().shortForm()).matches("collect at UserProgram\\.java:\\d+");
    }

    @Test
    void aConstructorIsNamedByItsClass() {
        assertThat(UserProgram.constructsTheFacade().shortForm()).matches("JavaFacade at UserProgram\\.java:\\d+");
    }

    @Test
    void theStackBeginsWithTheMethodThatWasCalled() {
        String[] frames = UserProgram.callsTheFacade().longForm().split("\n");
        assertThat(frames[0]).startsWith("org.apache.spark.api.java.JavaFacade.collect(JavaFacade.java:");
        assertThat(frames[1]).startsWith("org.apache.spark.examples.UserProgram.callsTheFacade(UserProgram.java:");
    }

    @Test
    void theStackHasTwentyFramesAtTheMost() {
        CallSite site = UserProgram.deep(50);
        assertThat(site.longForm().split("\n")).hasSize(20);
    }

    @Test
    void aPlaceIsWhereItWasFoundHoweverLateItIsAskedFor() {
        CallSite one = UserProgram.callsTheFacade();
        CallSite same = UserProgram.callsTheFacade();
        assertThat(one.shortForm()).isEqualTo(same.shortForm());
        assertThat(one.longForm()).isNotEqualTo(same.longForm()).contains("CallSitesTest.aPlaceIsWhere");
    }
}
