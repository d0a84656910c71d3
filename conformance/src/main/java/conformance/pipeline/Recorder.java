// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.JobFailed;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.storage.RDDInfo;
import scala.collection.Iterator;

/**
 * What a listener is told of the jobs of a program, as text that does not depend on which of two independent things came first: stages
 * are named by what they compute, and what their tasks did is added up.
 */
final class Recorder extends SparkListener {
    private final int firstRdd;
    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, String> stageNames = new HashMap<>();
    private final Map<Integer, List<String>> ran = new HashMap<>();
    /** Records read, and those read of shuffles, by job: which of two stages finds what is cached is up to chance. */
    private final Map<Integer, long[]> read = new HashMap<>();

    private final Map<Integer, Ran> running = new HashMap<>();
    private final Map<Integer, Integer> jobs = new HashMap<>();
    private final Map<Integer, String> actions = new HashMap<>();
    /** Jobs of the program that have started and not ended. */
    private final Set<Integer> open = new HashSet<>();
    /** Jobs that are no part of the program and have started. */
    private final Set<Integer> marks = new HashSet<>();

    private int firstJob = -1;
    /** The last job that is no part of the program and has ended. */
    private int mark = -1;

    private boolean failed;

    private static final class Ran {
        /** Indices of tasks in the order in which they were told to start. */
        private final List<Integer> started = new ArrayList<>();

        private final Map<String, Integer> ended = new TreeMap<>();
        private long shuffleWritten;
        private long recordsWritten;

        @Override
        public String toString() {
            return "tasks started " + started + ", ended " + ended + ", records written to shuffles " + shuffleWritten
                    + " to files " + recordsWritten;
        }
    }

    /** @param firstRdd the id that counts as 0 */
    Recorder(int firstRdd) {
        this.firstRdd = firstRdd;
    }

    /** Waits until all that was told before has been heard. */
    void awaitEvents(JavaSparkContext context) {
        awaitMark(Settled.await(context));
    }

    /** A job without tasks is told of by the thread that runs it, so perhaps before the end of a failed one, whose caller goes on first. */
    private synchronized void awaitMark(int last) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try {
            while (mark < last || !open.isEmpty()) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (leftMillis <= 0) {
                    throw new IllegalStateException(
                            "a listener was not told of the end of job " + last + " or of " + open + " within 60 s");
                }
                wait(leftMillis);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
        if (start.properties() != null && start.properties().getProperty(Settled.MARK) != null) {
            marks.add(start.jobId());
            return;
        }
        open.add(start.jobId());
        firstJob = firstJob < 0 ? start.jobId() : firstJob;
        int job = start.jobId() - firstJob;
        lines.add("job " + job + " starts");
        List<StageInfo> infos = new ArrayList<>();
        Iterator<StageInfo> stages = start.stageInfos().iterator();
        while (stages.hasNext()) {
            infos.add(stages.next());
        }
        infos.sort((left, right) -> Integer.compare(left.stageId(), right.stageId()));
        actions.put(
                job, infos.isEmpty() ? "nothing" : infos.get(infos.size() - 1).name());
        List<String> described = new ArrayList<>();
        for (StageInfo info : infos) {
            jobs.put(info.stageId(), job);
            described.add(describe(info));
        }
        described.sort(null);
        described.forEach(stage -> lines.add("  stage " + stage));
    }

    private String describe(StageInfo info) {
        List<String> parents = new ArrayList<>();
        Iterator<Object> ids = info.parentIds().iterator();
        while (ids.hasNext()) {
            parents.add(stageNames.get((Integer) ids.next()));
        }
        parents.sort(null);
        List<String> rdds = new ArrayList<>();
        Iterator<RDDInfo> all = info.rddInfos().iterator();
        String last = null;
        while (all.hasNext()) {
            RDDInfo rdd = all.next();
            last = last == null ? Integer.toString(rdd.id() - firstRdd) : last;
            rdds.add(describe(rdd));
        }
        rdds.sort(null);
        // What shuffles an RDD differs between stages of one RDD; the call site says which it is.
        String name = last + "(" + info.name() + ", " + info.numTasks() + ")";
        stageNames.put(info.stageId(), name);
        return name + " after " + parents + " computes " + rdds;
    }

    private String describe(RDDInfo rdd) {
        List<Integer> parents = new ArrayList<>();
        Iterator<Object> ids = rdd.parentIds().iterator();
        while (ids.hasNext()) {
            parents.add((Integer) ids.next() - firstRdd);
        }
        return (rdd.id() - firstRdd) + " " + rdd.name() + " of " + rdd.numPartitions() + " at " + rdd.callSite()
                + " from "
                + parents
                + (rdd.storageLevel().isValid() ? " kept " + rdd.storageLevel().description() : "")
                + (rdd.isBarrier() ? " barrier" : "");
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        if (running.put(submitted.stageInfo().stageId(), new Ran()) != null) {
            lines.add("submitted twice: " + stageNames.get(submitted.stageInfo().stageId()));
        }
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        Ran stage = running.get(start.stageId());
        if (stage != null) {
            stage.started.add(start.taskInfo().index());
        } else if (!failed) {
            lines.add("a task of a stage that does not run: " + stageNames.get(start.stageId()));
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        Ran stage = running.get(end.stageId());
        if (stage == null) {
            return;
        }
        stage.ended.merge(end.taskType() + " " + end.reason().getClass().getSimpleName(), 1, Integer::sum);
        if (end.taskMetrics() != null) {
            long[] all = read.computeIfAbsent(jobs.get(end.stageId()), job -> new long[2]);
            all[0] += end.taskMetrics().inputMetrics().recordsRead();
            all[1] += end.taskMetrics().shuffleReadMetrics().recordsRead();
            stage.shuffleWritten += end.taskMetrics().shuffleWriteMetrics().recordsWritten();
            stage.recordsWritten += end.taskMetrics().outputMetrics().recordsWritten();
        }
    }

    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
        StageInfo info = completed.stageInfo();
        Ran stage = running.remove(info.stageId());
        if (stage == null) {
            lines.add("completed without being submitted: " + stageNames.get(info.stageId()));
            return;
        }
        ran.computeIfAbsent(jobs.get(info.stageId()), job -> new ArrayList<>())
                .add("  ran " + stageNames.get(info.stageId()) + "." + info.attemptNumber() + ": " + stage);
    }

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd end) {
        if (marks.remove(end.jobId())) {
            mark = end.jobId();
            notifyAll();
            return;
        }
        open.remove(end.jobId());
        notifyAll();
        int job = end.jobId() - firstJob;
        boolean fails = end.jobResult() instanceof JobFailed;
        failed |= fails;
        // What else ran when a job failed, and what later jobs find of it, is up to chance.
        if (!failed) {
            ran.getOrDefault(job, List.of()).stream().sorted().forEach(lines::add);
            long[] all = read.getOrDefault(job, new long[2]);
            lines.add("  read " + all[0] + " shuffled " + all[1] + " for " + actions.get(job));
        }
        lines.add("job " + job
                + (fails
                        ? " failed: "
                                + Failures.message(((JobFailed) end.jobResult())
                                        .exception()
                                        .getMessage())
                        : " succeeded"));
    }
}
