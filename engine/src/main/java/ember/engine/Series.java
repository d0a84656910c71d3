// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.engine.planning.JobTemplate;
import ember.model.CallSite;
import ember.rdd.JobSeries;
import ember.rdd.PartitionFunction;
import ember.rdd.ResultHandler;
import ember.rdd.RunningJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs on one RDD. Those that their caller waits for are told in the log, as in Spark. */
final class Series<T> implements JobSeries<T> {
    private static final double NANOS_PER_MILLI = 1e6;

    private final JobTemplate<T> template;
    private final EmberContext context;
    private final Jobs jobs;

    Series(JobTemplate<T> template, EmberContext context, Jobs jobs) {
        this.template = template;
        this.context = context;
        this.jobs = jobs;
    }

    @Override
    public <U> RunningJob submit(PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) {
        check(function);
        return submit(function, partitions, handler, context.callSite());
    }

    @Override
    public <U> void run(PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) throws Exception {
        check(function);
        CallSite callSite = context.callSite();
        if (!context.logsInfo()) {
            submit(function, partitions, handler, callSite).await();
            return;
        }
        LoggerFactory.getLogger("SparkContext").info("Starting job: {}", callSite.shortForm());
        Logger log = LoggerFactory.getLogger("DAGScheduler");
        long startNanos = System.nanoTime();
        RunningJob job = submit(function, partitions, handler, callSite);
        try {
            job.await();
        } catch (Exception e) {
            log.info("Job {} failed: {}, took {} ms", job.jobId(), callSite.shortForm(), millisSince(startNanos));
            throw e;
        }
        log.info("Job {} finished: {}, took {} ms", job.jobId(), callSite.shortForm(), millisSince(startNanos));
    }

    private static double millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    }

    private void check(PartitionFunction<?, ?> function) {
        if (context.isStopped()) {
            throw new IllegalStateException("SparkContext has been shutdown");
        }
        if (function.holdsRdd()) {
            template.checkClosures();
        }
    }

    private <U> RunningJob submit(
            PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler, CallSite callSite) {
        return jobs.submit(
                template,
                function,
                partitions,
                handler,
                callSite,
                context.localProperties().snapshot());
    }
}
