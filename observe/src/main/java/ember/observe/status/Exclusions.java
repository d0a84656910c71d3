// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

/** Marks what is excluded, and where. Guarded by the store's lock. */
final class Exclusions {
    private final StatusStore store;

    /** @param store of which all executors and stages are detailed ones */
    Exclusions(StatusStore store) {
        this.store = store;
    }

    void executor(String executor, boolean excluded) {
        LiveExecutor known = store.executors.get(executor);
        if (known != null) {
            ((DetailedExecutor) known).exclude(excluded);
        }
    }

    void host(String host, boolean excluded) {
        for (LiveExecutor executor : store.executors.values()) {
            if (executor.host().equals(host)) {
                ((DetailedExecutor) executor).exclude(excluded);
            }
        }
    }

    void executorInStage(String executor, int stageId, int attempt) {
        LiveStage stage = store.stageOf(stageId, attempt);
        LiveExecutor known = store.executors.get(executor);
        if (stage != null && known != null) {
            ((DetailedStage) stage).excluded(executor);
            ((DetailedExecutor) known).excludeInStage(stageId);
        }
    }

    void hostInStage(String host, int stageId, int attempt) {
        for (LiveExecutor executor : store.executors.values()) {
            if (executor.host().equals(host)) {
                executorInStage(executor.executor(), stageId, attempt);
            }
        }
    }
}
