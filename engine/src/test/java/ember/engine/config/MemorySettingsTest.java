// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.storage.memory.MemoryBudget;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemorySettingsTest {
    private static final long MIB = 1L << 20;

    private static MemoryBudget budget(long heapBytes, String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new MemorySettings(new ConfigValues(values)).budget(heapBytes);
    }

    @Test
    void ofALargeHeap300MibAreSetAside() {
        assertThat(budget(4096 * MIB).maxBytes()).isEqualTo((long) (3796 * MIB * 0.6));
    }

    @Test
    void ofASmallHeapAFifthIsSetAside() {
        assertThat(budget(64 * MIB).maxBytes()).isEqualTo((long) ((64 * MIB - 64 * MIB / 5) * 0.6));
    }

    @Test
    void aBudgetOfItsOwnTakesTheFractionsPlace() {
        assertThat(budget(1024 * MIB, "ember.memory", "100m", "spark.memory.fraction", "0.1")
                        .maxBytes())
                .isEqualTo(100 * MIB);
    }

    @Test
    void nothingMayBeLeftForData() {
        assertThat(budget(1024 * MIB, "spark.memory.fraction", "0").maxBytes()).isZero();
    }

    @Test
    void aPromiseThatTheHeapCannotKeepIsRefused() {
        assertThatThrownBy(() -> budget(100 * MIB, "ember.memory", "90m"))
                .hasMessage(
                        "ember.memory should be more than 0 and at most 83886080 bytes, what a heap of 104857600 bytes"
                                + " leaves for data, but was 90m");
        assertThatThrownBy(() -> budget(100 * MIB, "ember.memory", "0")).hasMessageContaining("but was 0");
    }

    @Test
    void cachedBlocksKeepTheirPart() {
        MemoryBudget budget = budget(1024 * MIB, "ember.memory", "100m", "spark.memory.storageFraction", "0.25");
        assertThat(budget.protectedStorageBytes()).isEqualTo(25 * MIB);
    }

    @Test
    void fractionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> budget(MIB, "spark.memory.fraction", "1.5"))
                .hasMessage("spark.memory.fraction should be between 0 and 1 (was '1.5').");
        assertThatThrownBy(() -> budget(MIB, "spark.memory.storageFraction", "1"))
                .hasMessageContaining("Storage fraction must be in [0,1)");
    }
}
