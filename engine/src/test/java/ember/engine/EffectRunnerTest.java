// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.engine.listen.ListenerBus;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions for a commit, asked by tasks and answered by the scheduler. */
@Timeout(30)
class EffectRunnerTest {
    private final EffectRunner effects = new EffectRunner(
            null, Map.of(), new ListenerBus(List.of()), null, EnginePorts.AccumulatorMerge.NONE, 1 << 20);

    @Test
    void aTaskIsToldWhatTheSchedulerSays() throws Exception {
        asked(question -> effects.answerCommit(
                new Effect.AnswerCommit(((SchedulerEvent.CommitRequested) question).taskId(), true)));
        assertThat(effects.askToCommit(3)).isTrue();
    }

    @Test
    void aTaskThatWaitsWhenTheEngineStopsIsToldNo() throws Exception {
        asked(question -> effects.stop());
        assertThat(effects.askToCommit(3)).isFalse();
    }

    @Test
    void aTaskThatAsksAfterTheStopIsToldNo() throws Exception {
        asked(question -> {});
        effects.stop();
        assertThat(effects.askToCommit(3)).isFalse();
    }

    @Test
    void anInterruptedTaskDoesNotWait() {
        asked(question -> {});
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> effects.askToCommit(3)).isInstanceOf(InterruptedException.class);
    }

    private void asked(Consumer<SchedulerEvent> scheduler) {
        effects.answerTo(scheduler, scheduler);
    }
}
