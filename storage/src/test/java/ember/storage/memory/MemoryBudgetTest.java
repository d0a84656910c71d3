// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void givesOutNoMoreThanThereIs() {
        MemoryBudget budget = new MemoryBudget(100);
        assertThat(budget.tryAcquire(60)).isTrue();
        assertThat(budget.tryAcquire(41)).isFalse();
        assertThat(budget.usedBytes()).isEqualTo(60);
        assertThat(budget.tryAcquire(40)).isTrue();
        budget.release(60);
        assertThat(budget.usedBytes()).isEqualTo(40);
    }

    @Test
    void refusesToTakeBackMoreThanItGave() {
        MemoryBudget budget = new MemoryBudget(100);
        assertThatThrownBy(() -> budget.release(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesANegativeSize() {
        assertThatThrownBy(() -> new MemoryBudget(-1)).hasMessage("maxBytes must be >= 0, was -1");
    }
}
