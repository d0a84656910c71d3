// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.File;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;

/** What tasks move from memory to disk, and how large the files of a program become at the ends of its stages, map outputs' too. */
final class DiskUse extends SparkListener {
    private final File directory;
    private volatile long spilledBytes;
    private volatile long mostBytes;

    /** @param directory where the program has its files */
    DiskUse(File directory) {
        this.directory = directory;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Listeners of a context are told by one thread.
    public void onStageCompleted(SparkListenerStageCompleted completed) {
        spilledBytes += completed.stageInfo().taskMetrics().diskBytesSpilled();
        mostBytes = Math.max(mostBytes, bytes(directory));
    }

    private static long bytes(File file) {
        File[] inside = file.listFiles();
        if (inside == null) {
            return file.length();
        }
        long bytes = 0;
        for (File each : inside) {
            bytes += bytes(each);
        }
        return bytes;
    }

    long spilledBytes() {
        return spilledBytes;
    }

    long mostBytes() {
        return mostBytes;
    }
}
