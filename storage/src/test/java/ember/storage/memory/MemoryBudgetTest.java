// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.storage.memory.TaskMemory.Reservation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MIB = 1L << 20;

    private final MemoryBudget budget = new MemoryBudget(64 * MIB, 32 * MIB);

    private static Reservation plain(TaskMemory task) {
        return task.reserve(() -> {});
    }

    @Test
    void cachedBlocksMayTakeAllThatIsFree() {
        assertThat(budget.tryAcquireStorage(60 * MIB)).isTrue();
        assertThat(budget.tryAcquireStorage(5 * MIB)).isFalse();
        assertThat(budget.tryAcquireStorage(4 * MIB)).isTrue();
        assertThat(budget.freeBytes()).isZero();
        budget.releaseStorage(60 * MIB);
        assertThat(budget.storageBytes()).isEqualTo(4 * MIB);
    }

    @Test
    void aTaskAloneMayTakeAllThatIsFree() {
        try (TaskMemory task = budget.newTask()) {
            Reservation reservation = plain(task);
            assertThat(reservation.growTo(64 * MIB)).isTrue();
            assertThat(budget.executionBytes()).isEqualTo(64 * MIB);
            assertThat(reservation.growTo(64 * MIB + 1)).isFalse();
        }
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void aTaskDrivesCachedBlocksOutDownToTheirShare() {
        assertThat(budget.tryAcquireStorage(48 * MIB)).isTrue();
        budget.addStorageKeeper(bytes -> {
            budget.releaseStorage(bytes);
            return bytes;
        });
        try (TaskMemory task = budget.newTask()) {
            Reservation reservation = plain(task);
            assertThat(reservation.growTo(32 * MIB)).isTrue();
            assertThat(budget.storageBytes()).isEqualTo(32 * MIB);
            assertThat(reservation.growTo(33 * MIB)).isFalse();
            assertThat(budget.storageBytes()).isEqualTo(32 * MIB);
        }
    }

    @Test
    void cachedBlocksDriveNoTaskOut() {
        try (TaskMemory task = budget.newTask()) {
            assertThat(plain(task).growTo(40 * MIB)).isTrue();
            assertThat(budget.tryAcquireStorage(24 * MIB + 1)).isFalse();
            assertThat(budget.maxStorageBytes()).isEqualTo(24 * MIB);
        }
    }

    @Test
    void mapOutputsGiveWayToTasksAndToCachedBlocks() {
        try (TaskMemory task = budget.newTask()) {
            Reservation reservation = plain(task);
            assertThat(reservation.growTo(50 * MIB)).isTrue();
            assertThat(reservation.handOver()).isEqualTo(50 * MIB);
        }
        assertThat(budget.shuffleBytes()).isEqualTo(50 * MIB);
        budget.addShuffleKeeper(bytes -> {
            budget.releaseShuffle(bytes);
            return bytes;
        });
        assertThat(budget.tryAcquireStorage(20 * MIB)).isTrue();
        assertThat(budget.shuffleBytes()).isEqualTo(44 * MIB);
        try (TaskMemory task = budget.newTask()) {
            assertThat(plain(task).growTo(30 * MIB)).isTrue();
        }
        assertThat(budget.shuffleBytes()).isEqualTo(14 * MIB);
    }

    @Test
    void mapOutputsThatCannotMoveKeepOthersOut() {
        try (TaskMemory task = budget.newTask()) {
            Reservation reservation = plain(task);
            assertThat(reservation.growTo(50 * MIB)).isTrue();
            reservation.handOver();
        }
        assertThat(budget.tryAcquireStorage(20 * MIB)).isFalse();
    }

    @Test
    void eachOfTwoTasksMayHoldHalf() {
        try (TaskMemory first = budget.newTask();
                TaskMemory second = budget.newTask()) {
            Reservation one = plain(first);
            Reservation other = plain(second);
            assertThat(one.growTo(32 * MIB)).isTrue();
            assertThat(one.growTo(32 * MIB + 1)).isFalse();
            assertThat(other.growTo(32 * MIB)).isTrue();
        }
    }

    @Test
    void aTaskWithLessThanItsShareWaitsForOneWithMore() throws InterruptedException {
        TaskMemory first = budget.newTask();
        Reservation one = plain(first);
        assertThat(one.growTo(64 * MIB)).isTrue();
        CountDownLatch opened = new CountDownLatch(1);
        AtomicReference<Boolean> granted = new AtomicReference<>();
        Thread second = new Thread(() -> {
            try (TaskMemory task = budget.newTask()) {
                Reservation other = plain(task);
                opened.countDown();
                boolean had = false;
                while (!had) {
                    had = other.growTo(16 * MIB);
                }
                granted.set(had);
            }
        });
        second.start();
        opened.await();
        assertThat(one.growTo(64 * MIB + 1)).isFalse();
        one.shrinkTo(0);
        second.join();
        first.close();
        assertThat(granted.get()).isTrue();
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void aStructureMakesTheOthersOfItsTaskSpillBeforeItIsRefused() {
        try (TaskMemory task = budget.newTask()) {
            Reservation[] spilling = new Reservation[1];
            spilling[0] = task.reserve(() -> spilling[0].shrinkTo(0));
            assertThat(spilling[0].growTo(60 * MIB)).isTrue();
            Reservation asking = plain(task);
            assertThat(asking.growTo(10 * MIB)).isTrue();
            assertThat(spilling[0].bytes()).isZero();
        }
    }

    @Test
    void aStructureOfAnotherThreadIsNotMadeToSpill() throws InterruptedException {
        try (TaskMemory task = budget.newTask()) {
            Thread other = new Thread(() -> {
                Reservation[] theirs = new Reservation[1];
                theirs[0] = task.reserve(() -> theirs[0].shrinkTo(0));
                theirs[0].growTo(60 * MIB);
            });
            other.start();
            other.join();
            assertThat(plain(task).growTo(10 * MIB)).isFalse();
            assertThat(task.heldBytes()).isEqualTo(60 * MIB);
        }
    }

    @Test
    void aFloorIsAlwaysGranted() {
        try (TaskMemory first = budget.newTask();
                TaskMemory second = budget.newTask()) {
            assertThat(plain(first).growTo(64 * MIB)).isTrue();
            assertThat(plain(second).growTo(second.floorBytes())).isTrue();
            assertThat(plain(second).growTo(second.floorBytes() + 1)).isFalse();
            assertThat(budget.freeBytes()).isZero();
            assertThat(budget.usedBytes()).isEqualTo(64 * MIB + second.floorBytes());
        }
    }

    @Test
    void aTaskThatHasEndedHoldsNothing() {
        TaskMemory task = budget.newTask();
        Reservation reservation = plain(task);
        assertThat(reservation.growTo(8 * MIB)).isTrue();
        task.close();
        reservation.close();
        assertThat(budget.usedBytes()).isZero();
        assertThat(reservation.growTo(8 * MIB)).isFalse();
        assertThat(budget.usedBytes()).isZero();
        assertThatThrownBy(() -> plain(task)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToTakeBackMoreThanItGave() {
        assertThatThrownBy(() -> budget.releaseStorage(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> budget.releaseShuffle(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesSharesThatMakeNoSense() {
        assertThatThrownBy(() -> new MemoryBudget(-1, 0)).hasMessage("maxBytes must be >= 0, was -1");
        assertThatThrownBy(() -> new MemoryBudget(10, 11))
                .hasMessage("protectedStorageBytes must be in [0, 10], was 11");
    }
}
