// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private final List<String> told = new ArrayList<>();
    private final InOrder<String> inOrder = new InOrder<>(4, (index, result) -> told.add(index + "=" + result));

    @Test
    void whatComesInTurnIsHandedOnAtOnce() throws Exception {
        inOrder.accept(0, "a");
        assertThat(told).containsExactly("0=a");
        inOrder.accept(1, "b");
        assertThat(told).containsExactly("0=a", "1=b");
    }

    @Test
    void whatComesEarlyWaitsForThoseBeforeIt() throws Exception {
        inOrder.accept(2, "c");
        inOrder.accept(1, null);
        assertThat(told).isEmpty();
        inOrder.accept(0, "a");
        assertThat(told).containsExactly("0=a", "1=null", "2=c");
        inOrder.accept(3, "d");
        assertThat(told).hasSize(4).last().isEqualTo("3=d");
    }
}
