// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.Failures;
import ember.rdd.Checkpoints;
import ember.rdd.Rdd;
import ember.rdd.checkpoint.Truncation;
import ember.rdd.input.LocalPaths;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A context's directory for reliable checkpoints, and what else truncation asks of the engine. Safe for use by many threads. */
public final class ContextCheckpoints implements Checkpoints {
    /** Local property: truncate every marked ancestor, not only the nearest. */
    private static final String ALL_ANCESTORS = "spark.checkpoint.checkpointAllMarkedAncestors";

    private final Executors executors;
    private final LineageCleaner cleaner;
    private final LocalProperties properties;
    private final boolean cleansUp;
    private volatile @Nullable File directory;

    /** @param cleansUp delete files that can no longer be read: spark.cleaner.referenceTracking.cleanCheckpoints, default false */
    ContextCheckpoints(Executors executors, LineageCleaner cleaner, LocalProperties properties, boolean cleansUp) {
        this.executors = executors;
        this.cleaner = cleaner;
        this.properties = properties;
        this.cleansUp = cleansUp;
    }

    /**
     * Makes a new directory of a random name below {@code path}, so that contexts which share a path do not meet.
     *
     * <p>Throws an {@link IOException}, which is not declared, if it cannot be made.
     *
     * @param path null: no checkpoints from now on
     */
    public void setDirectory(@Nullable String path) {
        try {
            directory = path == null ? null : make(path);
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
    }

    private static File make(String path) throws IOException {
        File own = new File(LocalPaths.file(path), UUID.randomUUID().toString());
        for (File parent = own.getParentFile(); parent != null; parent = parent.getParentFile()) {
            if (parent.exists() && !parent.isDirectory()) {
                throw new IOException("Parent path is not a directory: " + LocalPaths.uri(parent));
            }
        }
        Files.createDirectories(own.toPath());
        return own;
    }

    @Override
    public Runnable beforeJob(Rdd<?> rdd) {
        return directory == null ? () -> {} : Truncation.beforeJob(rdd, "true".equals(properties.get(ALL_ANCESTORS)));
    }

    @Override
    public void afterJob(Rdd<?> rdd) {
        Truncation.afterJob(rdd, "true".equals(properties.get(ALL_ANCESTORS)));
    }

    @Override
    public @Nullable File directory() {
        return directory;
    }

    @Override
    public void written(Rdd<?> reader, File files) {
        if (cleansUp) {
            cleaner.watchCheckpoint(reader, files);
        }
    }

    @Override
    public int[] uncachedPartitions(Rdd<?> rdd) {
        return executors.uncachedPartitions(rdd);
    }

    @Override
    public void info(String logger, String message) {
        LoggerFactory.getLogger(logger).info(message);
    }

    @Override
    public void warn(String logger, String message) {
        LoggerFactory.getLogger(logger).warn(message);
    }
}
