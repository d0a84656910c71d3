// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import ember.model.ExecutorMetrics;
import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.model.event.TaskProgress;
import ember.observe.flight.StageSampler;
import ember.observe.pages.PagesRoute;
import ember.observe.rest.EmberApi;
import ember.observe.rest.LiveApplication;
import ember.observe.rest.RestApi;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import ember.observe.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of an application that nobody ran: its events are told. */
final class Told implements AutoCloseable {
    static final String ID = "local-told";
    private static final int CORES = 32;

    private final ApplicationStore store;
    private final long start = System.currentTimeMillis() - 3_600_000;
    private long time = start;
    private long taskId;
    private final WebServer server;

    Told() throws IOException {
        this(StatusLimits.DEFAULT);
    }

    /** @param limits how much is remembered */
    Told(StatusLimits limits) throws IOException {
        store = new ApplicationStore(limits);
        store.applicationStarted(new EngineEvent.ApplicationStarted("Told", ID, "me", start));
        store.executorAdded(new EngineEvent.ExecutorAdded("driver", "host", CORES, start));
        LiveApplication application = new LiveApplication(store, "4.2.0", new StageSampler());
        server = new WebServer(
                InetAddress.getLoopbackAddress(),
                0,
                0,
                List.of(new EmberApi(application, "4.2.0", null), new RestApi(application, "4.2.0"), new PagesRoute()));
    }

    String url() {
        return server.url();
    }

    /** The address of one of its pages, such as {@code job/0}. */
    String page(String page) {
        return url() + "/#/app/" + ID + "/" + page;
    }

    void tell(EngineEvent event) {
        event.deliverTo(store);
    }

    /** What the next event happens at. */
    long now() {
        return time;
    }

    void pass(long millis) {
        time += millis;
    }

    /**
     * One task attempt that is launched now.
     *
     * @param end how it ends after so many milliseconds; null: it does not
     */
    void attempt(StageInfo stage, int index, int number, long millis, @Nullable TaskEnd end, TaskMetrics metrics) {
        long id = taskId++;
        TaskAttempt attempt = new TaskAttempt(
                id,
                stage.stageId(),
                0,
                index,
                index,
                index,
                number,
                "driver",
                "host",
                TaskLocality.PROCESS_LOCAL,
                end instanceof TaskEnd.Killed);
        tell(new EngineEvent.TaskStarted(
                new TaskInfo(attempt, time, 0, 0, false, false, List.of(), TaskCause.First.INSTANCE)));
        if (end != null) {
            boolean killed = end instanceof TaskEnd.Killed;
            boolean failed = !killed && !(end instanceof TaskEnd.Succeeded);
            TaskInfo ended =
                    new TaskInfo(attempt, time, 0, time + millis, failed, killed, List.of(), TaskCause.First.INSTANCE);
            tell(new EngineEvent.TaskEnded(TaskKind.SHUFFLE_MAP_TASK, end, ended, metrics));
        }
    }

    /** A task that runs tells, as executors do now and then, how far it has come. */
    void report(StageInfo stage, long id, TaskMetrics metrics) {
        TaskProgress task = new TaskProgress(id, stage.stageId(), 0, metrics, List.of());
        tell(new EngineEvent.ExecutorMetricsUpdated("driver", false, List.of(task), ExecutorMetrics.ZERO));
    }

    /** Jobs of one stage of four tasks that take 40 ms or so each, one after the other with a second between them. */
    void jobs(int count) {
        for (int id = 0; id < count; id++) {
            job(id, List.of(stage(id, 4, List.of())));
            pass(1000);
        }
    }

    /** Ten jobs of one stage with 100,000 tasks each. */
    void aMillionTasks() {
        for (int id = 0; id < 10; id++) {
            job(id, List.of(stage(id, 100_000, List.of())));
        }
    }

    /** One job: each round of a loop needs the one before it and what the loop began with. */
    void manyStages(int count) {
        List<StageInfo> stages = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            stages.add(stage(id, 4, id == 0 ? List.of() : id == 1 ? List.of(0) : List.of(0, id - 1)));
        }
        job(0, stages);
    }

    private void job(int id, List<StageInfo> stages) {
        store.jobStarted(new EngineEvent.JobStarted(id, time, stages, Map.of()));
        for (StageInfo stage : stages) {
            long submitted = time;
            store.stageSubmitted(new EngineEvent.StageSubmitted(stage.submitted(submitted), Map.of()));
            for (int first = 0; first < stage.numTasks(); first += CORES) {
                wave(stage, first, Math.min(stage.numTasks(), first + CORES));
            }
            store.stageCompleted(
                    new EngineEvent.StageCompleted(stage.submitted(submitted).completed(time, null, null)));
        }
        store.jobEnded(new EngineEvent.JobEnded(id, time, JobOutcome.SUCCEEDED));
    }

    private void wave(StageInfo stage, int from, int until) {
        long first = taskId;
        for (int index = from; index < until; index++) {
            store.taskStarted(new EngineEvent.TaskStarted(task(stage, index, taskId++, 0)));
        }
        for (int index = from; index < until; index++) {
            long millis = 40 - index % 13 + (stage.stageId() % 50 == 7 ? 400 : 0);
            TaskMetrics metrics = new TaskMetrics.Builder()
                    .add(TaskMetric.EXECUTOR_RUN_TIME, millis - 2)
                    .add(TaskMetric.EXECUTOR_CPU_NANOS, (millis - 3) * 1_000_000)
                    .add(TaskMetric.EXECUTOR_DESERIALIZE_TIME, 1)
                    .add(TaskMetric.INPUT_RECORDS_READ, 1_000L + index)
                    .add(TaskMetric.SHUFFLE_BYTES_WRITTEN, 5_000_000L + index)
                    .add(TaskMetric.SHUFFLE_RECORDS_WRITTEN, 500_000L + index)
                    .add(TaskMetric.SHUFFLE_WRITE_NANOS, 3_000_000)
                    .build();
            store.taskEnded(new EngineEvent.TaskEnded(
                    TaskKind.SHUFFLE_MAP_TASK,
                    TaskEnd.Succeeded.WITHOUT_PAYLOAD,
                    task(stage, index, first + index - from, time + millis),
                    metrics));
        }
        time += 450;
    }

    private TaskInfo task(StageInfo stage, int index, long id, long finish) {
        TaskAttempt attempt = new TaskAttempt(
                id, stage.stageId(), 0, index, index, index, 0, "driver", "host", TaskLocality.PROCESS_LOCAL, false);
        return new TaskInfo(attempt, time, 0, finish, false, false, List.of(), TaskCause.First.INSTANCE);
    }

    static StageInfo stage(int id, int tasks, List<Integer> parents) {
        String name = (id % 2 == 0 ? "reduceByKey" : "join") + " at Program.java:" + (20 + id % 2);
        return new StageInfo(id, 0, name, "", tasks, List.of(), parents, id, 0, -1, -1, null, null, List.of(), null);
    }

    @Override
    public void close() {
        server.close();
    }
}
