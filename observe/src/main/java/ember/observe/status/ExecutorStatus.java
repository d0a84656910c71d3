// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

/**
 * A living executor as it was when it was asked for.
 *
 * @param cores tasks it can run at once
 * @param runningTasks task attempts it runs
 * @param storedBytes what its cached blocks take in memory
 */
public record ExecutorStatus(String executor, String host, int cores, int runningTasks, long storedBytes) {}
