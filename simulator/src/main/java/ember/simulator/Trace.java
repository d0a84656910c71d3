// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.transcript.EffectText;
import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers the last lines of a run: each fact, and indented what was ordered, in the words of transcripts. */
public final class Trace {
    private final int most;
    private final Deque<String> lines = new ArrayDeque<>();
    private final EffectText text = new EffectText(line -> add("    " + line));

    /** @param most how many lines are kept */
    public Trace(int most) {
        this.most = most;
        text.showAll();
    }

    void fact(SchedulerEvent event, long nowNanos) {
        add(nowNanos / 1000 + " us " + event);
    }

    void effect(Effect effect) {
        effect.performBy(text);
    }

    private void add(String line) {
        if (lines.size() == most) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
