// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.scheduler.table.IdTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The task sets that are not forgotten yet, by stage, oldest first; only the last of a stage may be no zombie. */
final class TaskSets {
    private final IdTable<List<TaskSet>> byStage = new IdTable<>();

    void add(TaskSet set) {
        List<TaskSet> ofStage = byStage.get(set.stageId());
        if (ofStage == null) {
            ofStage = new ArrayList<>(1);
            byStage.add(set.stageId(), ofStage);
        }
        ofStage.add(set);
    }

    /** Forgets a set; false: it was forgotten before. */
    boolean remove(TaskSet set) {
        List<TaskSet> ofStage = byStage.get(set.stageId());
        if (ofStage == null || !ofStage.remove(set)) {
            return false;
        }
        if (ofStage.isEmpty()) {
            byStage.remove(set.stageId());
        }
        return true;
    }

    /** A stage's sets, oldest first. */
    List<TaskSet> of(int stageId) {
        List<TaskSet> ofStage = byStage.get(stageId);
        return ofStage == null ? List.of() : List.copyOf(ofStage);
    }

    /** A stage's set that still launches tasks; null: it has none. */
    @Nullable
    TaskSet current(int stageId) {
        List<TaskSet> ofStage = byStage.get(stageId);
        TaskSet last = ofStage == null ? null : ofStage.get(ofStage.size() - 1);
        return last == null || last.isZombie() ? null : last;
    }

    boolean isEmpty() {
        return byStage.isEmpty();
    }

    List<TaskSet> all() {
        List<TaskSet> all = new ArrayList<>();
        byStage.values().forEach(all::addAll);
        return all;
    }

    /** @throws IllegalStateException at the first broken one */
    void checkInvariants(int running) {
        int runningInSets = 0;
        for (List<TaskSet> ofStage : byStage.values()) {
            for (TaskSet set : ofStage) {
                runningInSets += set.running();
                if (!set.isZombie() && set != ofStage.get(ofStage.size() - 1)) {
                    throw new IllegalStateException("stage " + set.stageId() + " has two live task sets");
                }
                if (set.isDone()) {
                    throw new IllegalStateException("a finished task set of stage " + set.stageId() + " was kept");
                }
            }
        }
        if (runningInSets != running) {
            throw new IllegalStateException(running + " tasks run, " + runningInSets + " of them in sets");
        }
    }

    /** A number that two with the same past share. */
    long fingerprint() {
        long hash = byStage.size();
        for (List<TaskSet> ofStage : byStage.values()) {
            for (TaskSet set : ofStage) {
                hash = hash * 31 + fingerprint(set);
            }
        }
        return hash;
    }

    private static long fingerprint(TaskSet set) {
        long hash = set.stageId() * 31L + set.stageAttempt();
        hash = hash * 31 + set.unfinished();
        SlowTasks slow = set.slowTasks();
        for (int index = 0; index < set.size(); index++) {
            boolean awaitsCopy = slow != null && slow.waiting().contains(index);
            hash = hash * 31 + set.launches(index) * 8L + (set.isSuccessful(index) ? 1 : 0);
            hash += (set.pending().contains(index) ? 2 : 0) + (awaitsCopy ? 4 : 0);
        }
        return hash;
    }
}
