// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void largeWorldsRunEachTaskOnceAndLeaveNothing() {
        List<Scale.World> worlds = new Scale(System::nanoTime).run(100_000, 1_000, 10_000, 1_000);
        worlds.forEach(System.out::println);
        assertThat(worlds).extracting(Scale.World::tasks).containsExactly(100_000L, 100_000L, 10_000L, 10_000L, 4_000L);
    }

    @Test
    void turnsFollowTheTasksNotTheExecutors() {
        List<Scale.World> few = new Scale(() -> 0).run(10_000, 100, 100, 100);
        List<Scale.World> many = new Scale(() -> 0).run(10_000, 10_000, 100, 100);
        assertThat(many.get(0).turns()).isLessThan(few.get(0).turns());
        assertThat(few).allSatisfy(world -> assertThat(world.turns()).isLessThan(world.tasks() * 3));
    }
}
