// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.BlockSizes;
import ember.model.MapOutput;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MapOutputTableTest {
    private final MapOutputTable table = new MapOutputTable();
    private final MapOutputTable.Shuffle shuffle = table.registerShuffle(7, 3, 1, List.of());

    private static MapOutput output(int map, long writer, String executor) {
        return new MapOutput(7, map, writer, executor, "host" + executor, BlockSizes.of(new long[] {10}));
    }

    @Test
    @Tag("MOT-003")
    void aShuffleThatWasUnregisteredIsNotKnown() {
        shuffle.register(output(0, 0, "a"));
        shuffle.register(output(1, 1, "b"));
        table.unregisterShuffle(7);
        assertThat(table.get(7)).isNull();
        assertThat(table.removeOutputsOnExecutor("a")).isEmpty();
        table.unregisterShuffle(7);
    }

    @Test
    void aShuffleIsRegisteredOnce() {
        assertThatThrownBy(() -> table.registerShuffle(7, 3, 1, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("shuffle 7 registered twice");
    }

    @Test
    @Tag("MOT-033")
    void anOutputThatWasUnregisteredLeavesNothingBehind() {
        shuffle.register(output(0, 0, "a"));
        shuffle.register(output(1, 1, "a"));
        assertThat(shuffle.unregister(0, 0)).isTrue();
        assertThat(shuffle.unregister(0, 0)).isFalse();
        assertThat(shuffle.snapshot().output(0)).isNull();
        assertThat(table.removeOutputsOnExecutor("a"))
                .extracting(MapOutput::mapPartition)
                .containsExactly(1);
        assertThat(table.removeOutputsOnExecutor("a")).isEmpty();
        table.checkInvariants(executor -> true);
    }

    @Test
    void anOutputMadeAnewOutlivesALateReportOfTheOldOne() {
        shuffle.register(output(0, 0, "a"));
        shuffle.unregister(0, 0);
        shuffle.register(output(0, 5, "b"));
        assertThat(shuffle.unregister(0, 0)).isFalse();
        assertThat(shuffle.findMissingPartitions()).containsExactly(1, 2);
    }
}
