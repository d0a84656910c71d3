// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import ember.model.BlockId;
import ember.model.TaskAttempt;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the JVM's flight recorder of jobs, stages, tasks, shuffles, spills and cached blocks. The events are named {@code ember.*};
 * docs/flight-recorder.md lists them.
 *
 * <p>Until somebody begins to record, each call looks at one field and loads no event class.
 */
public final class Flight {
    /** A runtime image may have been made without it. */
    private static final boolean IS_HERE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Flight() {}

    /** Whether this Java runtime has a flight recorder. */
    public static boolean isHere() {
        return IS_HERE;
    }

    /** Whether anybody has begun to record in this JVM, now or before. */
    public static boolean isOn() {
        return IS_HERE && FlightRecorder.isInitialized();
    }

    /** A job begins. @return null: nobody records */
    public static @Nullable JobEvent job(EngineEvent.JobStarted job) {
        return isOn() ? JobEvent.started(job) : null;
    }

    /** A stage attempt begins. @return null: nobody records */
    public static @Nullable StageEvent stage(StageInfo stage) {
        return isOn() ? StageEvent.started(stage) : null;
    }

    /** A task begins, on its thread. @return null: nobody records */
    public static @Nullable TaskEvent task(TaskAttempt attempt) {
        return isOn() ? TaskEvent.started(attempt) : null;
    }

    /** A map task begins to write the output of a shuffle. @return null: nobody records */
    public static @Nullable ShuffleWriteEvent shuffleWrite(int shuffleId, int mapPartition) {
        return isOn() ? ShuffleWriteEvent.started(shuffleId, mapPartition) : null;
    }

    /** A task begins to fetch its input of a shuffle, reduce partitions [from, until). @return null: nobody records */
    public static @Nullable ShuffleReadEvent shuffleRead(int shuffleId, int from, int until) {
        return isOn() ? ShuffleReadEvent.started(shuffleId, from, until) : null;
    }

    /** A structure of a task has moved to disk. */
    public static void spilled(long memoryBytes, long diskBytes) {
        if (isOn()) {
            SpillEvent.tell(memoryBytes, diskBytes);
        }
    }

    /** A cached block was found. */
    public static void cacheHit(BlockId block) {
        if (isOn()) {
            CacheHitEvent.tell(block);
        }
    }

    /** A block that is to be cached is not there: it begins to be computed. @return null: nobody records */
    public static @Nullable CacheMissEvent cacheMiss(BlockId block) {
        return isOn() ? CacheMissEvent.started(block) : null;
    }

    /** A cached block begins to leave memory, to make room. @return null: nobody records */
    public static @Nullable CacheEvictEvent cacheEvict(BlockId block, long memoryBytes, boolean toDisk) {
        return isOn() ? CacheEvictEvent.started(block, memoryBytes, toDisk) : null;
    }
}
