// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Measures the scheduler's core and prints what it costs for each task, stage and job as they become more: the curve should be flat.
 * Judges nothing: a slow machine is no error.
 */
public final class CoreCurve {
    private static final double NANOS_PER_MILLI = 1e6;
    /**
     * Large enough that the collector seldom copies what a job of the largest size keeps, and touched before, so that the curve shows
     * what the scheduler does: in a heap that grows, the system's first pages for it and the copies cost more than that. The collector
     * is one that works in pauses only, not on the other processor, and does not take the arrays of a million tasks for a special case.
     */
    private static final String[] JVM = {"-XX:+UseParallelGC", "-Xms3g", "-Xmx3g", "-Xmn2g", "-XX:+AlwaysPreTouch"};

    private final boolean brief;

    private CoreCurve(boolean brief) {
        this.brief = brief;
    }

    /** @param args {@code --short}: fewer sizes and less time for each, for a report of a minute */
    public static void main(String[] args) throws RunnerException {
        boolean brief = args.length == 1 && args[0].equals("--short");
        if (args.length > 1 || (args.length == 1 && !brief)) {
            System.err.println("usage: bench-core.sh [--short]");
            System.exit(2);
        }
        new CoreCurve(brief).run();
    }

    private void run() throws RunnerException {
        System.out.println("Java " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, one thread, " + String.join(" ", JVM));
        tasks();
        stages();
        jobs();
        starts();
    }

    private void tasks() throws RunnerException {
        header("job of N tasks on 10,000 executors", "N", "task");
        ChainedOptionsBuilder options = options(TaskCost.class);
        if (brief) {
            options.param("tasks", "1000", "100000").param("shape", "flat");
        }
        for (RunResult result : measure(options)) {
            String name = param(result, "shape") + ", " + param(result, "eventsPerTurn") + " ends a turn";
            row(name, Integer.parseInt(param(result, "tasks")), result);
        }
    }

    private void stages() throws RunnerException {
        header("job of N stages of one task", "N", "stage");
        ChainedOptionsBuilder options = options(StageCost.class);
        if (brief) {
            options.param("stages", "100", "10000");
        }
        for (RunResult result : measure(options)) {
            row(param(result, "graph"), Integer.parseInt(param(result, "stages")), result);
        }
    }

    private void jobs() throws RunnerException {
        header("N jobs of four tasks at once", "N", "job");
        ChainedOptionsBuilder options = options(JobCost.class);
        if (brief) {
            options.param("jobs", "100", "10000");
        }
        for (RunResult result : measure(options)) {
            row("one stage each", Integer.parseInt(param(result, "jobs")), result);
        }
    }

    private void starts() throws RunnerException {
        System.out.println();
        System.out.println("| turn that starts a stage of 100,000 tasks | median ms | slowest ms |");
        System.out.println("| --- | ---: | ---: |");
        ChainedOptionsBuilder options = options(StageStart.class);
        options.warmupIterations(brief ? 10 : 30).measurementIterations(brief ? 10 : 50);
        for (RunResult result : measure(options)) {
            Statistics times = result.getPrimaryResult().getStatistics();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f |%n",
                    param(result, "turn"),
                    times.getPercentile(50) / NANOS_PER_MILLI,
                    times.getMax() / NANOS_PER_MILLI);
        }
    }

    private ChainedOptionsBuilder options(Class<?> benchmark) {
        TimeValue time = TimeValue.milliseconds(brief ? 300 : 1000);
        return new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .forks(1)
                .jvmArgs(JVM)
                .warmupIterations(brief ? 3 : 5)
                .warmupTime(time)
                .measurementIterations(brief ? 3 : 7)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Collection<RunResult> measure(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    private static String param(RunResult result, String name) {
        return result.getParams().getParam(name);
    }

    private static void header(String what, String count, String unit) {
        System.out.println();
        System.out.printf("| %s | %s | ns a %s | fastest | bytes a %s | whole job, ms |%n", what, count, unit, unit);
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    }

    private static void row(String name, int count, RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated == null) {
            throw new IllegalStateException("this JVM does not tell what a thread allocates");
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.0f | %.0f | %.0f | %.2f |%n",
                name,
                count,
                times.getPercentile(50) / count,
                times.getMin() / count,
                allocated.getScore() / count,
                times.getPercentile(50) / NANOS_PER_MILLI);
    }
}
