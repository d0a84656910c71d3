// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.model.Pairing;
import ember.rdd.JobRunner;
import ember.rdd.Rdd;
import ember.rdd.transform.Transformations;

/**
 * Text files as RDDs. What is wrong with a path is found out when partitions are first asked for, as in Spark.
 *
 * <p>A path is a comma-separated list of files, directories and globs, with or without {@code file:}.
 */
public final class TextInput {
    private TextInput() {}

    /**
     * The lines of text files.
     *
     * @param minPartitions a hint at the number of partitions, at least 0
     */
    public static Rdd<String> textFile(JobRunner runner, String path, int minPartitions) {
        runner.ensureActive();
        Rdd<String> read = new TextFileRdd(runner, path, minPartitions);
        read.setName(path);
        Rdd<String> lines = Transformations.view(read);
        lines.setName(path);
        return lines;
    }

    /**
     * Pairs of a file's URI and its whole text.
     *
     * @param minPartitions a hint at the number of partitions, at least 0
     */
    public static <P> Rdd<P> wholeTextFiles(JobRunner runner, String path, int minPartitions, Pairing<P> pairing) {
        runner.ensureActive();
        Rdd<P> files = Transformations.view(new WholeTextFileRdd<>(runner, path, minPartitions, pairing));
        files.setName(path);
        return files;
    }
}
