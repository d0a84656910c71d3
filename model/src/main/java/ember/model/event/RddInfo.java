// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import ember.model.CallSite;
import ember.model.StorageLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RDD as it is described in logs, events and the UI.
 *
 * @param givenName the name the user gave it; null: none
 * @param kind its kind as Spark names it, such as {@code MapPartitionsRDD}
 * @param parentIds the RDDs it depends on, through narrow dependencies or shuffles
 * @param scope id and name of the operation that made it, as JSON; null: none
 * @param determinism {@code DETERMINATE}, {@code UNORDERED} or {@code INDETERMINATE}
 */
public record RddInfo(
        int id,
        @Nullable String givenName,
        String kind,
        int numPartitions,
        StorageLevel storageLevel,
        boolean barrier,
        List<Integer> parentIds,
        CallSite callSite,
        @Nullable String scope,
        String determinism) {
    public RddInfo {
        parentIds = List.copyOf(parentIds);
    }

    /** The given name, or else the kind. */
    public String name() {
        return givenName != null ? givenName : kind;
    }

    /** The scope; of an RDD without one, its own, named by the method that made it; null: that is not known either. */
    public @Nullable String scopeJson() {
        int end = callSite.shortForm().indexOf(" at ");
        return scope != null || end <= 0
                ? scope
                : "{\"id\":\"" + id + "\",\"name\":\"" + callSite.shortForm().substring(0, end) + "\"}";
    }

    /** As in logs: {@code ShuffledRDD[86] at reduceByKey at WordCount.java:24}, after the given name if there is one. */
    @Override
    public String toString() {
        return (givenName == null ? "" : givenName + " ") + kind + "[" + id + "] at " + callSite.shortForm();
    }
}
