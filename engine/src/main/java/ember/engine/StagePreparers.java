// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.Threads;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where stages are prepared: user code (partitions, locations, serialisation) runs there, never on the control loop. */
final class StagePreparers {
    private static final int THREADS = 2;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    StagePreparers() {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), body -> {
                    Thread thread = Threads.daemon(body, "stage-preparation");
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    void run(Runnable preparation) {
        threads.execute(preparation);
    }

    void stop() {
        threads.shutdownNow();
    }
}
