// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.TaskAttempt;
import ember.model.event.AccumulableInfo;
import ember.model.event.StageInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last values of named accumulators that each running stage attempt changed. Used by the loop's thread. */
final class StageAccumulables {
    private final Map<Long, Map<Long, AccumulableInfo>> byAttempt = new HashMap<>();

    void begin(StageInfo stage) {
        byAttempt.put(key(stage.stageId(), stage.attempt()), new LinkedHashMap<>());
    }

    /** No effect if the stage attempt has completed: nobody will ask again. */
    void changed(TaskAttempt task, List<AccumulableInfo> changed) {
        Map<Long, AccumulableInfo> known = byAttempt.get(key(task.stageId(), task.stageAttempt()));
        if (known == null) {
            return;
        }
        for (AccumulableInfo info : changed) {
            known.put(
                    info.id(),
                    new AccumulableInfo(
                            info.id(), info.name(), null, info.value(), info.internal(), info.countFailedValues()));
        }
    }

    /** The stage's description with its accumulators, which are forgotten. */
    StageInfo complete(StageInfo stage) {
        Map<Long, AccumulableInfo> known = byAttempt.remove(key(stage.stageId(), stage.attempt()));
        return known == null || known.isEmpty() ? stage : stage.withAccumulables(new ArrayList<>(known.values()));
    }

    private static long key(int stageId, int attempt) {
        return (long) stageId << 32 | attempt;
    }
}
