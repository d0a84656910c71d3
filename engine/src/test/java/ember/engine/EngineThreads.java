// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import java.util.ArrayList;
import java.util.List;

/** The threads that engines of this JVM have left. */
final class EngineThreads {
    private static final List<String> NAMES =
            List.of("dag-scheduler", "Executor task launch", "stage-preparation", "spark-listener-group");

    private EngineThreads() {}

    /** Names of those that are alive after they were given up to 20 seconds to end. */
    static List<String> left() throws InterruptedException {
        List<String> left = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + 20_000_000_000L;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (NAMES.stream().anyMatch(thread.getName()::startsWith)) {
                thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        return left;
    }
}
