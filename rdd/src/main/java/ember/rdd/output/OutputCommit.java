// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.output;

import ember.rdd.TaskContext;
import ember.rdd.input.LocalPaths;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Makes a job's output appear all at once, whatever happens to its tasks, by the steps of Hadoop's file committer.
 *
 * <p>An attempt writes into a directory of its own under {@code _temporary}. If it is allowed to commit, that directory is renamed to the
 * task's, which no other attempt may have. When all tasks have committed, the driver moves their files to the output directory and writes
 * {@code _SUCCESS} last. Until then nothing has the name of a result.
 */
final class OutputCommit implements Serializable {
    private static final String TEMPORARY = "_temporary";

    private final File output;
    private final int rddId;

    /** @param rddId tells this job's attempts from another's */
    OutputCommit(File output, int rddId) {
        this.output = output;
        this.rddId = rddId;
    }

    /** @throws FileAlreadyExistsException if there is something at the output's place */
    void setUpJob() throws IOException {
        if (output.exists()) {
            throw new FileAlreadyExistsException("Output directory " + LocalPaths.uri(output) + " already exists");
        }
        for (File parent = output.getParentFile(); parent != null; parent = parent.getParentFile()) {
            if (parent.exists() && !parent.isDirectory()) {
                throw new IOException("Parent path is not a directory: " + LocalPaths.uri(parent));
            }
        }
        Files.createDirectories(attempts().toPath());
    }

    /** Where an attempt writes its part. Fails if the job has been aborted meanwhile. */
    File setUpTask(int partition, long taskAttemptId) throws IOException {
        File attempt = attempt(partition, taskAttemptId);
        // Not the parents: a late attempt of an aborted job must not bring the directory back.
        Files.createDirectory(attempt.toPath());
        return new File(attempt, "part-" + padded(partition, 5));
    }

    /** Makes the attempt's output the task's, if the attempt may. */
    void commitTask(TaskContext context) throws IOException, InterruptedException {
        File attempt = attempt(context.partitionId(), context.taskAttemptId());
        if (!context.mayCommit()) {
            throw new IOException(attempt.getName() + ": Not committed because the driver did not authorize commit");
        }
        File task = new File(job(), "task_" + name(context.partitionId()));
        // An attempt that failed after its commit may have left one.
        delete(task);
        Files.move(attempt.toPath(), task.toPath(), StandardCopyOption.ATOMIC_MOVE);
    }

    void abortTask(int partition, long taskAttemptId) throws IOException {
        delete(attempt(partition, taskAttemptId));
    }

    void commitJob() throws IOException {
        File[] tasks = job().listFiles((dir, name) -> name.startsWith("task_"));
        if (tasks == null) {
            throw new IOException("Output of the tasks is gone: " + LocalPaths.uri(job()));
        }
        Arrays.sort(tasks);
        for (File task : tasks) {
            for (String part : namesIn(task)) {
                Files.move(new File(task, part).toPath(), new File(output, part).toPath());
            }
        }
        delete(new File(output, TEMPORARY));
        Files.createFile(new File(output, "_SUCCESS").toPath());
    }

    /** Takes back what was written; the directory stays, as with Spark. */
    void abortJob() throws IOException {
        for (String name : namesIn(output)) {
            if (name.startsWith("part-")) {
                delete(new File(output, name));
            }
        }
        // Attempts may still be writing. Under another name nothing can come to it any more, so all that is in it can
        // be deleted.
        File temporary = new File(output, TEMPORARY);
        if (temporary.exists()) {
            File aborted = new File(output, TEMPORARY + ".aborted");
            Files.move(temporary.toPath(), aborted.toPath(), StandardCopyOption.ATOMIC_MOVE);
            delete(aborted);
        }
    }

    private File job() {
        return new File(new File(output, TEMPORARY), "0");
    }

    private File attempts() {
        return new File(job(), TEMPORARY);
    }

    private File attempt(int partition, long taskAttemptId) {
        return new File(attempts(), "attempt_" + name(partition) + "_" + taskAttemptId);
    }

    private String name(int partition) {
        return padded(rddId, 4) + "_m_" + padded(partition, 6);
    }

    private static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String[] namesIn(File directory) {
        String[] names = directory.list();
        return names == null ? new String[0] : names;
    }

    private static void delete(File file) throws IOException {
        for (String name : namesIn(file)) {
            delete(new File(file, name));
        }
        Files.deleteIfExists(file.toPath());
    }
}
