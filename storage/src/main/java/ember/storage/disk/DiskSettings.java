// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.nio.file.Path;
import java.util.List;

/**
 * How data is written to disk, and where.
 *
 * @param shuffle map outputs: spark.shuffle.compress
 * @param spill what a task writes for lack of memory and reads itself: spark.shuffle.spill.compress
 * @param cached serialised cached blocks: spark.rdd.compress
 * @param directories where temporary files go, at least one
 */
public record DiskSettings(FrameFormat shuffle, FrameFormat spill, FrameFormat cached, List<Path> directories) {
    public DiskSettings {
        directories = List.copyOf(directories);
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("there must be a place for temporary files");
        }
    }
}
