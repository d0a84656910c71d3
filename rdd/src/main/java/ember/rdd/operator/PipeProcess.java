// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Failures;
import ember.rdd.TaskContext;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A running command of one task: fed by a thread of its own, read by the task. */
final class PipeProcess implements Iterator<String> {
    private final PipeCommand command;
    private final Process process;
    private final BufferedReader output;
    private final @Nullable Path directory;
    /** What went wrong while the command was fed, or its complaints were passed on. */
    private volatile @Nullable Throwable helperFailure;

    private @Nullable String next;
    private boolean ended;

    private PipeProcess(PipeCommand command) throws IOException {
        this.command = command;
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().putAll(command.environment());
        this.directory = command.separateDirectory() ? separateDirectory() : null;
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        this.process = builder.start();
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), command.charset()));
    }

    static Iterator<String> start(PipeCommand command, Iterator<?> elements, TaskContext context) throws IOException {
        PipeProcess running = new PipeProcess(command);
        running.helper("stderr reader for " + command.words(), running::passOnComplaints);
        running.helper("stdin writer for " + command.words(), () -> running.feed(elements));
        context.addCompletionListener(ended -> running.end());
        return running;
    }

    private static Path separateDirectory() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path own = here.resolve("tasks").resolve(UUID.randomUUID().toString());
        Files.createDirectories(own);
        File[] files = here.toFile().listFiles((dir, name) -> !name.equals("tasks"));
        for (File file : files == null ? new File[0] : files) {
            Files.createSymbolicLink(own.resolve(file.getName()), file.toPath());
        }
        return own;
    }

    private interface Work {
        void run() throws IOException;
    }

    private void helper(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        helperFailure = e;
                        process.destroy();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void passOnComplaints() throws IOException {
        try (BufferedReader complaints =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), command.charset()))) {
            for (String line = complaints.readLine(); line != null; line = complaints.readLine()) {
                System.err.println(line);
            }
        }
    }

    /** A command that does not read to the end of its input is none the worse for it: PrintWriter swallows the broken pipe. */
    private void feed(Iterator<?> elements) {
        try (PrintWriter input = new PrintWriter(new BufferedWriter(
                new OutputStreamWriter(process.getOutputStream(), command.charset()), command.bufferBytes()))) {
            feedAll(elements, input);
        }
    }

    private void feedAll(Iterator<?> elements, PrintWriter input) {
        try {
            while (elements.hasNext()) {
                input.println(elements.next());
            }
        } catch (Throwable e) {
            // Before the pipe is closed: the command would end as if it had seen everything.
            helperFailure = e;
        }
    }

    private void end() throws IOException {
        process.destroy();
        if (directory == null) {
            return;
        }
        File[] links = directory.toFile().listFiles();
        for (File link : links == null ? new File[0] : links) {
            Files.deleteIfExists(link.toPath());
        }
        Files.deleteIfExists(directory);
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            try {
                next = output.readLine();
                if (next == null) {
                    ended = true;
                    checkExit();
                }
                throwHelperFailure();
            } catch (IOException | InterruptedException e) {
                throwHelperFailure();
                throw Failures.<RuntimeException>sneaky(e);
            }
        }
        return next != null;
    }

    private void checkExit() throws InterruptedException {
        int status = process.waitFor();
        throwHelperFailure();
        if (status != 0) {
            throw new IllegalStateException(
                    "Subprocess exited with status " + status + ". Command ran: " + String.join(" ", command.words()));
        }
    }

    private void throwHelperFailure() {
        Throwable failure = helperFailure;
        if (failure != null) {
            throw Failures.<RuntimeException>sneaky(failure);
        }
    }

    @Override
    public String next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        String line = next;
        next = null;
        return line;
    }
}
