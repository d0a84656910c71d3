// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import ember.observe.status.StageStatus;
import ember.observe.status.StatusStore;
import java.util.ArrayList;
import java.util.List;

/** The stages that run, a line each, below a line of the heap. */
final class StagesView implements ConsoleView {
    private static final int MAX_STAGES = 10;
    private static final long MIB = 1 << 20;

    private final StatusStore status;

    StagesView(StatusStore status) {
        this.status = status;
    }

    @Override
    public List<String> lines(long nowMillis, int width) {
        List<String> lines = new ArrayList<>();
        List<StageStatus> stages = status.activeStages();
        for (int i = 0; i < stages.size() && i < MAX_STAGES; i++) {
            lines.add(StageLine.of("Stage " + stages.get(i).stageId(), stages.get(i), nowMillis, width));
        }
        if (stages.size() > MAX_STAGES) {
            lines.add("and " + (stages.size() - MAX_STAGES) + " more stages");
        }
        if (!lines.isEmpty()) {
            lines.add(StageLine.cut(heap(), width));
        }
        return lines;
    }

    /** As far as the JVM knows: garbage is counted until it is collected. */
    static String heap() {
        Runtime runtime = Runtime.getRuntime();
        return "Heap " + (runtime.totalMemory() - runtime.freeMemory()) / MIB + " of " + runtime.maxMemory() / MIB
                + " MiB";
    }
}
