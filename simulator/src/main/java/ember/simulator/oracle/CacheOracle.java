// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.CacheLocations;
import ember.model.TaskLocation;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.scenario.CachedRdd;
import ember.simulator.scenario.StageModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A stage is prepared knowing exactly which cached partitions are where, as told until then. */
final class CacheOracle extends Oracle {
    private final Ledger ledger;
    private final Map<Integer, Map<Integer, Set<String>>> places = new HashMap<>();

    CacheOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Whether every partition of an RDD is cached somewhere. */
    boolean isWhollyCached(CachedRdd rdd) {
        for (int partition = 0; partition < rdd.partitions(); partition++) {
            if (places(rdd.id(), partition).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Set<String> places(int rddId, int partition) {
        return places.getOrDefault(rddId, Map.of()).getOrDefault(partition, Set.of());
    }

    @Override
    String rule() {
        return "cached blocks are where the scheduler says";
    }

    @Override
    public void blockChanged(SchedulerEvent.BlockChanged event) {
        if (ledger.executor(event.executor()) == null) {
            return;
        }
        Set<String> keepers = places.computeIfAbsent(event.rddId(), id -> new HashMap<>())
                .computeIfAbsent(event.partition(), partition -> new HashSet<>());
        if (event.level().isValid()) {
            keepers.add(event.executor());
        } else {
            keepers.remove(event.executor());
        }
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        for (Map<Integer, Set<String>> partitions : places.values()) {
            for (Set<String> keepers : partitions.values()) {
                keepers.remove(event.executor());
            }
        }
    }

    @Override
    public void rddUnpersisted(SchedulerEvent.RddUnpersisted event) {
        places.remove(event.rddId());
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        for (CachedRdd rdd : ((StageModel) effect.work()).cachedRdds()) {
            for (int partition = 0; partition < rdd.partitions(); partition++) {
                Violation.unless(
                        executors(effect.cached(), rdd.id(), partition).equals(places(rdd.id(), partition)),
                        "a stage is prepared with wrong places of cached partitions",
                        effect);
            }
        }
    }

    private static Set<String> executors(CacheLocations cached, int rddId, int partition) {
        Set<String> executors = new HashSet<>();
        for (TaskLocation place : cached.of(rddId, partition)) {
            executors.add(String.valueOf(place.executor()));
        }
        return executors;
    }
}
