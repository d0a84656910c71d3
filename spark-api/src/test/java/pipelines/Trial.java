// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import ember.engine.EmberContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs a pipeline on an Ember of its own, and looks at what that leaves behind. */
final class Trial {
    private static final long LONGEST_SECONDS = 120;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final List<String> THREADS =
            List.of("dag-scheduler", "Executor task launch", "stage-preparation", "spark-listener-group");

    private final Path directory;

    /** @param directory for all files; nothing of a trial stays there */
    Trial(Path directory) {
        this.directory = directory;
    }

    /**
     * What came of it.
     *
     * @param problem what went wrong; empty: nothing
     * @param spilled whether anything was written to disk for want of memory
     */
    record Outcome(Interpreter.Result result, String problem, boolean spilled) {}

    Outcome run(Pipeline pipeline, Setting setting) throws IOException, InterruptedException {
        Path temporary = Files.createTempDirectory(directory, "local");
        Path files = Files.createTempDirectory(directory, "files");
        try {
            return run(pipeline, setting, temporary, files);
        } finally {
            delete(files);
            delete(temporary);
        }
    }

    private static Outcome run(Pipeline pipeline, Setting setting, Path temporary, Path files)
            throws IOException, InterruptedException {
        JavaSparkContext context = new JavaSparkContext(setting.conf().set("spark.local.dir", temporary.toString()));
        EmberContext engine = context.sc().engine();
        TaskCounts counts = new TaskCounts(setting, engine, temporary);
        context.sc().addSparkListener(counts);
        context.setCheckpointDir(files.toString());
        String problem = "";
        Interpreter.Result result = null;
        boolean files0;
        try {
            result = answers(pipeline, context, files);
        } catch (ExecutionException e) {
            problem = "failed: " + stack(e.getCause());
        } catch (TimeoutException e) {
            problem = "takes more than " + LONGEST_SECONDS + " s:\n" + stacks();
        }
        if (problem.isEmpty() && !eventually(() -> engine.memory().executionBytes() == 0)) {
            problem = engine.memory().executionBytes() + " bytes are held by tasks that have ended";
        }
        files0 = !Fault.filesIn(temporary).isEmpty();
        context.stop();
        return new Outcome(result, problem + leftBy(engine, temporary), files0 || counts.spilledBytes() > 0);
    }

    private static Interpreter.Result answers(Pipeline pipeline, JavaSparkContext context, Path files)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Interpreter.Result> result = new CompletableFuture<>();
        Thread program = new Thread(() -> {
            try {
                result.complete(Interpreter.run(pipeline, context, files));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        program.setDaemon(true);
        program.start();
        return result.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    private static String leftBy(EmberContext engine, Path temporary) throws IOException, InterruptedException {
        StringBuilder left = new StringBuilder();
        if (!eventually(() -> engine.memory().usedBytes() == 0)) {
            left.append("\nafter stop() the budget counts ")
                    .append(engine.memory().usedBytes())
                    .append(" bytes");
        }
        try (Stream<Path> all = Files.walk(temporary)) {
            List<Path> there = all.filter(path -> !path.equals(temporary)).toList();
            left.append(there.isEmpty() ? "" : "\nafter stop() there are files: " + there);
        }
        if (!eventually(() -> threads().isEmpty())) {
            left.append("\nafter stop() there are threads: ").append(threads());
        }
        return left.toString();
    }

    private static List<String> threads() {
        List<String> alive = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (THREADS.stream().anyMatch(thread.getName()::startsWith)) {
                alive.add(thread.getName());
            }
        }
        return alive;
    }

    private static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }

    private static String stack(Throwable thrown) {
        java.io.StringWriter text = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private static String stacks() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            if (THREADS.stream().anyMatch(thread.getKey().getName()::startsWith)) {
                text.append(thread.getKey().getName()).append('\n');
                for (StackTraceElement frame : thread.getValue()) {
                    text.append("  at ").append(frame).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walked = Files.walk(path)) {
            all = walked.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
